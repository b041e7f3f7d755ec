#include "signature/changes.h"
#include "signature/tolerances.h"

#include "small_pdf.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fstream>
#include <sstream>

using namespace planpaket::signature;
using namespace planpaket::signature::test;

namespace {

/// A document with one of everything that may be otherwise afterwards: a page with a link, a signed field, an empty field with an
/// appearance, tags, metadata.
const Bodies document{
    {1, "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Metadata 9 0 R/StructTreeRoot 10 0 R/Version/1.7/DSS 17 0 R>>"},
    {2, "<</Type/Pages/Kids[3 0 R]/Count 1>>"},
    {3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>/Annots 15 0 "
        "R/StructParents 0>>"},
    {4, stream("/X Do")},
    {5, stream("0 0 9 9 re f", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]")},
    {6, "<</Fields 16 0 R/SigFlags 3>>"},
    {7, "<</Type/Annot/Subtype/Widget/FT/Sig/T(first)/P 3 0 R/Rect[0 0 0 0]/F 132/V 14 0 R>>"},
    {8, "<</Type/Annot/Subtype/Widget/FT/Sig/T(second)/P 3 0 R/Rect[10 10 90 40]/AP<</N 13 0 R>>>>"},
    {9, stream("<x/>", "/Type/Metadata/Subtype/XML")},
    {10, "<</Type/StructTreeRoot/K 11 0 R/ParentTree 12 0 R/ParentTreeNextKey 1>>"},
    {11, "<</Type/StructElem/S/Document/P 10 0 R/K[<</Type/MCR/Pg 3 0 R/MCID 0>>]>>"},
    {12, "<</Nums[0[11 0 R]]>>"},
    {13, stream("", "/Type/XObject/Subtype/Form/BBox[0 0 80 30]")},
    {14, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Contents<00>/ByteRange[0 1 2 3]>>"},
    {15, "[7 0 R 8 0 R]"},
    {16, "[7 0 R 8 0 R]"},
    {17, "<</Certs[18 0 R]>>"},
    {18, stream("certificate")},
};

Bodies with(Bodies bodies, const Bodies& more) {
    for (const auto& [number, body] : more)
        bodies[number] = body;
    return bodies;
}

std::vector<Change> changes(const std::string& before, const std::string& after, const Restrictions& restrictions = {}) {
    const auto a = Revision::open(before, "before.pdf");
    const auto b = Revision::open(after, "after.pdf");
    BOOST_REQUIRE(a.has_value());
    BOOST_REQUIRE(b.has_value());
    FormerRevisions former(*b);
    return changes_between(*a, *b, restrictions, former);
}

/// What was refused, with its detail, or what was told when nothing was.
std::string told(const std::vector<Change>& changes) {
    std::vector<std::string> refused, allowed;
    for (const auto& change : changes)
        (change.allowed ? allowed : refused)
            .push_back(change.detail.empty() ? change.what : change.what + " (" + change.detail + ")");
    return refused.empty() ? fmt::format("allowed: {}", fmt::join(allowed, "; "))
                           : fmt::format("refused: {}", fmt::join(refused, "; "));
}

std::string after(const Bodies& objects, const std::string& trailer = {}, int root = 1) {
    const auto file = file_of(document);
    return told(changes(file, updated(file, objects, trailer, root)));
}

/// With the document written by someone who means to change it later.
std::string after_prepared(const Bodies& prepared, const Bodies& objects, const std::string& trailer = {}) {
    const auto file = file_of(with(document, prepared));
    return told(changes(file, updated(file, objects, trailer)));
}

bool is_refused(const std::string& told) {
    return told.starts_with("refused");
}

/// The second field signed with new object 30, as most programs do it.
const Bodies signing{
    {8, "<</Type/Annot/Subtype/Widget/FT/Sig/T(second)/P 3 0 R/Rect[10 10 90 40]/AP<</N 31 0 R>>/V 30 0 R>>"},
    {30, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Contents<00>/ByteRange[0 1 2 3]>>"},
    {31, stream("0 g", "/Type/XObject/Subtype/Form/BBox[0 0 80 30]")},
};

const char* const new_field = "<</Type/Annot/Subtype/Widget/FT/Sig/T(third)/P 3 0 R/Rect[{}]/V 30 0 R{}>>";

/// A third field, with these corners and entries.
Bodies adding(const std::string& corners, const std::string& entries = {}) {
    return {{15, "[7 0 R 8 0 R 32 0 R]"},
            {16, "[7 0 R 8 0 R 32 0 R]"},
            {30, signing.at(30)},
            {32, fmt::format(fmt::runtime(new_field), corners, entries)}};
}

} // namespace

BOOST_AUTO_TEST_SUITE(changes_after_signing)

BOOST_AUTO_TEST_CASE(an_update_of_nothing_changes_nothing) {
    BOOST_TEST(after({}) == "allowed: ");
    BOOST_TEST(after({{4, document.at(4)}, {15, "[7 0 R\n8 0 R]"}}) == "allowed: ");
}

BOOST_AUTO_TEST_CASE(a_field_that_was_prepared_may_be_signed) {
    BOOST_TEST(after(signing) == "allowed: 'second' was signed");
    auto own_appearance = signing;
    own_appearance[8] = "<</Type/Annot/Subtype/Widget/FT/Sig/T(second)/P 3 0 R/Rect[10 10 90 40]/AP<</N 13 0 R>>/V 30 0 R>>";
    own_appearance[13] = own_appearance.at(31);
    own_appearance.erase(31);
    BOOST_TEST(after(own_appearance) == "allowed: 'second' was signed");
    BOOST_TEST(
        is_refused(after_prepared({{3, document.at(3).substr(0, document.at(3).size() - 2) + "/PZ 13 0 R>>"}}, own_appearance)));
}

BOOST_AUTO_TEST_CASE(only_the_entries_of_a_signed_field_that_signing_needs_may_be_others) {
    const auto signed_with = [](const std::string& entries, const std::string& corners = "10 10 90 40") {
        auto objects = signing;
        objects[8] = fmt::format("<</Type/Annot/Subtype/Widget/FT/Sig/T(second)/P 3 0 R/Rect[{}]/V 30 0 R{}>>", corners, entries);
        objects.erase(31);
        return after(objects);
    };
    for (const char* allowed :
         {"/AP<</N 13 0 R>>/AS/N", "/AP<</N 13 0 R>>/M(D:2026)", "/AP<</N 13 0 R>>/F 132", "/AP<</N 13 0 R>>/Contents(seal)"})
        BOOST_TEST(signed_with(allowed) == "allowed: 'second' was signed", allowed);
    for (const char* refused :
         {"/AP<</N 13 0 R>>/AS(N)", "/AP<</N 13 0 R>>/M/N", "/AP<</N 13 0 R>>/F 2", "/AP<</N 13 0 R>>/Contents 4 0 R",
          "/AP 4 0 R", "/AP<</N 13 0 R>>/MK<</R 90>>", "/AP<</N 13 0 R>>/A<</S/JavaScript>>", ""})
        BOOST_TEST(is_refused(signed_with(refused)), refused);
    BOOST_TEST(signed_with("/AP<</N 13 0 R>>", "0 0 0.0 0") == "allowed: 'second' was signed");
    BOOST_TEST(is_refused(signed_with("/AP<</N 13 0 R>>", "10 10 90 400")));
    BOOST_TEST(signed_with("/AP<</N 13 0 R>>", "10.0 +10 90 40.00") == "allowed: 'second' was signed");
}

BOOST_AUTO_TEST_CASE(a_signed_field_stays_as_it_is) {
    BOOST_TEST(is_refused(after({{7, document.at(7).substr(0, document.at(7).size() - 2) + "/AP<</N 5 0 R>>>>"}})));
    BOOST_TEST(is_refused(after({{7, "<</Type/Annot/Subtype/Widget/FT/Sig/T(first)/P 3 0 R/Rect[0 0 0 0]/F 132>>"}})));
}

BOOST_AUTO_TEST_CASE(a_new_field_is_told_by_what_is_seen_of_it) {
    BOOST_TEST(after(adding("0 0 0 0")) == "allowed: 'third' was signed");
    for (const char* corners : {"10 10 500 500", "500 500 10 10", "10 500 500 10"})
        BOOST_TEST(after(adding(corners)) == "allowed: 'third' was signed; the new field 'third' covers a part of page 1",
                   corners);
    auto drawn = adding("0 0 0 0", "/AP<</N 31 0 R>>");
    drawn[31] = signing.at(31);
    BOOST_TEST(after(drawn) == "allowed: 'third' was signed; the new field 'third' covers a part of page 1");
}

BOOST_AUTO_TEST_CASE(the_page_that_a_new_field_covers_is_the_one_that_shows_it) {
    const Bodies two{{2, "<</Type/Pages/Kids[3 0 R 40 0 R]/Count 2>>"},
                     {40, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>"}};
    auto objects = adding("10 10 500 500"); // whose /P is page 1
    objects[15] = document.at(15);
    objects[40] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Annots[32 0 R]>>";
    BOOST_TEST(after_prepared(two, objects) == "allowed: 'third' was signed; the new field 'third' covers a part of page 2");
}

BOOST_AUTO_TEST_CASE(a_seen_timestamp_passes_no_lock) {
    auto objects = adding("500 500 10 10");
    objects[30] = "<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161/Contents<00>/ByteRange[0 1 2 3]>>";
    const auto file = file_of(document);
    const Restrictions none{.permission = Permission::none, .locks = {}};
    BOOST_TEST(is_refused(told(changes(file, updated(file, objects), none))));
    auto hidden = adding("0 0 0 0");
    hidden[30] = objects.at(30);
    BOOST_TEST(told(changes(file, updated(file, hidden), none)) == "allowed: a document timestamp was added ('third')");
}

BOOST_AUTO_TEST_CASE(a_new_field_brings_nothing_that_acts) {
    for (const char* refused :
         {"/A<</S/JavaScript>>", "/AA<</PO<</S/Launch>>>>", "/Parent 7 0 R", "/Popup 7 0 R", "/Kids[7 0 R]", "/OC 5 0 R"})
        BOOST_TEST(is_refused(after(adding("0 0 0 0", refused))), refused);
    auto note = adding("0 0 0 0");
    note[32] = "<</Type/Annot/Subtype/FreeText/FT/Sig/T(third)/P 3 0 R/Rect[0 0 0 0]/V 30 0 R>>";
    BOOST_TEST(is_refused(after(note)));
    auto namesake = adding("0 0 0 0");
    namesake[32] = "<</Type/Annot/Subtype/Widget/FT/Sig/T(second)/P 3 0 R/Rect[0 0 0 0]/V 30 0 R>>";
    BOOST_TEST(is_refused(after(namesake)));
}

BOOST_AUTO_TEST_CASE(a_new_field_may_have_a_widget_of_its_own) {
    Bodies objects{{15, "[7 0 R 8 0 R 33 0 R]"},
                   {16, "[7 0 R 8 0 R 32 0 R]"},
                   {30, signing.at(30)},
                   {32, "<</FT/Sig/T(third)/V 30 0 R/Kids[33 0 R]>>"},
                   {33, "<</Type/Annot/Subtype/Widget/Parent 32 0 R/P 3 0 R/Rect[10 10 20 20]>>"}};
    BOOST_TEST(after(objects) == "allowed: 'third' was signed; the new field 'third' covers a part of page 1");
    objects[33] = "<</Type/Annot/Subtype/Widget/Parent 7 0 R/P 3 0 R/Rect[10 10 20 20]>>";
    BOOST_TEST(is_refused(after(objects)));
}

BOOST_AUTO_TEST_CASE(lists_may_be_moved_and_extended) {
    auto objects = adding("0 0 0 0");
    objects.erase(15);
    objects[3] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600.0 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>/Annots[7 0 "
                 "R 8 0 R 32 0 R]/StructParents 0>>";
    BOOST_TEST(after(objects) == "allowed: 'third' was signed");
    objects[3] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600.0 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>/Annots[7 0 "
                 "R 32 0 R]/StructParents 0>>";
    BOOST_TEST(is_refused(after(objects)));
}

BOOST_AUTO_TEST_CASE(objects_may_be_renumbered_as_long_as_they_say_the_same_all_the_way_down) {
    BOOST_TEST(after({{40, document.at(1)}}, "", 40) == "allowed: ");
    const auto page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 41 0 R/Resources<</XObject<</X 5 0 R>>>>/Annots "
                      "15 0 R/StructParents 0>>";
    BOOST_TEST(after({{3, page}, {41, document.at(4)}}) == "allowed: ");
    BOOST_TEST(after({{3, page}, {41, stream("/X Do /X Do")}}) == "refused: page 1 was changed (object 4 was changed)");
}

BOOST_AUTO_TEST_CASE(what_a_page_shows_may_not_be_changed) {
    BOOST_TEST(after({{4, stream("/Y Do")}}) == "refused: page 1 was changed (object 4 was changed)");
    BOOST_TEST(after({{5, stream("0 0 8 8 re f", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]")}}) ==
               "refused: page 1 was changed (object 5 was changed)");
    BOOST_TEST(after({{3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 "
                          "R>>>>/Annots 15 0 R/StructParents 0/Rotate 90>>"}}) ==
               "refused: page 1 was changed (object 3: '/Rotate' was changed)");
    BOOST_TEST(is_refused(after({{2, "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>"}})));
}

// One object, two roles: what is tolerated in one is compared in the other.

BOOST_AUTO_TEST_CASE(an_object_with_a_tolerated_role_is_compared_where_it_is_reached_otherwise) {
    struct Attack {
        const char* name;
        int number;
        std::string body; // afterwards
        std::string use;  // what the page has of it
    };
    const auto catalog = [](const std::string& more) {
        return "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/Metadata 9 0 R/StructTreeRoot 10 0 R/DSS 17 0 R" + more + ">>";
    };
    const std::vector<Attack> attacks{
        {"the catalog", 1, catalog("/Version/1.4"), ""},
        {"the catalog's extensions", 1, catalog("/Version/1.7/Extensions<</ADBE<</BaseVersion/1.7>>>>"), ""},
        {"the metadata", 9, stream("<y/>", "/Type/Metadata/Subtype/XML"), ""},
        {"the validation data", 17, "<</Certs[]>>", ""},
        {"a certificate", 18, stream("another"), ""},
        {"the form", 6, "<</Fields 16 0 R/SigFlags 3/DA(/F 0 Tf)>>", ""},
        {"the structure's root", 10, "<</Type/StructTreeRoot/K 11 0 R/ParentTree 12 0 R/ParentTreeNextKey 2>>", ""},
    };
    const std::vector<const char*> uses{"/Contents[4 0 R {} 0 R]",
                                        "/Contents 4 0 R/Resources {} 0 R",
                                        "/Contents 4 0 R/Resources<</XObject {} 0 R>>",
                                        "/Contents 4 0 R/Resources<</XObject<</X {} 0 R>>>>",
                                        "/Contents 4 0 R/Resources<</Font {} 0 R>>",
                                        "/Contents 4 0 R/Resources<</ExtGState<</G<</Font[{} 0 R 9]>>>>>>",
                                        "/Contents 4 0 R/PieceInfo {} 0 R",
                                        "/Contents 4 0 R/Group {} 0 R",
                                        "/Contents 4 0 R/B[{} 0 R]",
                                        "/Contents 4 0 R/Resources<</XObject<</P 5 0 R/Pg {} 0 R>>>>"};
    for (const auto& attack : attacks) {
        BOOST_TEST(!is_refused(after({{attack.number, attack.body}})), attack.name);
        for (const char* use : uses) {
            const auto page = fmt::format("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Annots 15 0 R/StructParents 0{}>>",
                                          fmt::format(fmt::runtime(use), attack.number));
            const auto said = after_prepared({{3, page}}, {{attack.number, attack.body}});
            BOOST_TEST(is_refused(said), attack.name << " as " << use << ": " << said);
        }
    }
}

BOOST_AUTO_TEST_CASE(tolerated_entries_have_their_types) {
    const auto catalog = [](const std::string& more) {
        return after({{1, "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/StructTreeRoot 10 0 R" + more + ">>"},
                      {40, stream("/X Do")},
                      {41, "<</A 40 0 R>>"}});
    };
    const std::string rest = "/Version/1.7";
    BOOST_TEST(!is_refused(catalog("/Metadata 9 0 R/Version/2.0/DSS 17 0 R/Extensions<</ESIC<</BaseVersion/1.7>>>>")));
    BOOST_TEST(!is_refused(catalog("/Metadata 9 0 R/DSS 17 0 R" + rest)));
    for (const char* refused : {"/Metadata 9 0 R/DSS 17 0 R/Version 40 0 R", "/Metadata 9 0 R/DSS 17 0 R/Version(1.7)"})
        BOOST_TEST(is_refused(catalog(refused)), refused);
    for (const char* refused : {"/Metadata 9 0 R/DSS 17 0 R/Extensions 40 0 R", "/Metadata 9 0 R/DSS 17 0 R/Extensions 41 0 R",
                                "/Metadata 9 0 R/DSS 17 0 R/Extensions[]", "/Metadata 9 0 R/DSS 40 0 R", "/Metadata 9 0 R/DSS[]",
                                "/Metadata 41 0 R/DSS 17 0 R", "/Metadata<<>>/DSS 17 0 R", "/DSS 17 0 R", "/Metadata 9 0 R"})
        BOOST_TEST(is_refused(catalog(refused + rest)), refused);
    for (const char* flags : {"40 0 R", "/1", "-1", "1.5", "9223372036854775807", "true"})
        BOOST_TEST(is_refused(after({{6, fmt::format("<</Fields 16 0 R/SigFlags {}>>", flags)}, {40, stream("/X Do")}})), flags);
    for (const char* key : {"40 0 R", "-1", "2147483648", "(1)"})
        BOOST_TEST(
            is_refused(after({{10, fmt::format("<</Type/StructTreeRoot/K 11 0 R/ParentTree 12 0 R/ParentTreeNextKey {}>>", key)},
                              {40, stream("/X Do")}})),
            key);
    BOOST_TEST(!is_refused(after({{10, "<</Type/StructTreeRoot/K 11 0 R/ParentTree 12 0 R/ParentTreeNextKey 7>>"}})));
}

BOOST_AUTO_TEST_CASE(a_field_that_nobody_signed_stays_as_it_is) {
    const std::string head = "<</Type/Annot/Subtype/Widget/FT/Sig/T(second)/P 3 0 R";
    const auto became = [&](const std::string& entries) {
        return after({{8, head + entries + ">>"}, {31, signing.at(31)}, {40, stream("x")}});
    };
    BOOST_TEST(became("/Rect[10 10 90 40]/AP<</N 13 0 R>>") ==
               "allowed: something was appended that nothing in the document leads to (object 31)");
    for (const char* refused : {"/Rect[0 0 0 0]/AP<</N 13 0 R>>", "/Rect[10 10 90 40]/AP<</N 13 0 R>>/AS/N",
                                "/Rect[10 10 90 40]/AP<</N 13 0 R>>/M(D:2026)", "/Rect[10 10 90 40]/AP<</N 13 0 R>>/F 4",
                                "/Rect[10 10 90 40]/AP<</N 13 0 R>>/Contents(x)", "/Rect[10 10 90 40]/AP<</N 31 0 R>>"})
        BOOST_TEST(is_refused(became(refused)), refused);
    // Signed with a stream, which is no signature.
    BOOST_TEST(is_refused(became("/Rect[10 10 90 40]/AP<</N 13 0 R>>/V 40 0 R")));
}

BOOST_AUTO_TEST_CASE(a_field_is_filled_in_with_what_belongs_there) {
    const auto file = file_of(with(document, {{16, "[7 0 R 8 0 R 19 0 R]"}, {19, "<</FT/Btn/T(box)/V/Off>>"}}));
    const auto filled = [&](const std::string& entries, std::optional<Permission> permission = Permission::forms) {
        return told(
            changes(file, updated(file, {{19, "<</FT/Btn/T(box)" + entries + ">>"}}), {.permission = permission, .locks = {}}));
    };
    for (const char* entries :
         {"/V/On", "/V(text)", "/V[(a)(b)]", "/V/Off/AS/On", "/V/Off/M(D:2026)", "/V/Off/AP<</N 13 0 R>>"}) {
        BOOST_TEST(filled(entries) == "allowed: the field 'box' was filled in", entries);
        BOOST_TEST(is_refused(filled(entries, Permission::none)), entries);
        BOOST_TEST(is_refused(filled(entries, {})), entries);
    }
    for (const char* entries :
         {"/V 4 0 R", "/V<<>>", "/V/Off/AS(On)", "/V/Off/M/x", "/V/Off/AP 4 0 R", "/V/Off/AP[]", "/V/Off/DV/On"})
        BOOST_TEST(is_refused(filled(entries)), entries);
    BOOST_TEST(is_refused(filled("/V<<>>", std::nullopt)));
}

BOOST_AUTO_TEST_CASE(a_new_leaf_of_the_parent_tree_is_for_new_fields_alone) {
    const Bodies grown{{12, "<</Kids[50 0 R]/Limits[0 0]>>"}, {50, "<</Nums[0[11 0 R]]/Limits[0 0]>>"}};
    const std::string leaf = "<</Limits[1 1]/Nums[1 34 0 R]>>";
    const auto said = [&](const std::string& tree, const std::string& new_leaf) {
        auto objects = adding("10 10 90 90", "/StructParent 1");
        objects[11] = "<</Type/StructElem/S/Document/P 10 0 R/K[<</Type/MCR/Pg 3 0 R/MCID 0>> 34 0 R]>>";
        objects[12] = tree;
        objects[34] = "<</Type/StructElem/S/Form/P 11 0 R/Pg 3 0 R/K<</Type/OBJR/Obj 32 0 R/Pg 3 0 R>>>>";
        objects[51] = new_leaf;
        return after_prepared(grown, objects);
    };
    BOOST_TEST(!is_refused(said("<</Kids[50 0 R 51 0 R]/Limits[0 1]>>", leaf)));
    for (const char* tree : {"<</Kids[50 0 R 51 0 R]/Limits[1 1]>>", "<</Kids[50 0 R 51 0 R]/Limits[0(1)]>>",
                             "<</Kids[50 0 R 51 0 R]/Limits 4 0 R>>", "<</Kids[51 0 R]/Limits[0 1]>>",
                             "<</Kids[50 0 R 51 0 R 5 0 R]/Limits[0 1]>>", "<</Kids 51 0 R/Limits[0 1]>>"})
        BOOST_TEST(is_refused(said(tree, leaf)), tree);
    for (const char* other : {"<</Limits[1 1]/Nums[0 34 0 R]>>", "<</Limits[1 1]/Nums[1[34 0 R]]>>",
                              "<</Limits[1 1]/Nums[1 34 0 R 2 11 0 R]>>", "<</Limits[1 1]/Kids[50 0 R]>>"})
        BOOST_TEST(is_refused(said("<</Kids[50 0 R 51 0 R]/Limits[0 1]>>", other)), other);
}

BOOST_AUTO_TEST_CASE(a_page_without_annotations_gets_a_list_of_new_fields_and_nothing_else) {
    const Bodies bare{{3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>"}, {16, "[]"}, {12, "<</Nums[]>>"}};
    const auto with_list = [&](const std::string& list) {
        auto objects = adding("0 0 0 0");
        objects.erase(15);
        objects[16] = "[32 0 R]";
        objects[3] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Annots " + list + ">>";
        objects[40] = stream("/X Do");
        return after_prepared(bare, objects);
    };
    BOOST_TEST(!is_refused(with_list("[32 0 R]")));
    for (const char* list : {"40 0 R", "[40 0 R]", "[5 0 R]", "<<>>", "[<</Subtype/Stamp>>]"})
        BOOST_TEST(is_refused(with_list(list)), list);
}

// The form.

BOOST_AUTO_TEST_CASE(a_form_of_signature_fields_may_get_fonts_and_a_default_appearance) {
    const auto form = [](const std::string& more, const Bodies& prepared = {}) {
        return after_prepared(
            prepared, {{6, "<</Fields 16 0 R/SigFlags 3" + more + ">>"}, {40, "<</Font<</F 41 0 R>>>>"}, {41, "<</Type/Font>>"}});
    };
    BOOST_TEST(form("/DA(/F 0 Tf)/DR 40 0 R") == "allowed: ");
    for (const char* refused : {"/DR 4 0 R", "/DA/F", "/NeedAppearances true", "/XFA 4 0 R", "/CO[7 0 R]", "/Q 1"})
        BOOST_TEST(is_refused(form(refused)), refused);
    BOOST_TEST(
        is_refused(form("/NeedAppearances true/DA(/F 0 Tf)", {{6, "<</Fields 16 0 R/SigFlags 3/NeedAppearances true>>"}})));
    const Bodies with_text{{16, "[7 0 R 8 0 R 19 0 R]"}, {19, "<</FT/Tx/T(text)/DA(/F 9 Tf)>>"}};
    BOOST_TEST(form("/DA(/F 0 Tf)/DR 40 0 R", with_text) == "allowed: ");
    const Bodies without_own{{16, "[7 0 R 8 0 R 19 0 R]"}, {19, "<</FT/Tx/T(text)>>"}};
    BOOST_TEST(is_refused(form("/DA(/F 0 Tf)", without_own)));
    const Bodies with_fonts =
        with(with_text, {{6, "<</Fields 16 0 R/SigFlags 3/DR<</Font<</G 42 0 R>>>>>>"}, {42, "<</Type/Font/Subtype/Type1>>"}});
    BOOST_TEST(!is_refused(form("/DR<</Font<</G 42 0 R/F 41 0 R>>>>", with_fonts)));
    BOOST_TEST(is_refused(form("/DR<</Font<</G 41 0 R>>>>", with_fonts)));
    BOOST_TEST(!is_refused(form("/DR<</Font<</G 42 0 R>>/XObject<</X 41 0 R>>>>", with_fonts)));
    const auto drawing = with(with_fonts, {{19, "<</FT/Tx/T(text)/DA(/X Do)>>"}});
    BOOST_TEST(is_refused(form("/DR<</Font<</G 42 0 R>>/XObject<</X 41 0 R>>>>", drawing)));
    BOOST_TEST(!is_refused(form("/DR<</Font<</G 42 0 R>>/ProcSet[/PDF]>>", with_fonts)));
    BOOST_TEST(is_refused(form("/DR<</Font<</G 42 0 R>>/ProcSet[/PDF]>>", drawing)));
    for (const char* resources : {"/Font<</G 42 0 R>>/ProcSet 41 0 R", "/Font<</G 42 0 R>>/XObject[]",
                                  "/Font<</G 42 0 R>>/XObject 4 0 R", "/Font<</G 42 0 R/F 4 0 R>>", "/Font<</G 42 0 R/F[]>>"})
        BOOST_TEST(is_refused(form(fmt::format("/DR<<{}>>", resources), with_fonts)), resources);
    BOOST_TEST(is_refused(form("/DA/F", with_text)));
    BOOST_TEST(is_refused(form("/DR<</Font<</G 42 0 R>>/Encoding<</X 41 0 R>>>>", with_fonts)));
}

BOOST_AUTO_TEST_CASE(resources_of_the_form_that_a_page_uses_too_are_the_pages) {
    const Bodies shared{
        {6, "<</Fields 16 0 R/SigFlags 3/DR 40 0 R>>"},
        {40, "<</XObject<</X 5 0 R>>>>"},
        {3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 40 0 R/Annots 15 0 R/StructParents 0>>"}};
    BOOST_TEST(is_refused(after_prepared(shared, {{40, "<</XObject<</X 13 0 R>>>>"}})));
}

// The structure.

BOOST_AUTO_TEST_CASE(a_new_fields_element_may_be_added_to_the_structure) {
    const auto tagged = [](const std::string& element, const std::string& numbers = "0[11 0 R]1 34 0 R") {
        auto objects = adding("10 10 90 90", "/StructParent 1");
        objects[10] = "<</Type/StructTreeRoot/K 11 0 R/ParentTree 12 0 R/ParentTreeNextKey 2>>";
        objects[11] = "<</Type/StructElem/S/Document/P 10 0 R/K[<</Type/MCR/Pg 3 0 R/MCID 0>> 34 0 R]>>";
        objects[12] = "<</Nums[" + numbers + "]>>";
        objects[34] = element;
        return after(objects);
    };
    const std::string good = "<</Type/StructElem/S/Form/P 11 0 R/Pg 3 0 R/K<</Type/OBJR/Obj 32 0 R/Pg 3 0 R>>{}>>";
    BOOST_TEST(!is_refused(tagged(fmt::format(fmt::runtime(good), ""))));
    for (const char* entry : {"/ActualText(9 miljoner)", "/E(x)", "/A<</O/Layout>>"})
        BOOST_TEST(is_refused(tagged(fmt::format(fmt::runtime(good), entry))), entry);
    for (const char* element : {"<</Type/StructElem/S/P/P 11 0 R/K<</Type/OBJR/Obj 32 0 R>>>>",
                                "<</Type/StructElem/S/Form/P 11 0 R/K<</Type/MCR/Pg 3 0 R/MCID 0>>>>",
                                "<</Type/StructElem/S/Form/P 11 0 R/K<</Type/OBJR/Obj 7 0 R>>>>",
                                "<</Type/StructElem/S/Form/P 11 0 R/K[<</Type/OBJR/Obj 32 0 R>> 0]>>"})
        BOOST_TEST(is_refused(tagged(element)), element);
    for (const char* numbers :
         {"0 34 0 R", "0[11 0 R]0 34 0 R", "0[11 0 R]2 34 0 R", "1 34 0 R", "0[11 0 R]1[34 0 R]", "0[34 0 R]1 34 0 R"})
        BOOST_TEST(is_refused(tagged(fmt::format(fmt::runtime(good), ""), numbers)), numbers);
}

// Trailers.

BOOST_AUTO_TEST_CASE(a_trailer_has_no_new_entries) {
    BOOST_TEST(!is_refused(after({}, "/ID[<00><01>]")));
    BOOST_TEST(!is_refused(after({{40, "<</Producer(x)>>"}}, "/Info 40 0 R")));
    BOOST_TEST(is_refused(after({{40, stream("x")}}, "/AdditionalStreams[/text 40 0 R]")));
    BOOST_TEST(is_refused(after({{40, stream("x")}}, "/Info 40 0 R")));
    BOOST_TEST(is_refused(after({{40, "<</Producer 41 0 R>>"}, {41, stream("x")}}, "/Info 40 0 R")));
    BOOST_TEST(is_refused(after({}, "/ID 4 0 R")));
}

BOOST_AUTO_TEST_CASE(no_object_comes_to_light_by_the_size_of_a_table) {
    auto file = file_of(document);
    const auto said = [&](const std::string& size) {
        auto later = updated(file, {});
        later.replace(later.rfind("/Size 19"), 8, "/Size " + size);
        return told(changes(file, later));
    };
    BOOST_TEST(said("19") == "allowed: ");
    BOOST_TEST(is_refused(said("05")));
    BOOST_TEST(is_refused(said("-1")));
}

BOOST_AUTO_TEST_CASE(objects_that_nothing_leads_to_are_told) {
    BOOST_TEST(after({{40, "<</Harmless true>>"}}) ==
               "allowed: something was appended that nothing in the document leads to (object 40)");
    BOOST_TEST(after(with(signing, {{40, "null"}})) ==
               "allowed: 'second' was signed; something was appended that nothing in the document leads to (object 40)");
}

BOOST_AUTO_TEST_CASE(what_was_missing_may_not_be_filled_in) {
    const auto page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents[4 0 R 50 0 R]/Annots 15 0 R/StructParents 0>>";
    BOOST_TEST(is_refused(after_prepared({{3, page}, {60, "null"}}, {{50, stream("/X Do")}})));
}

BOOST_AUTO_TEST_CASE(a_certification_says_what_may_be_filled_in) {
    const auto file = file_of(with(document, {{16, "[7 0 R 8 0 R 19 0 R]"}, {19, "<</FT/Tx/T(text)/V(a)>>"}}));
    const auto filled = [&](std::optional<Permission> permission, const std::string& value) {
        return told(
            changes(file, updated(file, {{19, "<</FT/Tx/T(text)/V " + value + ">>"}}), {.permission = permission, .locks = {}}));
    };
    BOOST_TEST(filled(Permission::forms, "(b)") == "allowed: the field 'text' was filled in");
    BOOST_TEST(is_refused(filled(Permission::none, "(b)")));
    BOOST_TEST(is_refused(filled(std::nullopt, "(b)")));
    BOOST_TEST(is_refused(filled(Permission::forms, "4 0 R")));
}

BOOST_AUTO_TEST_CASE(after_a_certification_a_new_field_may_not_be_seen) {
    const auto file = file_of(document);
    for (const auto permission : {Permission::forms, Permission::annotations}) {
        const Restrictions certified{.permission = permission, .locks = {}};
        BOOST_TEST(!is_refused(told(changes(file, updated(file, adding("0 0 0 0")), certified))));
        BOOST_TEST(is_refused(told(changes(file, updated(file, adding("10 10 90 90")), certified))) ==
                   (permission == Permission::forms));
    }
}

BOOST_AUTO_TEST_CASE(a_field_that_readers_may_call_otherwise_passes_no_lock) {
    const Bodies stray{{16, "[7 0 R 20 0 R]"}, {20, "<</T(group)/Kids[8 0 R]>>"}};
    const auto file = file_of(with(document, stray));
    const Restrictions lock{.permission = {}, .locks = {{FieldLock::Scope::only, {"second"}}}};
    BOOST_TEST(is_refused(told(changes(file, updated(file, signing), lock))));
    BOOST_TEST(told(changes(file, updated(file, signing))) == "allowed: 'group.second' was signed");
}

BOOST_AUTO_TEST_CASE(of_two_that_are_equal_neither_becomes_the_other) {
    const Bodies layers{
        {1, "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/OCProperties<</OCGs[20 0 R 21 0 R]/D<</OFF[21 0 R]>>>>>>"},
        {3, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Properties<</L 20 0 R>>>>/Annots 15 0 R>>"},
        {20, "<</Type/OCG/Name(x)>>"},
        {21, "<</Type/OCG/Name(x)>>"}};
    const auto with_layer = [&](const std::string& layer) {
        return after_prepared(
            layers, {{3, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Properties<</L " + layer + ">>>>/Annots 15 0 R>>"},
                     {40, layers.at(20)}});
    };
    BOOST_TEST(!is_refused(with_layer("20 0 R")));
    for (const char* other : {"21 0 R", "40 0 R", "<</Type/OCG/Name(x)>>"})
        BOOST_TEST(is_refused(with_layer(other)), other);
}

BOOST_AUTO_TEST_CASE(integers_stay_integers) {
    const auto page = [](const std::string& entries) {
        return "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots 15 0 R" + entries + ">>";
    };
    const auto became = [&](const std::string& before, const std::string& now) {
        return after_prepared({{3, page(before)}}, {{3, page(now)}});
    };
    BOOST_TEST(!is_refused(became("/MediaBox[0 0 612 792]", "/MediaBox[0.0 +0 612.00 792.]")));
    BOOST_TEST(!is_refused(became("/Rotate 180", "/Rotate 0180")));
    BOOST_TEST(is_refused(became("/Rotate 180", "/Rotate 180.0")));
    BOOST_TEST(is_refused(became("/MediaBox[0 0 612 792]", "/MediaBox[0 0 612.5 792]")));
}

BOOST_AUTO_TEST_CASE(only_pages_get_an_order_of_annotations) {
    BOOST_TEST(!is_refused(after({{3, document.at(3).substr(0, document.at(3).size() - 2) + "/Tabs/S>>"}})));
    BOOST_TEST(is_refused(after({{3, document.at(3).substr(0, document.at(3).size() - 2) + "/Tabs/R>>"}})));
    BOOST_TEST(is_refused(after({{2, "<</Type/Pages/Kids[3 0 R]/Count 1/Tabs/S>>"}})));
    const std::string ordered = document.at(3).substr(0, document.at(3).size() - 2);
    BOOST_TEST(is_refused(after_prepared({{3, ordered + "/Tabs/R>>"}}, {{3, ordered + "/Tabs/S>>"}})));
}

BOOST_AUTO_TEST_CASE(scripts_are_told_of) {
    const Bodies scripted{{1, "<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/OpenAction<</S/JavaScript/JS(x)>>>>"}};
    BOOST_TEST(after_prepared(scripted, signing) ==
               "allowed: 'second' was signed; the document contains scripts, which may show something else now");
}

BOOST_AUTO_TEST_CASE(what_older_programs_make_of_an_embedded_documents_name_leads_nowhere) {
    const auto file = file_of(document, "/DocChecksum/00/AdditionalStreams[/application#2Ftext 4 0 R]");
    const auto said = [&](const Bodies& objects, const std::string& trailer) {
        return told(changes(file, updated(file, objects, trailer)));
    };
    BOOST_TEST(said({}, "") == "allowed: ");
    BOOST_TEST(said({}, "/AdditionalStreams[/application#2Ftext 4 0 R]") == "allowed: ");
    BOOST_TEST(said({}, "/AdditionalStreams[/application#2Ftext 19 0 R]") == "allowed: ");
    BOOST_TEST(is_refused(said({}, "/AdditionalStreams[/application#2Fother 19 0 R]")));
    BOOST_TEST(is_refused(said({}, "/AdditionalStreams[/application#2Ftext 5 0 R]")));
    BOOST_TEST(is_refused(said({{19, stream("x")}}, "/AdditionalStreams[/application#2Ftext 19 0 R]")));
    BOOST_TEST(is_refused(said({}, "/DocChecksum/01")));
    BOOST_TEST(is_refused(after({}, "/DocChecksum/00")));
}

BOOST_AUTO_TEST_CASE(what_is_appended_refers_to_what_is_there) {
    auto objects = signing;
    objects[31] = stream("0 g", "/Type/XObject/Subtype/Form/BBox[0 0 80 30]/Resources 90 0 R");
    BOOST_TEST(is_refused(after(objects)));
}

BOOST_AUTO_TEST_CASE(references_in_a_circle_are_no_page) {
    BOOST_TEST(is_refused(after(
        {{3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 40 0 R/Annots 15 0 R/StructParents 0>>"},
         {40, "41 0 R"},
         {41, "40 0 R"}})));
}

BOOST_AUTO_TEST_CASE(what_was_changed_is_told_once_with_all_its_details) {
    const auto page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>/Annots "
                      "15 0 R/StructParents 0/Rotate 90/Dur 9>>";
    BOOST_TEST(after({{3, page}}) ==
               "refused: page 1 was changed (object 3: '/Dur' was changed; object 3: '/Rotate' was changed)");
    const auto file = file_of(document);
    const auto twice =
        updated(updated(file, {{40, "<</Producer(x)>>"}}, "/Info 40 0 R"), {{41, "<</Producer(y)>>"}}, "/Info 41 0 R");
    BOOST_TEST(told(changes(file, twice)) == "allowed: the document's properties were changed");
}

BOOST_AUTO_TEST_CASE(the_documentation_has_the_table_of_tolerances) {
    std::ostringstream text;
    text << std::ifstream(PROJECT_DIR "/docs/signatures.md").rdbuf();
    BOOST_TEST(text.str().find(tolerances_as_markdown()) != std::string::npos, "docs/signatures.md should have:\n"
                                                                                   << tolerances_as_markdown());
}

BOOST_AUTO_TEST_SUITE_END()
