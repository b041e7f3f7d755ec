#include "distribution/received.h"

#include "base/sha256.h"

#include "mail/message.h"
#include "zip/archive.h"

#include <boost/test/unit_test.hpp>

using namespace planpaket::distribution;

namespace {

/// A delivery of two files, as its sender had it.
Carried sent() {
    Delivery delivery;
    delivery.plan_id = "lillkoping-2025";
    Carried carried;
    for (const auto& [name, bytes] : {std::pair<std::string, std::string>{"missiv.pdf", "abc"}, {"letter.txt", "Hej"}}) {
        DeliveredFile file;
        file.name = name;
        file.media_type = "application/octet-stream";
        file.size = bytes.size();
        file.sha256 = planpaket::base::sha256(bytes);
        delivery.files.push_back(file);
        carried.files.push_back({name, bytes});
    }
    const auto json = delivery_json(delivery);
    carried.files.push_back({delivery_name, json});
    carried.files.push_back({checksums_name, checksums(delivery, json)});
    return carried;
}

std::vector<std::string> codes(const ReceivedDelivery& received) {
    std::vector<std::string> list;
    for (const auto& each : received.wrong)
        list.push_back(each.code);
    return list;
}

/// What is wrong with the delivery after something happened to it on the way.
template <class Change>
std::vector<std::string> codes_after(const Change& change) {
    auto carried = sent();
    change(carried.files);
    return codes(check(std::move(carried)));
}

using Files = std::vector<CarriedFile>;
using Codes = std::vector<std::string>;

} // namespace

BOOST_AUTO_TEST_SUITE(received)

BOOST_AUTO_TEST_CASE(holds_when_everything_arrived_as_it_was_sent) {
    const auto received = check(sent());
    BOOST_TEST(codes(received) == Codes());
    BOOST_REQUIRE(received.delivery);
    BOOST_TEST(received.delivery->plan_id == "lillkoping-2025");
    const auto* letter = received.intact(received.delivery->files.at(1));
    BOOST_REQUIRE(letter != nullptr);
    BOOST_TEST(*letter == "Hej");
}

BOOST_AUTO_TEST_CASE(does_not_mind_the_order_of_files) {
    BOOST_TEST(codes_after([](Files& files) { std::swap(files.front(), files.back()); }) == Codes());
}

BOOST_AUTO_TEST_CASE(finds_what_is_missing_added_changed_renamed_or_there_twice) {
    BOOST_TEST(codes_after([](Files& files) { files.erase(files.begin()); }) == Codes{"missing-file"});
    BOOST_TEST(codes_after([](Files& files) { files.push_back({"more.pdf", ""}); }) == Codes{"added-file"});
    BOOST_TEST(codes_after([](Files& files) { files[0].bytes = "abd"; }) == Codes{"changed-file"});
    BOOST_TEST(codes_after([](Files& files) { files[0].bytes = "abcd"; }) == Codes{"changed-file"});
    BOOST_TEST(codes_after([](Files& files) { files[0].name = "Missiv.pdf"; }) == Codes{"renamed-file"});
    BOOST_TEST(codes_after([](Files& files) { files.push_back(files[0]); }) == Codes{"duplicate-file"});
}

BOOST_AUTO_TEST_CASE(tells_all_that_is_wrong) {
    const auto found = codes_after([](Files& files) {
        files[0].name = "other.pdf";
        files[1].bytes = "hej";
        files.push_back({"more.pdf", ""});
        files[3].bytes += "x";
    });
    BOOST_TEST(found == (Codes{"renamed-file", "changed-file", "added-file", "bad-checksums"}));
}

BOOST_AUTO_TEST_CASE(says_what_checksums_lie_about) {
    BOOST_TEST(codes_after([](Files& files) { files[3].bytes[0] ^= 1; }) == (Codes{"bad-checksums", "bad-checksums"}));
    BOOST_TEST(codes_after([](Files& files) { files[3].bytes.clear(); }) ==
               (Codes{"bad-checksums", "bad-checksums", "bad-checksums"}));
    BOOST_TEST(codes_after([](Files& files) { files.pop_back(); }) == Codes{"missing-file"});
    BOOST_TEST(codes_after([](Files& files) {
                   std::string many;
                   for (int i = 0; i < 100'000; ++i)
                       many += std::to_string(i) + "\n";
                   files[3].bytes += many;
               }).size() == 100u);
}

BOOST_AUTO_TEST_CASE(says_when_there_is_no_list_that_can_be_read) {
    BOOST_TEST(codes_after([](Files& files) { files.erase(files.begin() + 2); }) == Codes{"no-delivery"});
    BOOST_TEST(codes_after([](Files& files) { files[2].bytes = "{}"; }) == Codes{"no-delivery"});
    const auto newer = codes_after([](Files& files) {
        auto& json = files[2].bytes;
        json.replace(json.find("delivery-1"), 10, "delivery-9");
    });
    BOOST_TEST(newer == Codes{"newer-delivery"});
}

BOOST_AUTO_TEST_CASE(gives_no_bytes_of_a_file_that_was_changed) {
    auto carried = sent();
    carried.files[0].bytes = "abd";
    const auto received = check(std::move(carried));
    BOOST_TEST(received.intact(received.delivery->files.at(0)) == nullptr);
    BOOST_TEST(received.files.at("missiv.pdf").bytes == "abd");
}

BOOST_AUTO_TEST_CASE(finds_a_delivery_in_a_zip_a_message_and_a_zip_in_a_message) {
    std::vector<planpaket::zip::Part> parts;
    planpaket::mail::Message message{.from = {"", "a@b.example"},
                                     .to = {"", "c@d.example"},
                                     .subject = "",
                                     .date = {},
                                     .message_id = "1",
                                     .language = "",
                                     .text = "",
                                     .attachments = {}};
    auto zipped = message;
    const auto files = sent().files;
    for (const auto& file : files) {
        parts.push_back({file.name, file.bytes, false});
        message.attachments.push_back({file.name, "application/octet-stream", file.bytes});
    }
    const auto archive = planpaket::zip::write_archive(parts);
    zipped.attachments.push_back({"lillkoping.zip", "application/zip", archive});
    for (const auto& bytes : {archive, write_message(message).value(), write_message(zipped).value()}) {
        const auto received = receive_bytes(bytes);
        BOOST_TEST(codes(received) == Codes());
        BOOST_TEST(received.files.size() == 4u);
    }
    BOOST_TEST((receive_bytes(archive).carrier == Carrier::zip));
    zipped.attachments.push_back({"more.pdf", "application/pdf", ""});
    BOOST_TEST(codes(receive_bytes(write_message(zipped).value())) == Codes{"added-file"});
    message.attachments.push_back(zipped.attachments[0]);
    BOOST_TEST(codes(receive_bytes(write_message(message).value())) == Codes{"added-file"});
}

BOOST_AUTO_TEST_SUITE_END()
