#include "making/seal.h"

#include "making/kit.h"
#include "pdf/seal.h"
#include "signature/certificate.h"

#include <fmt/format.h>
#include <memory>

namespace planpaket::making {

namespace {

/// Puts what is drawn into the update of a signature.
class IntoUpdate final : public pdf::ObjectSink {
public:
    explicit IntoUpdate(signature::Update& update) : update_(update) {}

    pdf::ObjectNumber add(std::string_view body) override { return update_.add(std::string(body)); }
    pdf::ObjectNumber add(const pdf::StreamObject& stream) override {
        return update_.add(fmt::format("<<{}{}/Length {}>>\nstream\n{}\nendstream", stream.entries,
                                       stream.deflated ? "/Filter/FlateDecode" : "", stream.bytes.size(), stream.bytes));
    }

private:
    signature::Update& update_;
};

} // namespace

base::Result<signature::DrawSeal> seal_drawer(const base::World& world, base::Sources& sources, const std::string& templates,
                                              const signature::SignatureRequest& request) {
    const auto read = read_kit(world, sources, templates, {});
    if (!read)
        return std::unexpected(read.error());
    const auto time = signature::shown(request.time);
    pdf::SealText text{request.signer, request.label.empty() ? time : request.label + ", " + time};
    return [style = read->style, fonts = read->fonts, text = std::move(text)](signature::Update& update, double width,
                                                                              double height) -> base::Result<signature::Seal> {
        IntoUpdate sink(update);
        const auto appearance = pdf::draw_seal(text, width, height, style, *fonts, sink);
        if (!appearance)
            return std::unexpected(appearance.error());
        return signature::Seal{*appearance, text.name + ", " + text.details};
    };
}

} // namespace planpaket::making
