#include "opened_file.h"
#include "pdf/cross_reference.h"
#include "pdf/number_tree.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

using namespace planpaket::pdf;

namespace {

/// A file of nothing but the tree, under /Tree in its catalog, with the keys' doubles as values.
std::string file_with(std::size_t count) {
    FileBody body;
    Objects objects(body, 1);
    NumberTree tree(objects);
    for (std::size_t key = 0; key < count; ++key)
        tree.add(std::to_string(2 * key));
    const auto root = tree.finish();
    const auto pages = objects.add_leading("<</Type/Pages/Kids[]/Count 0>>");
    const auto catalog = objects.add_leading(fmt::format("<</Type/Catalog/Pages {} 0 R/Tree {} 0 R>>", pages, root));
    const auto information = objects.add("<<>>");
    objects.finish();
    add_cross_references(body, objects, catalog, information);
    std::string bytes;
    for (const auto& piece : body.bytes.pieces())
        bytes += piece;
    return bytes;
}

} // namespace

BOOST_AUTO_TEST_SUITE(number_tree)

BOOST_AUTO_TEST_CASE(gives_every_key_its_value_however_many_there_are) {
    for (const std::size_t count : {1U, 32U, 33U, 2048U, 2049U, 5000U, 140'000U}) {
        const auto bytes = file_with(count);
        QPDF qpdf;
        qpdf.setSuppressWarnings(true);
        qpdf.setAttemptRecovery(false);
        qpdf.processMemoryFile("tree.pdf", bytes.data(), bytes.size());
        QPDFNumberTreeObjectHelper tree(qpdf.getRoot().getKey("/Tree"), qpdf, false);
        std::size_t next = 0;
        for (auto [key, value] : tree) {
            BOOST_REQUIRE(static_cast<std::size_t>(key) == next++);
            BOOST_REQUIRE(value.isInteger());
            BOOST_REQUIRE(value.getIntValue() == 2 * key);
        }
        BOOST_TEST(next == count);
        auto found = QPDFObjectHandle::newNull();
        BOOST_TEST(tree.findObject(static_cast<long long>(count) - 1, found));
        BOOST_TEST(qpdf.getRoot().getKey("/Tree").getKey("/Kids").getArrayNItems() <= 64);
        BOOST_TEST(qpdf.getWarnings().empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
