#pragma once

/// What readers of a page can choose among: which actions belong to an area, concern a party, are due at a time.

#include <string>
#include <vector>

namespace planpaket::document {

struct Choice {
    std::string id; ///< Of id form.
    std::string name;
};

/// Where an action belongs. Its id is that of its row in the tables; the others are ids of choices.
struct ChoosableAction {
    std::string id;
    std::string name; ///< "2.7 Ljussättning av torget"
    std::string area;
    std::vector<std::string> parties; ///< Those that lead it or take part.
    std::string time;
};

/// In the order to show them; only what some action has.
struct Choices {
    std::vector<Choice> areas, parties, times;
    std::vector<ChoosableAction> actions;
};

} // namespace planpaket::document
