#pragma once

/// libharu's document, owned, with its errors kept. The only header that names libharu's types.

#include "pdf/syntax.h"

#include <hpdf.h>
#include <hpdf_pages.h>
#include <memory>
#include <string>
#include <vector>

namespace planpaket::pdf {

/// One libharu document. The first error that libharu reports is kept; what is drawn after it is in vain.
class Haru {
public:
    Haru();
    Haru(const Haru&) = delete;
    Haru& operator=(const Haru&) = delete;

    HPDF_Doc doc() const { return doc_.get(); }

    /// Page `index` (from 0), made with those before it if need be. Sizes in points.
    HPDF_Page page(std::size_t index, float width, float height);

    /// What has been drawn on a page since the last call, which leaves the page's stream empty.
    static std::string take_content(HPDF_Page page);

    /// The number of a page's first content stream.
    static ObjectNumber content_of(HPDF_Page page);

    /// Numbers a second content stream for a page. Once for each page, when all pages are made.
    ObjectNumber add_content(HPDF_Page page);

    /// The file as libharu writes it. Ends the document: its pages are gone, and nothing is drawn any more.
    std::string save();

    /// libharu's error code, 0 if all went well.
    HPDF_STATUS error() const { return error_; }

private:
    struct Deleter {
        void operator()(HPDF_Doc doc) const { HPDF_Free(doc); }
    };
    static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void* self);

    HPDF_STATUS error_ = 0;
    std::unique_ptr<std::remove_pointer_t<HPDF_Doc>, Deleter> doc_;
    std::vector<HPDF_Page> pages_;
};

/// The number under which libharu writes an indirect object.
ObjectNumber number_of(const void* object);

} // namespace planpaket::pdf
