#include "plans.h"

#include "base/disk_world.h"
#include "base/memory_world.h"
#include "compose/vocabulary.h"
#include "plan/figures.h"
#include "tree_dump.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

using namespace planpaket;

namespace {

/// A document from a plan and the body of a template that has nothing but a title before it.
std::string made(const Loaded& loaded, const std::string& body, const compose::Facts& facts = {}) {
    base::Sources sources;
    auto page = compose::read_template(sources, "prov", "prov.md", "+++\ntitle = \"T\"\n+++\n# T\n\n" + body);
    BOOST_REQUIRE_MESSAGE(page.has_value(), told(page ? base::Diagnostics{} : page.error()));
    auto templates = loaded.templates;
    templates.documents.push_back(std::move(*page));
    const auto document = compose::compose(loaded.plan, templates, "prov", facts);
    if (!document)
        return told(document.error());
    const auto dump = tree_dump(document->blocks);
    return dump.substr(dump.find('\n') + 1); // Without the title.
}

std::string file(const std::string& path) {
    std::ifstream in(PROJECT_DIR "/" + path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::size_t occurrences(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++count;
    return count;
}

const std::string one_action = R"(
[[owner]]
id = "o"
name = "Ägaren"
[[area]]
id = "omrade"
title = "Området"
[[area.problem]]
id = "p"
title = "Problemet"
[[area.problem.cause]]
id = "c"
text = "Orsaken"
[[area.problem.cause.action]]
id = "a"
title = "Åtgärden"
text = "Texten"
lead = "o"
when = "2026-03"
)";

} // namespace

BOOST_AUTO_TEST_SUITE(composing)

BOOST_AUTO_TEST_CASE(no_plain_text_of_a_plan_becomes_markup) {
    const std::string nasty = "*a* **b** [c](http://d.se) <b>e</b> {{ plan.version }} # f `g` {n} &amp; \\\\*";
    const std::string seen = "*a* **b** [c](http://d.se) <b>e</b> {{ plan.version }} # f `g` {n} &amp; \\*";
    const auto loaded =
        load_text("[case]\nofficer = \"" + nasty + "\"\n[[owner]]\nid = \"o\"\nname = \"" + nasty +
                  "\"\n[[area]]\nid = \"omr\"\ntitle = \"" + nasty + "\"\n[[area.problem]]\nid = \"p\"\ntitle = \"" + nasty +
                  "\"\n[[area.problem.cause]]\nid = \"c\"\ntext = \"x\"\n[[area.problem.cause.action]]\nid = \"a\"\ntitle = \"" +
                  nasty + "\"\ntext = \"x\"\nlead = \"o\"\n");
    BOOST_TEST(made(*loaded, "Av *{{ case.officer }}*\n") == "p: Av *" + seen + "*\n");
    const auto tables = made(*loaded, "{{ area-tables }}\n\n{{ owner-listing }}\n\n{{ timeline }}\n");
    BOOST_TEST(contains(tables, "h1 #omr 1: " + seen + "\n"));
    BOOST_TEST(contains(tables, "p: **" + seen + "**\n"));
    BOOST_TEST(contains(tables, "p: **1.1 " + seen + "**\n"));
    BOOST_TEST(contains(tables, "p: Ansvarig: " + seen + "\n"));
}

BOOST_AUTO_TEST_CASE(braces_in_prose_stay_braces) {
    const auto loaded = load_text("[text]\nsummary = \"A {{ plan.title }} {{ area-tables }} *b*\"\n");
    BOOST_TEST(made(*loaded, "{{ text.summary }}\n") == "p: A {{ plan.title }} {{ area-tables }} *b*\n");
}

BOOST_AUTO_TEST_CASE(a_capital_in_a_placeholder_gives_one_in_the_text) {
    const auto loaded = load_text("[[body]]\nid = \"n\"\nname = \"Nämnden\"\ndefinite = \"ämbetet\"\nkind = \"committee\"\n");
    BOOST_TEST(made(*loaded, "{{ Committee.definite }} och {{ committee.definite }}\n") == "p: Ämbetet och ämbetet\n");
}

BOOST_AUTO_TEST_CASE(conditions_choose_and_numbered_items_go_on) {
    const auto loaded = load_text("[text]\nsummary = \"S\"\n");
    BOOST_TEST(made(*loaded, "{{ if text.summary }}\n\n1. ett\n\n{{ end }}\n\n{{ if decided }}\n\n2. nej\n\n{{ else }}\n\n2. "
                             "två\n\n{{ end }}\n") == "numbered from 1\n  item\n    p: ett\n  item\n    p: två\n");
    BOOST_TEST(made(*loaded, "{{ if not draft }}\n\na\n\n{{ end }}\n\n{{ if method-resources }}\n\nb\n\n{{ end }}\n\n{{ if "
                             "case.dnr }}\n\nc\n\n{{ end }}\n") == "");
}

BOOST_AUTO_TEST_CASE(styles_hold_for_one_paragraph) {
    const auto loaded = load_text("");
    BOOST_TEST(made(*loaded, "{{ lead }}\n\na\n\nb\n\n{{ note }}\n\nc\n") == "lead: a\np: b\nnote: c\n");
}

BOOST_AUTO_TEST_CASE(generated_headings_go_below_the_last_heading) {
    const auto loaded = load_text(one_action);
    BOOST_TEST(contains(made(*loaded, "{{ area-tables }}\n"), "h1 #omrade 1: Området"));
    BOOST_TEST(contains(made(*loaded, "## A\n\n### B\n\n{{ area-tables }}\n"), "h3 #omrade 1: Området"));
}

BOOST_AUTO_TEST_CASE(problems_and_causes_span_their_actions) {
    const auto loaded = load_text(one_action + R"(
[[area.problem.cause.action]]
id = "a2"
title = "Andra"
text = "t"
[[area.problem.cause]]
id = "c2"
text = "Utan åtgärd"
[[area.problem]]
id = "p2"
title = "Utan orsak"
)");
    const auto tables = made(*loaded, "{{ area-tables }}\n");
    BOOST_TEST(contains(tables, "header #p rows 3\n"));
    BOOST_TEST(contains(tables, "cell #c rows 2\n"));
    BOOST_TEST(contains(tables, "cell #c2\n"));
    BOOST_TEST(contains(tables, "**1.2 Andra**"));
    BOOST_TEST(occurrences(tables, "\n  row") == 4U);
    // Every row fills seven columns: 7 + 5 + (1 + 5) + 7 cells.
    BOOST_TEST(occurrences(tables, "\n    cell") + occurrences(tables, "\n    header") == 25U);
}

BOOST_AUTO_TEST_CASE(places_head_the_problems_that_they_are_about) {
    const auto loaded = load_text(R"(
[[place]]
id = "torget"
name = "Torget"
label = "ÖDS"
[[target]]
id = "mal"
place = "torget"
text = "Torget är **lugnt**"
by = "2030"
[[area]]
id = "omr"
title = "O"
[[area.problem]]
id = "p1"
title = "P1"
place = "torget"
[[area.problem]]
id = "p2"
title = "P2"
place = "torget"
[[area.problem]]
id = "p3"
title = "P3"
[[area]]
id = "tom"
title = "Tomt"
)");
    const auto tables = made(*loaded, "{{ area-tables }}\n");
    BOOST_TEST(contains(
        tables, "group\n    header #mal columns 7\n      p: Torget (ÖDS)\n      p: Mål senast 2030: Torget är **lugnt**\n"));
    BOOST_TEST(occurrences(tables, "  group\n") == 2U);
    BOOST_TEST(contains(tables, "p: Övriga problem inom området\n"));
    BOOST_TEST(contains(tables, "2: Tomt\np: Området används inte i den här planen.\n"));
}

BOOST_AUTO_TEST_CASE(cross_references_are_filled_and_lead_only_where_the_document_has_them) {
    const auto loaded = load_text("[text]\nsummary = \"Se [](#a), [](#omrade) och [orsaken](#c).\"\n" + one_action);
    BOOST_TEST(contains(made(*loaded, "{{ text.summary }}\n\n{{ area-tables }}\n"),
                        "p: Se [1.1](#a \"1.1 Åtgärden\"), [1](#omrade \"1 Området\") och [orsaken](#c \"Problemet\")."));
    BOOST_TEST(made(*loaded, "{{ text.summary }}\n") == "p: Se 1.1, 1 och orsaken.\n");
}

BOOST_AUTO_TEST_CASE(an_id_stands_once_in_a_document) {
    const auto loaded = load_text(one_action);
    BOOST_TEST(occurrences(made(*loaded, "{{ area-tables }}\n\n{{ area-tables }}\n"), "row #a\n") == 1U);
}

BOOST_AUTO_TEST_CASE(a_letter_lists_the_files_that_it_goes_with) {
    const auto loaded = load_text("");
    BOOST_TEST(made(*loaded, "{{ if checksums }}\n\n{{ counts.files }}\n\n{{ end }}\n") == "");
    compose::Facts facts;
    facts.sent.push_back({"d", "d.pdf", "D & <E>", 123456, "ab12"});
    const auto table = made(*loaded, "{{ counts.files }}\n\n{{ checksums }}\n", facts);
    BOOST_TEST(contains(table, "p: 1\u00A0fil\n"));
    BOOST_TEST(contains(
        table, "p: D & <E>\n    cell\n      p: d.pdf\n    cell\n      p: 123\u00A0456\u00A0byte\n    cell\n      p: ab12\n"));
    BOOST_TEST(loaded->templates.find("missiv")->lists_files);
    BOOST_TEST(!loaded->templates.find("bilaga-1-atgardsplan")->lists_files);
}

BOOST_AUTO_TEST_CASE(figures_in_text_agree_with_the_table) {
    const auto loaded = load("plans/hasselby-vallingby-2025.toml");
    const auto counts = plan::counts(loaded->plan);
    BOOST_TEST(counts.actions == 32U);
    const auto text =
        made(*loaded,
             "{{ counts.problems }}, {{ counts.causes }}, {{ counts.actions }}, {{ counts.used-areas }} av {{ counts.areas }}\n");
    BOOST_TEST(text == fmt::format("p: {}\u00A0problem, {}\u00A0orsaker, {}\u00A0åtgärder, 5\u00A0områden av 6\u00A0områden\n",
                                   counts.problems, counts.causes, counts.actions));
    const auto table = made(*loaded, "{{ summary-table }}\n");
    BOOST_TEST(contains(
        table, fmt::format("  total\n    header columns 2\n      p: Totalt\n    cell\n      p: {}\n    cell\n      p: {}\n    "
                           "cell\n      p: {}\n",
                           counts.problems, counts.causes, counts.actions)));
    // Every action once in the tables; in the listing once for each party; in the timeline once.
    const auto tables = made(*loaded, "{{ area-tables }}\n");
    const auto listing = made(*loaded, "{{ area-tables }}\n\n{{ owner-listing }}\n");
    const auto timeline = made(*loaded, "{{ area-tables }}\n\n{{ timeline }}\n");
    for (const auto& placed : plan::placed_actions(loaded->plan)) {
        const auto link = fmt::format("p: [{}](#{} ", placed.number, placed.action->id.value);
        BOOST_TEST(occurrences(tables, fmt::format("  row #{}\n", placed.action->id.value)) == 1U);
        BOOST_TEST(occurrences(listing, link) == placed.action->lead.size() + placed.action->participants.size(), link);
        BOOST_TEST(occurrences(timeline, link) == 1U, link);
    }
}

BOOST_AUTO_TEST_CASE(many_marks_are_drawn_by_area_or_not_at_all) {
    const auto plan_of = [](int count) {
        std::string text = "[[area]]\nid = \"omr\"\ntitle = \"O\"\n[[area.problem]]\nid = \"p\"\ntitle = "
                           "\"P\"\n[[area.problem.cause]]\nid = \"c\"\ntext = \"x\"\n";
        for (int i = 0; i < count; ++i)
            text += fmt::format("[[area.problem.cause.action]]\nid = \"a{}\"\ntitle = \"A\"\ntext = \"x\"\nwhen = \"2026\"\n", i);
        return load_text(text);
    };
    BOOST_TEST(contains(made(*plan_of(60), "{{ timeline-chart }}\n"), "figure: Åtgärderna över tid, per område. Romb"));
    BOOST_TEST(contains(made(*plan_of(61), "{{ timeline-chart }}\n"), "figure: Åtgärderna över tid: 1 O. Romb"));
    BOOST_TEST(made(*plan_of(181), "{{ timeline-chart }}\n") ==
               "note: Området 1 O har 181\u00A0åtgärder och visas därför bara i tabellerna.\n");
    BOOST_TEST(made(*plan_of(0), "{{ timeline-chart }}\n") == "");
}

BOOST_AUTO_TEST_CASE(tells_all_that_is_wrong_in_the_texts_of_a_plan) {
    const auto loaded =
        load_text("[text]\nsummary = \"# Rubrik\"\nsumary = \"x\"\n" +
                  std::regex_replace(one_action, std::regex("\"Texten\""), "\"se [](#aa) och [x](javascript:y)\""));
    const auto all = told(compose::check_prose(loaded->plan, loaded->templates));
    BOOST_TEST(contains(all, "heading-in-text at 8:"));
    BOOST_TEST(contains(all, "unused-text at 9:"));
    BOOST_TEST(contains(all, "did you mean 'summary'?"));
    BOOST_TEST(contains(all, "unknown-reference at 26:"));
    BOOST_TEST(contains(all, "forbidden-link at 26:"));
    BOOST_TEST(occurrences(all, "\n") == 4U, all);
    BOOST_TEST(contains(made(*loaded, "{{ area-tables }}\n"), "unknown-reference"));
}

BOOST_AUTO_TEST_CASE(documents_are_those_that_have_something_to_say_or_are_asked_for) {
    const auto names = [](const Loaded& loaded) {
        const auto made_names = compose::documents_to_make(loaded.plan, loaded.templates);
        return made_names ? fmt::format("{}", fmt::join(*made_names, " ")) : told(made_names.error());
    };
    BOOST_TEST(names(*load_text("")) ==
               "beslutsunderlag tjansteutlatande bilaga-1-atgardsplan bilaga-2-sammanstallning bilaga-3-metodresurser missiv");
    BOOST_TEST(names(*load("tests/plans/uppfoljd.toml")) ==
               "beslutsunderlag tjansteutlatande bilaga-1-atgardsplan "
               "bilaga-2-sammanstallning bilaga-3-metodresurser protokollsutdrag uppfoljning missiv");
    BOOST_TEST(names(*load_text("[documents]\ninclude = [\"missiv\", \"bilaga-1-atgardsplan\"]\n")) ==
               "bilaga-1-atgardsplan missiv");
    const auto wrong = names(*load_text("[documents]\ninclude = [\"misiv\"]\n"));
    BOOST_TEST(contains(wrong, "unknown-document at 8:"));
    BOOST_TEST(contains(wrong, "'missiv'"));
}

BOOST_AUTO_TEST_CASE(a_plan_can_name_its_documents) {
    const auto loaded = load_text("[documents.titles]\nmissiv = \"Brevet *\"\n");
    BOOST_TEST(compose::document_title(loaded->plan, loaded->templates, "missiv") == "Brevet *");
    BOOST_TEST(contains(composed(*loaded, "missiv"), "h0: Brevet *\n"));
}

BOOST_AUTO_TEST_CASE(names_signature_fields_by_body_and_role) {
    const auto loaded = load_text(R"toml(
[case]
manager = [{ role = "Ordförande" }, { role = "Justerare" }, { role = "1:e vice ordförande (M)" }, { role = "Justerare" },
           { role = "Κριτής" }, { role = "Κριτής" }]
)toml");
    const auto document = made(*loaded, "{{ managers }}");
    std::string names;
    for (auto at = document.find("signature "); at != std::string::npos; at = document.find("signature ", at + 1))
        names += document.substr(at + 10, document.find(':', at) - at - 10) + "\n";
    BOOST_TEST(names == "manager-ordforande\nmanager-justerare\nmanager-1-e-vice-ordforande-m\nmanager-justerare-2\n"
                        "manager\nmanager-2\n");
}

BOOST_AUTO_TEST_CASE(an_empty_plan_gives_every_document) {
    const auto loaded = load_text("");
    for (const auto& page : loaded->templates.documents)
        BOOST_TEST(contains(composed(*loaded, page.name), "h0: "), page.name);
}

BOOST_AUTO_TEST_CASE(both_languages_have_the_same_documents_built_alike) {
    const auto swedish = load_text(one_action);
    const auto english = load_text(one_action, "en");
    BOOST_REQUIRE(swedish->templates.documents.size() == english->templates.documents.size());
    const auto shape = [](const std::string& dump) {
        return std::regex_replace(dump, std::regex(":[^\n]*|\\|[^\n]*|months[^\n]*"), "");
    };
    for (const auto& page : swedish->templates.documents) {
        BOOST_REQUIRE_MESSAGE(english->templates.find(page.name) != nullptr, page.name);
        const auto words = composed(*english, page.name);
        BOOST_TEST(shape(composed(*swedish, page.name)).substr(40) == shape(words).substr(40), page.name);
        for (const auto* swedish_word : {"Åtgärder", " och ", "Bilaga", "Datum"})
            BOOST_TEST(!contains(words, swedish_word), page.name << ": " << swedish_word);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(template_documentation)

BOOST_AUTO_TEST_CASE(names_everything_that_may_stand_in_a_template_and_nothing_else) {
    const auto whole = file("docs/templates.md");
    const auto page = whole.substr(0, whole.find("\n## The page\n")); // tests/cli/test_page.py holds that section to its names
    std::set<std::string> known;
    for (const auto& item : compose::placeholders())
        known.emplace(item.name);
    for (const auto& item : compose::directives())
        known.emplace(item.name);
    for (const auto& item : compose::conditions())
        known.emplace(item.name);
    known.emplace("decision.text");
    std::set<std::string> described;
    const std::regex row("\\| `([a-z.-]+)` \\|");
    for (auto at = std::sregex_iterator(page.begin(), page.end(), row); at != std::sregex_iterator(); ++at)
        described.insert((*at)[1]);
    std::set<std::string> texts;
    for (const auto& name : described)
        if (name.starts_with("text."))
            texts.insert(name.substr(5));
    for (const auto& name : known)
        BOOST_TEST(described.contains(name), "docs/templates.md does not describe " << name);
    for (const auto& name : described)
        BOOST_TEST((known.contains(name) || name.starts_with("text.")),
                   "docs/templates.md describes " << name << ", which is nothing");
    // The texts of the plan that the templates use.
    std::set<std::string> used;
    const auto loaded = load_text("");
    for (const auto& item : loaded->templates.documents)
        used.insert(item.texts.begin(), item.texts.end());
    BOOST_TEST(used == texts, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
