#include "signature/restrictions.h"

#include "small_pdf.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

using namespace planpaket::signature;
using namespace planpaket::signature::test;

namespace {

/// A file with one signed field: what its signature and its field have beside the usual, and the catalog.
std::string signed_file(const std::string& signature, const std::string& field = {}, const std::string& catalog = {}) {
    return file_of({{1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>" + catalog + ">>"},
                    {2, "<</Type/Pages/Kids[3 0 R]/Count 1>>"},
                    {3, "<</Type/Page/Parent 2 0 R>>"},
                    {4, "<</FT/Sig/T(chair)/V 5 0 R" + field + ">>"},
                    {5, "<</Type/Sig/Contents<00>" + signature + ">>"}});
}

Restrictions found_in(const std::string& bytes) {
    const auto revision = Revision::open(bytes, "file.pdf");
    BOOST_REQUIRE(revision.has_value());
    const auto fields = signature_fields(*revision);
    BOOST_REQUIRE(fields.size() == 1U);
    return restrictions(*revision, fields.front());
}

std::string transform(const std::string& method, const std::string& parameters) {
    return fmt::format("/Reference[<</TransformMethod/{}/TransformParams<<{}>>>>]", method, parameters);
}

} // namespace

BOOST_AUTO_TEST_SUITE(what_signatures_forbid)

BOOST_AUTO_TEST_CASE(an_approval_forbids_nothing) {
    const auto found = found_in(signed_file(""));
    BOOST_TEST(!found.permission.has_value());
    BOOST_TEST(found.locks.empty());
    BOOST_TEST(found.allow_signature("chief"));
}

BOOST_AUTO_TEST_CASE(a_certification_allows_what_it_says_and_forms_when_it_says_nothing) {
    const std::string certified = "/Perms<</DocMDP 5 0 R>>";
    for (const auto& [parameters, permission] : {std::pair<std::string, Permission>{"/P 1", Permission::none},
                                                 {"/P 2", Permission::forms},
                                                 {"/P 3", Permission::annotations},
                                                 {"", Permission::forms},
                                                 {"/P 0", Permission::none},
                                                 {"/P 4", Permission::none},
                                                 {"/P(3)", Permission::none}})
        BOOST_CHECK(found_in(signed_file(transform("DocMDP", parameters), {}, certified)).permission == permission);
    BOOST_CHECK(found_in(signed_file("", {}, certified)).permission == Permission::forms);
    BOOST_TEST(!found_in(signed_file(transform("DocMDP", "/P 1"), {}, certified)).allow_signature("chief"));
}

BOOST_AUTO_TEST_CASE(a_lock_is_read_from_the_signature_and_from_its_field) {
    const std::string lock = "/Action/Include/Fields[(chief)(group)]";
    for (const auto& file : {signed_file(transform("FieldMDP", lock)), signed_file("", "/Lock<<" + lock + ">>")}) {
        const auto found = found_in(file);
        for (const char* locked : {"chief", "group", "group.first"})
            BOOST_TEST(found.locked(locked), locked);
        for (const char* open : {"chair", "grouped", "chie"})
            BOOST_TEST(!found.locked(open), open);
    }
    const auto others = found_in(signed_file("", "/Lock<</Action/Exclude/Fields[(chief)]>>"));
    BOOST_TEST(!others.locked("chief"));
    BOOST_TEST(others.locked("chair"));
    BOOST_TEST(found_in(signed_file("", "/Lock<</Action/All>>")).locked("chief"));
}

BOOST_AUTO_TEST_CASE(a_lock_that_cannot_be_read_locks_everything) {
    for (const char* lock : {"", "/Action/Include", "/Action/Include/Fields(chief)", "/Action/Include/Fields[/chief]",
                             "/Action(Include)/Fields[(chief)]"})
        BOOST_TEST(found_in(signed_file("", fmt::format("/Lock<<{}>>", lock))).locked("chief"), lock);
}

BOOST_AUTO_TEST_CASE(the_stricter_of_several_permissions_counts) {
    const auto file =
        signed_file(transform("DocMDP", "/P 3"), "/Lock<</Action/Include/Fields[]/P 1>>", "/Perms<</DocMDP 5 0 R>>");
    BOOST_CHECK(found_in(file).permission == Permission::none);
    auto both = found_in(signed_file(""));
    both.add({.permission = Permission::forms, .locks = {FieldLock{}}});
    both.add({.permission = Permission::annotations, .locks = {}});
    BOOST_CHECK(both.permission == Permission::forms);
    BOOST_TEST(both.locked("any"));
}

BOOST_AUTO_TEST_SUITE_END()
