#include "base/names.h"

#include <boost/test/unit_test.hpp>

namespace planpaket::base {

namespace {

enum class Fruit { apple, pear, plum };

constexpr Names<Fruit> fruits{"apple", "pear", "plum"};

static_assert(count_of<Fruit>() == 3);
static_assert(std::is_constructible_v<Names<Fruit>, const char*, const char*, const char*>);
static_assert(!std::is_constructible_v<Names<Fruit>, const char*, const char*>);

} // namespace

BOOST_AUTO_TEST_SUITE(names)

BOOST_AUTO_TEST_CASE(gives_the_name_of_each_value) {
    BOOST_TEST(fruits[Fruit::apple] == "apple");
    BOOST_TEST(fruits[Fruit::plum] == "plum");
}

BOOST_AUTO_TEST_CASE(finds_no_value_for_a_word_that_names_none) {
    BOOST_TEST((fruits.find("pear") == Fruit::pear));
    BOOST_TEST(!fruits.find("quince"));
    BOOST_TEST(!fruits.find(""));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace planpaket::base
