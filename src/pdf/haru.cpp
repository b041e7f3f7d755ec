#include "pdf/haru.h"

#include <hpdf_streams.h>

namespace planpaket::pdf {

Haru::Haru() : doc_(HPDF_New(&Haru::on_error, this)) {
    HPDF_SetPagesConfiguration(doc(), 100); // a tree of page nodes: a flat one is quadratic to make
    HPDF_UseUTFEncodings(doc());
}

void Haru::on_error(HPDF_STATUS error, HPDF_STATUS, void* self) {
    auto& first = static_cast<Haru*>(self)->error_;
    if (first == 0)
        first = error;
}

HPDF_Page Haru::page(std::size_t index, float width, float height) {
    while (pages_.size() <= index) {
        pages_.push_back(HPDF_AddPage(doc()));
        HPDF_Dict_RemoveElement(pages_.back(), "Resources"); // all pages share one
    }
    HPDF_Page page = pages_[index];
    HPDF_Page_SetWidth(page, width);
    HPDF_Page_SetHeight(page, height);
    return page;
}

std::string Haru::take_content(HPDF_Page page) {
    HPDF_Stream stream = static_cast<HPDF_PageAttr>(page->attr)->stream;
    std::string content;
    for (HPDF_UINT i = 0; i < HPDF_MemStream_GetBufCount(stream); ++i) {
        HPDF_UINT length = 0;
        const auto* bytes = HPDF_MemStream_GetBufPtr(stream, i, &length);
        content.append(reinterpret_cast<const char*>(bytes), length);
    }
    HPDF_MemStream_FreeData(stream);
    return content;
}

ObjectNumber Haru::content_of(HPDF_Page page) {
    return number_of(HPDF_Dict_GetItem(page, "Contents", HPDF_OCLASS_DICT));
}

ObjectNumber Haru::add_content(HPDF_Page page) {
    HPDF_Dict second = HPDF_Dict_New(page->mmgr);
    HPDF_Xref_Add(doc()->xref, second);
    auto* first = HPDF_Dict_GetItem(page, "Contents", HPDF_OCLASS_DICT);
    HPDF_Array both = HPDF_Array_New(page->mmgr);
    HPDF_Dict_Add(page, "Contents", both);
    HPDF_Array_Add(both, first);
    HPDF_Array_Add(both, second);
    return number_of(second);
}

std::string Haru::save() {
    HPDF_SaveToStream(doc());
    std::string bytes(HPDF_GetStreamSize(doc()), '\0');
    auto size = static_cast<HPDF_UINT32>(bytes.size());
    HPDF_ResetStream(doc());
    HPDF_ReadFromStream(doc(), reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size);
    bytes.resize(size);
    doc_.reset(); // it takes as much memory as the structure tree that follows
    pages_.clear();
    return bytes;
}

ObjectNumber number_of(const void* object) {
    return static_cast<const HPDF_Obj_Header*>(object)->obj_id & 0x00FFFFFFU;
}

} // namespace planpaket::pdf
