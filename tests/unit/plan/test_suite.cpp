/// Reads every plan in tests/suite/ and compares what is found with what the plan itself says is to be found:
///
///     # error: 9-13 wrong-type
///     # hint: put it in quotation marks
///     title = 2025
///
/// speaks of columns 9 up to 13 of the next line that is no such comment; the hint, which may be left out, need only contain
/// those words. `remark:` likewise. Several may stand above one line.

#include "plan/read.h"
#include "plan/remarks.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

using namespace planpaket;

namespace {

const std::filesystem::path project = PROJECT_DIR;

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

base::Result<std::string> read_file(const std::string& path) {
    if (!std::filesystem::exists(path))
        return std::unexpected(base::Diagnostics{{.code = "unreadable-file", .span = {}, .message = path, .hint = {}}});
    return contents(path);
}

std::vector<std::filesystem::path> suite() {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(project / "tests/suite"))
        if (entry.path().extension() == ".toml")
            paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

struct Expectation {
    std::string place; ///< "plan.toml:3:9-13: error wrong-type"
    std::string hint;
};

std::vector<Expectation> expectations_in(const std::string& path, const std::string& text) {
    static const std::regex finding(R"(\s*# (error|remark): (\d+)-(\d+) ([a-z-]+)\s*)");
    static const std::regex hint(R"(\s*# hint: (.*?)\s*)");
    std::vector<Expectation> result;
    std::vector<std::pair<std::string, Expectation>> waiting; // Until the line is known: columns, and what follows.
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        std::smatch match;
        if (std::regex_match(line, match, finding)) {
            waiting.push_back({match[2].str() + "-" + match[3].str(), {match[1].str() + " " + match[4].str(), ""}});
        } else if (std::regex_match(line, match, hint)) {
            waiting.back().second.hint = match[1];
        } else {
            for (auto& [columns, expectation] : waiting) {
                const auto name = std::filesystem::path(path).filename().string();
                expectation.place = name + ":" + std::to_string(number) + ":" + columns + ": " + expectation.place;
                result.push_back(expectation);
            }
            waiting.clear();
        }
    }
    return result;
}

std::string place_of(const base::Sources& sources, const base::Diagnostic& diagnostic) {
    const auto& span = diagnostic.span;
    const auto name = std::filesystem::path(sources.get(span.source).path).filename().string();
    const bool error = diagnostic.severity == base::Severity::error;
    return name + ":" + std::to_string(span.line) + ":" + std::to_string(span.column) + "-" + std::to_string(span.end_column) +
           ": " + (error ? "error " : "remark ") + diagnostic.code;
}

/// `read` receives the paths of the files that belong to the plan.
base::Diagnostics findings_in(base::Sources& sources, const std::filesystem::path& path, std::vector<std::string>& read) {
    const auto read_and_note = [&](const std::string& name) {
        read.push_back(name);
        return read_file(name);
    };
    const plan::FileAccess files{read_and_note,
                                 [](const std::string& name) { return std::filesystem::weakly_canonical(name).string(); }};
    const plan::ReadOptions options{.documents = {"beslutsunderlag", "missiv"}, .limits = {}, .asked = nullptr};
    const auto plan = plan::read(sources, path.string(), files, options);
    return plan ? plan::remarks(*plan) : plan.error();
}

void check_plan(const std::filesystem::path& path) {
    base::Sources sources;
    std::vector<std::string> files;
    auto findings = findings_in(sources, path, files);
    std::vector<Expectation> expected;
    for (const auto& file : files)
        for (auto& each : expectations_in(file, contents(file)))
            expected.push_back(std::move(each));
    for (const auto& each : expected) {
        const auto found = std::find_if(findings.begin(), findings.end(), [&](const auto& finding) {
            return place_of(sources, finding) == each.place && finding.hint.find(each.hint) != std::string::npos;
        });
        BOOST_TEST((found != findings.end()), "expected " << each.place << (each.hint.empty() ? "" : ", hint: ") << each.hint);
        if (found != findings.end())
            findings.erase(found);
    }
    for (const auto& finding : findings)
        BOOST_TEST(false,
                   "not expected " << place_of(sources, finding) << ": " << finding.message << " (" << finding.hint << ")");
}

/// Every code that the sources of a folder hand out.
std::set<std::string> codes_in(const std::filesystem::path& folder) {
    static const std::regex named(R"re(\.code = "([a-z-]+)")re");
    static const std::regex reported(R"re(error\([^;"]*, "([a-z-]+)")re");
    std::set<std::string> codes;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string text = contents(entry.path());
        for (const auto& pattern : {named, reported})
            for (std::sregex_iterator each(text.begin(), text.end(), pattern), end; each != end; ++each)
                codes.insert((*each)[1]);
    }
    return codes;
}

} // namespace

BOOST_AUTO_TEST_SUITE(suite_of_plans)

BOOST_AUTO_TEST_CASE(finds_in_every_plan_what_it_says_and_nothing_else) {
    const auto paths = suite();
    BOOST_TEST(paths.size() > 40u);
    for (const auto& path : paths)
        check_plan(path);
}

BOOST_AUTO_TEST_CASE(has_a_plan_and_a_line_in_the_reference_for_every_code) {
    std::set<std::string> codes = codes_in(project / "src/toml");
    codes.merge(codes_in(project / "src/plan"));
    for (const auto& code : plan::remark_codes())
        codes.insert(code);
    codes.insert("needless-silence");
    codes.erase("file-too-large"); // A file of that size is made in tests/unit/toml/test_limits.cpp.
    BOOST_TEST(codes.size() > 35u);
    std::set<std::string> expected;
    for (const auto& path : suite())
        for (const auto& each : expectations_in(path.string(), contents(path)))
            expected.insert(each.place.substr(each.place.rfind(' ') + 1));
    for (const auto& code : codes)
        BOOST_TEST(expected.contains(code), "no plan in tests/suite expects " << code);
    const std::string reference = contents(project / "docs/plan-reference.md");
    for (const auto& code : codes)
        BOOST_TEST((reference.find("\n| `" + code + "` |") != std::string::npos), "docs/plan-reference.md lacks " << code);
}

BOOST_AUTO_TEST_SUITE_END()
