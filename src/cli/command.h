#pragma once

/// A command is data (its words and options, from which parsing, help, the man page and shell completion are all made) and one
/// function.

#include "base/diagnostic.h"
#include "base/failure.h"
#include "base/source.h"
#include "base/world.h"

#include <functional>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace planpaket::cli {

/// How a run ended. Only main() knows the exit codes.
enum class Outcome {
    done,
    fault,            ///< Ours.
    usage,            ///< The command line is wrong.
    remarks,          ///< There are remarks, and they count.
    plan_wrong,       ///< The plan cannot be read or has errors.
    document_failed,  ///< A document could not be made or written.
    program_missing,  ///< A program that some formats need is not installed; the other formats are made.
    archive_refuses,  ///< The archive is damaged, or refuses.
    signature_failed, ///< A signature is missing, wrong or cannot be made.
    delivery_failed,  ///< Something could not be sent, or may not be.
};

/// What shell completion offers for a word.
enum class Completion { nothing, files, folders, plans, words };

struct Range {
    std::size_t least = 0, most = 0;
};

struct Option {
    std::string name;        ///< Without dashes.
    char letter = '\0';      ///< Of the short form; '\0' for none.
    std::string argument;    ///< As help names it, "DIR"; empty for a switch.
    const char* description; ///< Message id.
    Completion completion = Completion::nothing;
    std::vector<std::string> words = {}; ///< When completion is words: the possible values, or some of them if it is `open`.
    bool open = false;
    std::optional<Range> number = {}; ///< Of an option that takes a whole number.
    /// Message ids of what is said of another value, and of those that can be.
    const char* unknown = nullptr;
    const char* known = nullptr;
    bool list = false; ///< Takes several values: separated by commas, or as words of their own, or by repetition.
};

struct Example {
    std::string line;
    const char* description; ///< Message id.
};

/// The words of a command line after the command, sorted out.
struct Arguments {
    std::map<std::string, std::vector<std::string>> options; ///< By long name.
    std::vector<std::string> words;

    bool has(const std::string& name) const { return options.contains(name); }
    /// The option's only value, or `otherwise`.
    std::string value(const std::string& name, const std::string& otherwise = {}) const;
    /// The option's only value; nothing if it is absent.
    std::optional<std::string> given(const std::string& name) const;
    /// The option's whole number, or `otherwise`. Precondition: parse() has checked it.
    std::size_t number(const std::string& name, std::size_t otherwise) const;
    /// The option's values, commas resolved; empty if it is absent.
    std::vector<std::string> values(const std::string& name) const;
};

/// What a command works in.
struct Context {
    const base::World& world;
    std::string templates; ///< The folder of templates unless --templates names another.
    base::Sources& sources;
    std::ostream& out;
    std::ostream& err;
    bool colour = false;   ///< Whether err takes colours.
    bool progress = false; ///< Whether err is a terminal that progress can be shown on.
};

struct Command {
    std::string name;
    std::string arguments;                ///< As help names them: "PLAN.toml…".
    const char* summary;                  ///< Message id; one line.
    std::vector<const char*> description; ///< Message ids; a paragraph each.
    std::vector<Option> options;
    std::vector<Example> examples;
    Completion completion = Completion::nothing; ///< Of the words after the command.
    std::vector<std::string> words = {};         ///< Some of the possible words, if completion is words (or beside the plans).
    std::function<Outcome(const Arguments&, Context&)> run;
};

/// The option that several commands have, and the folder that it names, or else the program's own.
Option templates_option();
std::string templates_folder(const Arguments& arguments, const Context& context);

/// Writes diagnostics, sorted, to the context's error stream, group after group (one per plan), and their count below; nothing
/// when there are none.
void report(Context& context, std::vector<base::Diagnostics> groups);
void report(Context& context, base::Diagnostics diagnostics);

/// Reports why a job was not done; gives how the run ends then.
Outcome fail(Context& context, base::Failure failure);

/// Reports what is wrong with the command line and how to ask for help; gives Outcome::usage.
Outcome usage_error(Context& context, const std::string& message, const std::string& hint = {});

} // namespace planpaket::cli
