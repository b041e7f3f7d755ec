#include "verification/verified.h"

#include "base/errors.h"
#include "base/translate.h"
#include "verification/archive_report.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace planpaket::verification {

using base::tr;
using base::trf;
using nlohmann::ordered_json;

namespace {

bool is_valid(const FileReport& file) {
    return file.report.verdict <= signature::Verdict::valid_but;
}

ordered_json documents_of(const Verified& verified) {
    auto list = ordered_json::array();
    for (const auto& each : verified.documents)
        list.push_back(json_of(each));
    return list;
}

/// What a delivery says of itself.
ordered_json in_json(const distribution::Delivery& delivery) {
    auto overrides = ordered_json::array();
    for (const auto& each : delivery.overrides)
        overrides.push_back({{"check", each.check}, {"reason", each.reason}});
    return {{"plan", delivery.plan_id},
            {"version", delivery.plan_version},
            {"dnr", delivery.dnr},
            {"sender", delivery.sender},
            {"recipient", delivery.recipient_id},
            {"archived",
             {{"object", delivery.object}, {"version", delivery.version}, {"inventory_sha512", delivery.inventory_sha512}}},
            {"overrides", std::move(overrides)}};
}

ordered_json in_json(const Verified& verified) {
    ordered_json json{{"path", verified.path}, {"holds", verified.holds()}};
    if (verified.carrier)
        json["carrier"] = distribution::name(*verified.carrier);
    if (verified.delivery)
        json["delivery"] = in_json(*verified.delivery);
    json["files"] = verified.files;
    json["documents"] = documents_of(verified);
    json["faults"] = json_of(verified.wrong);
    return json;
}

std::string holding(const Verified& verified) {
    if (verified.holds())
        return base::trn("{} file, as it was sent", "{} files, as they were sent", verified.files);
    return tr("does not hold");
}

std::string heading(const Verified& verified) {
    if (verified.kind == Verified::Kind::package)
        return trf("{}: package: {}", verified.path,
                   verified.holds() ? base::trn("{} file, as it was made", "{} files, as they were made", verified.files)
                                    : std::string(tr("does not hold")));
    if (!verified.delivery)
        return trf("{}: delivery: {}", verified.path, holding(verified));
    const auto& delivery = *verified.delivery;
    return trf("{}: delivery of {} {} from {} to {}: {}", verified.path, delivery.plan_id, delivery.plan_version, delivery.sender,
               delivery.recipient_name, holding(verified));
}

} // namespace

bool Verified::holds() const {
    switch (kind) {
    case Kind::document:
        return !base::has_error(wrong) &&
               std::ranges::all_of(documents, [](const auto& each) { return !each.report.signatures.empty() && is_valid(each); });
    case Kind::delivery:
    case Kind::package:
        return !base::has_error(wrong) &&
               std::ranges::all_of(documents, [](const auto& each) { return each.report.signatures.empty() || is_valid(each); });
    case Kind::archive:
        return !base::has_error(wrong);
    }
    return false;
}

std::string as_text(const Verified& verified) {
    switch (verified.kind) {
    case Verified::Kind::document:
        return verified.documents.empty() ? "" : as_text(verified.documents.front());
    case Verified::Kind::archive:
        return verified.archive ? as_text(verified.path, *verified.archive) : "";
    case Verified::Kind::delivery:
    case Verified::Kind::package:
        break;
    }
    auto text = heading(verified) + '\n';
    if (verified.delivery)
        for (const auto& each : verified.delivery->overrides)
            text += "  " + trf("sent although the check '{}' failed: {}", each.check, each.reason) + '\n';
    for (const auto& each : verified.documents)
        text += as_text(each);
    return text;
}

std::string as_json(const std::vector<Verified>& verified, const base::Diagnostics& errors) {
    ordered_json root{{"files", ordered_json::array()},
                      {"deliveries", ordered_json::array()},
                      {"packages", ordered_json::array()},
                      {"archives", ordered_json::array()},
                      {"errors", json_of(errors)}};
    for (const auto& each : verified) {
        switch (each.kind) {
        case Verified::Kind::document:
            for (auto& document : documents_of(each))
                root["files"].push_back(std::move(document));
            for (auto& error : json_of(each.wrong))
                root["errors"].push_back(std::move(error));
            break;
        case Verified::Kind::delivery:
            root["deliveries"].push_back(in_json(each));
            break;
        case Verified::Kind::package:
            root["packages"].push_back(in_json(each));
            break;
        case Verified::Kind::archive:
            if (each.archive) {
                root["archives"].push_back(json_of(*each.archive));
                root["archives"].back()["path"] = each.path;
            } else {
                for (auto& error : json_of(each.wrong))
                    root["errors"].push_back(std::move(error));
            }
            break;
        }
    }
    return root.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

} // namespace planpaket::verification
