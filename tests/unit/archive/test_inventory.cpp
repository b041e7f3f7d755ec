#include "archive/date_time.h"
#include "archive/inventory.h"
#include "archive/inventory_summary.h"
#include "archive/layout.h"
#include "archive/version_name.h"
#include "archive/write_inventory.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

using namespace planpaket::archive;

namespace {

std::string digest(char letter) {
    return std::string(128, letter);
}

Inventory sound() {
    static const std::string a = digest('a'), b = digest('b');
    Inventory inventory;
    inventory.id = "urn:example:prov";
    inventory.algorithm = "sha512";
    inventory.head = "v1";
    inventory.manifest = {{a, "v1/content/a.txt"}, {b, "v1/content/b \"c\".txt"}};
    VersionBlock version;
    version.name = "v1";
    version.number = 1;
    version.created = "2026-03-24T12:00:00Z";
    version.message = "Åtgärdsplan";
    version.user_name = "Åsa";
    version.user_address = "mailto:asa@example.se";
    version.state = {{a, "a.txt"}, {a, "kopia.txt"}, {b, "b.txt"}};
    inventory.versions = {version};
    return inventory;
}

std::vector<std::string> codes(std::string_view text) {
    Faults faults;
    read_inventory(text, "inventory.json", faults);
    std::vector<std::string> codes;
    for (const auto& fault : faults)
        codes.push_back(fault.code);
    return codes;
}

} // namespace

BOOST_AUTO_TEST_SUITE(inventory)

BOOST_AUTO_TEST_CASE(a_summary_tells_of_the_head_and_looks_at_nothing_else) {
    auto inventory = sound();
    auto second = inventory.versions.front();
    second.name = inventory.head = "v2";
    second.created = "2026-04-28T12:00:00Z";
    second.message.reset();
    inventory.versions.push_back(second);
    inventory.manifest.front().path = "../outside";
    Faults faults;
    const auto summary = read_summary(write_inventory(inventory), "inventory.json", faults);
    BOOST_REQUIRE(summary);
    BOOST_TEST(faults.empty());
    BOOST_TEST(summary->id == "urn:example:prov");
    BOOST_TEST(summary->versions == 2U);
    BOOST_TEST(summary->created == "2026-04-28T12:00:00Z");
    BOOST_TEST(summary->message == "");
}

BOOST_AUTO_TEST_CASE(a_summary_of_what_is_no_inventory_is_a_fault) {
    for (const auto& [text, code] :
         std::vector<std::pair<std::string, std::string>>{{"", "E033"},
                                                          {"[]", "E033"},
                                                          {"{}", "E037"},
                                                          {R"({"id": ""})", "E037"},
                                                          {R"({"id": "a:b", "versions": 3})", "E044"},
                                                          {R"({"id": "a:b", "versions": {"v1": {}}, "head": "v2"})", "E040"},
                                                          {R"({"id": "a:b", "versions": {"v1": {}}, "head": "v1"})", "E048"}}) {
        Faults faults;
        BOOST_TEST(!read_summary(text, "inventory.json", faults));
        BOOST_REQUIRE(faults.size() == 1U);
        BOOST_TEST(faults.front().code == code);
    }
}

BOOST_AUTO_TEST_CASE(reads_what_it_writes) {
    Faults faults;
    const auto written = sound();
    const auto read = read_inventory(write_inventory(written), "inventory.json", faults);
    BOOST_REQUIRE(read);
    BOOST_TEST(faults.empty());
    BOOST_TEST((read->manifest == written.manifest));
    BOOST_TEST((read->versions.front().state == written.versions.front().state));
    BOOST_TEST(read->versions.front().message.value_or("") == "Åtgärdsplan");
}

BOOST_AUTO_TEST_CASE(nesting_beyond_measure_is_no_inventory) {
    BOOST_TEST((codes(std::string(1'000'000, '[')) == std::vector<std::string>{"E033"}));
}

BOOST_AUTO_TEST_CASE(a_path_stays_inside) {
    for (const char* path : {"a", "a/b", "..a", "a/...", "å/ö"})
        BOOST_TEST(is_safe_path(path), path);
    for (const char* path : {"", "/", "/a", "a/", "a//b", ".", "..", "a/..", "../a", "a/./b"})
        BOOST_TEST(!is_safe_path(path), path);
    BOOST_TEST(!is_safe_path(std::string_view("a\0b", 3)));
    BOOST_TEST(!is_safe_path(std::string(path_limit + 1, 'a')));
}

BOOST_AUTO_TEST_CASE(a_version_is_named_by_its_number) {
    BOOST_TEST(read_version_name("v12")->number == 12U);
    BOOST_TEST(read_version_name("v012")->padded == 3U);
    for (const char* name : {"v", "v0", "12", "v-1", "v1a", "V1", "v00", "v99999999999999999999"})
        BOOST_TEST(!read_version_name(name), name);
    BOOST_TEST(version_name(12, "v001") == "v012");
}

BOOST_AUTO_TEST_CASE(a_time_has_seconds_and_a_zone) {
    BOOST_TEST((read_date_time("2026-03-24T13:00:00+01:00") == read_date_time("2026-03-24T12:00:00.5Z")));
    for (const char* text : {"", "2026-03-24", "2026-03-24T12:00Z", "2026-03-24T12:00:00", "2026-02-30T12:00:00Z",
                             "2026-03-24T24:00:00Z", "2026-03-24T12:00:00.Z", "2026-03-24T12:00:00Z "})
        BOOST_TEST(!read_date_time(text), text);
    BOOST_TEST(write_date_time(*read_date_time("2026-03-24T13:05:09+01:00")) == "2026-03-24T12:05:09Z");
}

// The examples of the extensions themselves.
BOOST_AUTO_TEST_CASE(objects_stand_where_extension_0003_has_them) {
    const auto plain = read_layout("0003-hash-and-id-n-tuple-storage-layout", std::nullopt);
    BOOST_REQUIRE(plain);
    BOOST_TEST(plain->path("object-01") == "3c0/ff4/240/object-01");
    BOOST_TEST(plain->path("..hor/rib:le-$id") == "487/326/d8c/%2e%2ehor%2frib%3ale-%24id");
    BOOST_TEST(plain->path("..Hor/rib:lè-$id") == "373/529/21a/%2e%2eHor%2frib%3al%c3%a8-%24id");
    std::string id;
    for (int i = 0; i < 10; ++i)
        id += "abcdefghij";
    BOOST_TEST(plain->path(id + 'a') ==
               "5cc/73e/648/" + id + "-5cc73e648fbcff136510e330871180922ddacf193b68fdeff855683a01464220");
    const auto other = read_layout("0003-hash-and-id-n-tuple-storage-layout",
                                   R"({"digestAlgorithm": "md5", "tupleSize": 2, "numberOfTuples": 15})");
    BOOST_TEST(other->path("object-01") == "ff/75/53/44/92/48/5e/ab/b3/9f/86/35/67/28/88/object-01");
}

BOOST_AUTO_TEST_CASE(a_layout_that_asks_for_too_much_is_none) {
    for (const char* config : {R"({"tupleSize": 33})", R"({"tupleSize": 0})", R"({"tupleSize": 32, "numberOfTuples": 32})",
                               R"({"tupleSize": -1})", R"({"digestAlgorithm": "crc"})", "[]", "{"})
        BOOST_TEST(!read_layout("0004-hashed-n-tuple-storage-layout", config), config);
    BOOST_TEST(!read_layout("0002-flat-direct-storage-layout", std::nullopt));
}

BOOST_AUTO_TEST_SUITE_END()
