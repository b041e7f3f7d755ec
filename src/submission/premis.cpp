#include "submission/premis.h"

#include "submission/file_format.h"
#include "xml/element.h"

#include <algorithm>

namespace planpaket::submission {

using xml::Element;

namespace {

void add_words(Element& parent, const char* name, std::string words) {
    parent.add(Element(name)).add(std::move(words));
}

/// <prefixIdentifier> with its type and value.
void add_identifier(Element& parent, const std::string& prefix, const std::string& value) {
    auto& identifier = parent.add(Element(prefix + "Identifier"));
    identifier.add(Element(prefix + "IdentifierType")).add(std::string("local"));
    identifier.add(Element(prefix + "IdentifierValue")).add(value);
}

Element file_object(const DescribedFile& file) {
    const auto format = format_of(file.path);
    Element object("object");
    object.set("xsi:type", "file");
    add_identifier(object, "object", file.path);
    auto& characteristics = object.add(Element("objectCharacteristics"));
    auto& fixity = characteristics.add(Element("fixity"));
    add_words(fixity, "messageDigestAlgorithm", "SHA-512");
    add_words(fixity, "messageDigest", file.sha512);
    add_words(characteristics, "size", std::to_string(file.size));
    auto& described = characteristics.add(Element("format"));
    auto& designation = described.add(Element("formatDesignation"));
    add_words(designation, "formatName", std::string(format.name));
    if (!format.version.empty())
        add_words(designation, "formatVersion", std::string(format.version));
    if (!format.pronom.empty()) {
        auto& registry = described.add(Element("formatRegistry"));
        add_words(registry, "formatRegistryName", "PRONOM");
        add_words(registry, "formatRegistryKey", std::string(format.pronom));
    }
    return object;
}

Element event_element(const Submission& submission, const Event& event, std::size_t number) {
    Element element("event");
    add_identifier(element, "event", "event-" + std::to_string(number));
    add_words(element, "eventType", event.type);
    add_words(element, "eventDateTime", event.moment);
    add_words(element.add(Element("eventDetailInformation")), "eventDetail", event.detail);
    if (!event.agent.empty())
        add_identifier(element, "linkingAgent", event.agent);
    add_identifier(element, "linkingObject", submission.id);
    return element;
}

Element agent_element(const std::string& name, const char* type) {
    Element agent("agent");
    add_identifier(agent, "agent", name);
    add_words(agent, "agentName", name);
    add_words(agent, "agentType", type);
    return agent;
}

/// The events, and below them those who acted.
void add_events(Element& root, const Submission& submission) {
    std::vector<std::string> agents;
    std::size_t number = 0;
    for (const auto& event : submission.events) {
        root.add(event_element(submission, event, ++number));
        if (!event.agent.empty() && std::ranges::find(agents, event.agent) == agents.end())
            agents.push_back(event.agent);
    }
    const auto software = submission.software + ' ' + submission.software_version;
    for (const auto& agent : agents)
        root.add(agent_element(agent, agent == software ? "software" : "organization"));
}

} // namespace

std::string write_premis(const Submission& submission, const std::string& representation,
                         const std::vector<DescribedFile>& files) {
    Element root("premis");
    root.set("xmlns", "http://www.loc.gov/premis/v3")
        .set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .set("version", "3.0");
    auto& whole = root.add(Element("object"));
    whole.set("xsi:type", representation.empty() ? "intellectualEntity" : "representation");
    add_identifier(whole, "object", representation.empty() ? submission.id : submission.id + '/' + representation);
    if (representation.empty())
        for (const auto& identifier : submission.identifiers)
            add_identifier(whole, "object", identifier);
    add_words(whole, "originalName", submission.title);
    for (const auto& file : files)
        root.add(file_object(file));
    if (representation.empty())
        add_events(root, submission);
    return xml::write_document(root);
}

} // namespace planpaket::submission
