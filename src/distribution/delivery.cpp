#include "distribution/delivery.h"

#include "base/errors.h"
#include "base/names.h"
#include "base/sha256.h"
#include "base/translate.h"
#include "distribution/json_members.h"

#include <algorithm>
#include <array>
#include <set>

namespace planpaket::distribution {

using base::tr;
using base::trf;
using nlohmann::ordered_json;

namespace {

constexpr std::string_view form = "planpaket-delivery-";
constexpr std::string_view form_version = "1";
constexpr std::size_t most_files = 10'000;

constexpr base::Names<FileKind> kinds{"document", "plan", "decisions", "verification", "letter"};

base::Diagnostics bad(std::string message) {
    return {base::error("bad-delivery", trf("{}: {}", delivery_name, message), tr("ask the sender for a new one"))};
}

bool is_digest(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// A path below a folder, in its only spelling.
bool is_relative(std::string_view path) {
    for (std::size_t at = 0; at <= path.size();) {
        const auto end = std::min(path.find('/', at), path.size());
        const auto step = path.substr(at, end - at);
        if (step.empty() || step == "." || step == ".." || step.find_first_of(std::string_view("\\\0", 2)) != step.npos)
            return false;
        at = end + 1;
    }
    return true;
}

base::Result<DeliveredFile> read_file(const nlohmann::json& json) {
    DeliveredFile file{.name = text(json, "name"),
                       .kind = FileKind::document,
                       .media_type = text(json, "media_type"),
                       .size = 0,
                       .sha256 = text(json, "sha256"),
                       .path = text(json, "path"),
                       .is_signed = json.value("signed", nlohmann::json()) == true};
    if (!safe_name(file.name))
        return std::unexpected(bad(trf("'{}' is no name for a file", file.name)));
    const auto kind = kinds.find(text(json, "kind"));
    if (!kind)
        return std::unexpected(bad(trf("'{}' is of a kind that is not known", file.name)));
    file.kind = *kind;
    const auto size = json.find("size");
    if (size == json.end() || !size->is_number_unsigned() || !is_digest(file.sha256))
        return std::unexpected(bad(trf("'{}' has no size or no SHA-256 digest", file.name)));
    file.size = size->get<std::uint64_t>();
    if (file.kind == FileKind::plan && !is_relative(file.path))
        return std::unexpected(bad(trf("'{}' is no path of a plan's file", file.path)));
    return file;
}

} // namespace

const char* name(FileKind kind) {
    return kinds[kind];
}

bool safe_name(std::string_view name) {
    constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    if (name.empty() || name.size() > 128 || name.front() == '.' || name.back() == '.' ||
        name.find_first_not_of(allowed) != std::string_view::npos)
        return false;
    std::string stem(name.substr(0, name.find('.')));
    std::ranges::transform(stem, stem.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    constexpr std::array<std::string_view, 4> devices{"con", "prn", "aux", "nul"};
    const bool numbered =
        stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' && stem[3] <= '9';
    return !numbered && std::ranges::find(devices, stem) == devices.end();
}

std::string delivery_json(const Delivery& delivery) {
    ordered_json root{
        {"form", std::string(form) + std::string(form_version)},
        {"program", {{"name", "planpaket"}, {"version", delivery.program_version}}},
        {"plan",
         {{"id", delivery.plan_id}, {"title", delivery.plan_title}, {"version", delivery.plan_version}, {"dnr", delivery.dnr}}},
        {"sender", delivery.sender},
        {"recipient", {{"id", delivery.recipient_id}, {"name", delivery.recipient_name}}},
        {"language", delivery.language},
        {"archived",
         {{"object", delivery.object}, {"version", delivery.version}, {"inventory_sha512", delivery.inventory_sha512}}},
        {"overrides", ordered_json::array()},
        {"files", ordered_json::array()}};
    for (const auto& each : delivery.overrides)
        root["overrides"].push_back({{"check", each.check}, {"reason", each.reason}});
    for (const auto& file : delivery.files) {
        ordered_json json{{"name", file.name}, {"kind", name(file.kind)}, {"media_type", file.media_type}};
        if (file.kind == FileKind::plan)
            json["path"] = file.path;
        if (file.kind == FileKind::document)
            json["signed"] = file.is_signed;
        json["size"] = file.size;
        json["sha256"] = file.sha256;
        root["files"].push_back(std::move(json));
    }
    return root.dump(2) + '\n';
}

base::Result<Delivery> read_delivery(std::string_view json) {
    const auto root = nlohmann::json::parse(json, nullptr, false);
    const auto found = root.is_object() ? text(root, "form") : std::string();
    if (!found.starts_with(form))
        return base::refuse("no-delivery", trf("{} is not what planpaket writes", delivery_name),
                            tr("ask the sender for the whole delivery"));
    if (found.substr(form.size()) != form_version)
        return base::refuse("newer-delivery",
                            trf("the delivery is of the form '{}', which a later version of planpaket has made", found),
                            tr("install that version"));
    Delivery delivery;
    delivery.program_version = text(member(root, "program"), "version");
    const auto& plan = member(root, "plan");
    delivery.plan_id = text(plan, "id");
    delivery.plan_title = text(plan, "title");
    delivery.plan_version = text(plan, "version");
    delivery.dnr = text(plan, "dnr");
    delivery.language = text(root, "language");
    delivery.sender = text(root, "sender");
    delivery.recipient_id = text(member(root, "recipient"), "id");
    delivery.recipient_name = text(member(root, "recipient"), "name");
    const auto& archived = member(root, "archived");
    delivery.object = text(archived, "object");
    delivery.version = text(archived, "version");
    delivery.inventory_sha512 = text(archived, "inventory_sha512");
    for (const auto& each : objects(root, "overrides"))
        delivery.overrides.push_back({text(each, "check"), text(each, "reason")});
    const auto files = objects(root, "files");
    if (files.size() > most_files)
        return std::unexpected(bad(trf("it lists more than {} files", most_files)));
    std::set<std::string> names{delivery_name, checksums_name};
    for (const auto& each : files) {
        auto file = read_file(each);
        if (!file)
            return std::unexpected(file.error());
        if (!names.insert(file->name).second)
            return std::unexpected(bad(trf("'{}' stands twice", file->name)));
        delivery.files.push_back(std::move(*file));
    }
    return delivery;
}

std::string checksums(const Delivery& delivery, std::string_view delivery_json) {
    std::string lines;
    const auto add = [&](const std::string& digest, std::string_view name) {
        lines.append(digest).append("  ").append(name).append("\n");
    };
    for (const auto& file : delivery.files)
        add(file.sha256, file.name);
    add(base::sha256(delivery_json), delivery_name);
    return lines;
}

} // namespace planpaket::distribution
