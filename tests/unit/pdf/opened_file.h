#pragma once

/// A PDF as libqpdf opens it, with what its pages draw and its structure says.

#define POINTERHOLDER_TRANSITION 4 // qpdf: std::shared_ptr only

#include <algorithm>
#include <map>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFNumberTreeObjectHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace planpaket::opened {

using Object = QPDFObjectHandle;

/// Which marked content is drawn on a page, and which CIDs in which font.
struct Drawn : Object::ParserCallbacks {
    std::vector<long long> marks;
    std::map<std::string, std::set<unsigned>> cids;
    bool all_marked = true; ///< Nothing is shown outside of marked content.

    void handleObject(Object object) override {
        if (!object.isOperator()) {
            operands_.push_back(object);
            return;
        }
        const auto name = object.getOperatorValue();
        if (name == "BDC" || name == "BMC") {
            ++depth_;
            if (name == "BDC" && operands_.at(1).hasKey("/MCID"))
                marks.push_back(operands_.at(1).getKey("/MCID").getIntValue());
        } else if (name == "EMC") {
            --depth_;
        } else if (name == "Tf") {
            font_ = operands_.at(0).getName();
        } else if (name == "TJ") {
            all_marked &= depth_ > 0;
            for (auto& part : operands_.at(0).getArrayAsVector())
                if (part.isString()) {
                    const auto bytes = part.getStringValue();
                    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
                        cids[font_].insert(static_cast<unsigned>(static_cast<unsigned char>(bytes[i]) << 8U |
                                                                 static_cast<unsigned char>(bytes[i + 1])));
                }
        }
        operands_.clear();
    }
    void handleEOF() override {}

private:
    std::vector<Object> operands_;
    std::string font_;
    int depth_ = 0;
};

inline std::string stream(Object object) {
    const auto buffer = object.getStreamData();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

/// See the file comment.
class File {
public:
    explicit File(const std::string& bytes) : bytes_(bytes) {
        qpdf.setSuppressWarnings(true);
        qpdf.setAttemptRecovery(false);
        qpdf.processMemoryFile("prov.pdf", bytes_.data(), bytes_.size());
        for (auto& page : QPDFPageDocumentHelper(qpdf).getAllPages()) {
            pages.push_back(page.getObjectHandle());
            page.parseContents(&drawn.emplace_back());
        }
        visit(qpdf.getRoot().getKey("/StructTreeRoot").getKey("/K"), Object::newNull(), -1);
    }

    /// A structure element with what it lists.
    struct Element {
        Object object;
        std::string role;
    };

    QPDF qpdf;
    std::vector<Object> pages;
    std::vector<Drawn> drawn; ///< Per page.
    std::vector<Element> elements;
    std::map<std::pair<int, long long>, int> lister; ///< From page object and MCID to the element that lists it.
    std::map<int, int> annotation_lister;            ///< From annotation to the element that lists it.

    Object parent_tree(long long key) {
        QPDFNumberTreeObjectHelper tree(qpdf.getRoot().getKey("/StructTreeRoot").getKey("/ParentTree"), qpdf);
        Object found = Object::newNull();
        tree.findObject(key, found);
        return found;
    }

private:
    void visit(Object kid, Object element, int page) {
        if (kid.isArray()) {
            for (auto& each : kid.getArrayAsVector())
                visit(each, element, page);
        } else if (kid.isInteger()) {
            list(page, kid.getIntValue(), element);
        } else if (kid.isDictionary() && kid.getKey("/Type").isNameAndEquals("/MCR")) {
            list(kid.getKey("/Pg").getObjectID(), kid.getKey("/MCID").getIntValue(), element);
        } else if (kid.isDictionary() && kid.getKey("/Type").isNameAndEquals("/OBJR")) {
            annotation_lister[kid.getKey("/Obj").getObjectID()] = element.getObjectID();
        } else if (kid.isDictionary()) {
            if (!element.isNull() && kid.getKey("/P").getObjectID() != element.getObjectID())
                throw std::runtime_error("an element names another parent");
            elements.push_back({kid, kid.getKey("/S").getName()});
            visit(kid.getKey("/K"), kid, kid.hasKey("/Pg") ? kid.getKey("/Pg").getObjectID() : -1);
        }
    }
    void list(int page, long long mcid, Object element) {
        if (!lister.emplace(std::pair(page, mcid), element.getObjectID()).second)
            throw std::runtime_error("marked content is listed twice");
    }

    std::string bytes_;
};

} // namespace planpaket::opened
