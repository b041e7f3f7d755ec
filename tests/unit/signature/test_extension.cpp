#include "signature/extension.h"
#include "signature/metadata.h"
#include "small_file.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::signature;
using namespace small_file;

namespace {

struct Signed {
    Verdict verdict;
    std::size_t size;
    bool is_timestamp = false;
};

/// How many bytes are vouched for; 0 if none are.
std::size_t vouched(const std::vector<Signed>& all) {
    const std::string bytes(100, 'x');
    Report report;
    for (const auto& each : all) {
        auto& signature = report.signatures.emplace_back();
        signature.verdict = each.verdict;
        signature.size = each.size;
        signature.is_timestamp = each.is_timestamp;
    }
    const auto part = vouched_for(bytes, report);
    return part ? part->size() : 0;
}

} // namespace

BOOST_AUTO_TEST_SUITE(extension)

BOOST_AUTO_TEST_CASE(a_file_with_signatures_added_is_what_it_was) {
    const auto original = two_pages();
    BOOST_TEST(only_signed_since(original, original));
    BOOST_TEST(only_signed_since(original, signed_since(original, "20 20 120 60")));
}

BOOST_AUTO_TEST_CASE(a_file_that_was_changed_before_it_was_signed_is_another) {
    const auto original = two_pages();
    BOOST_TEST(!only_signed_since(original, signed_since(with(original, {{5, black_square}}), "20 20 120 60")));
    BOOST_TEST(!only_signed_since(original, with(signed_since(original, "20 20 120 60"), {{5, black_square}})));
    BOOST_TEST(!only_signed_since(original, original.substr(0, original.size() - 1)));
    BOOST_TEST(!only_signed_since(original, original + "more"));
    BOOST_TEST(!only_signed_since("a plan", "a plan and more"));
}

BOOST_AUTO_TEST_CASE(the_earliest_signature_that_counts_vouches) {
    using enum Verdict;
    BOOST_TEST(vouched({}) == 100U);
    BOOST_TEST(vouched({{valid, 10}, {valid, 20}}) == 10U);
    BOOST_TEST(vouched({{valid_but, 10}, {valid, 20}}) == 10U);
    BOOST_TEST(vouched({{indeterminate, 10}, {valid_but, 20}, {valid, 30}}) == 20U);
    BOOST_TEST(vouched({{invalid, 10}, {indeterminate, 20}, {indeterminate, 30}}) == 20U);
    BOOST_TEST(vouched({{invalid, 10}}) == 0U);
}

BOOST_AUTO_TEST_CASE(a_timestamp_vouches_only_where_nobody_signed) {
    using enum Verdict;
    BOOST_TEST(vouched({{valid, 10, true}, {indeterminate, 20}}) == 20U);
    BOOST_TEST(vouched({{valid, 10, true}, {invalid, 20}}) == 0U);
    BOOST_TEST(vouched({{valid, 10, true}, {valid, 20, true}}) == 10U);
}

BOOST_AUTO_TEST_SUITE_END()
