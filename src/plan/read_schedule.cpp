#include "base/translate.h"
#include "plan/fields.h"
#include "plan/tables.h"

namespace planpaket::plan {

using base::tr;
using base::trf;
using toml::TableReader;
using toml::Value;

static std::optional<Schedule> read_words(TableReader& table, const Value& value) {
    const std::string& words = value.as_string();
    Schedule schedule;
    schedule.span = value.span();
    if (words == "continuous" || words == "line-work") {
        schedule.kind = words == "continuous" ? ScheduleKind::continuous : ScheduleKind::line_work;
        return schedule;
    }
    if (!words.empty() && words.front() >= '0' && words.front() <= '9') {
        schedule.from = date_of(table, value);
        return schedule.from ? std::optional(schedule) : std::nullopt;
    }
    table.error(value.span(), "unknown-value", trf("'{}' is neither a date, nor continuous, nor line-work", words),
                trf("for words of your own write: when = {{ text = \"{}\" }}", words));
    return std::nullopt;
}

static std::optional<Schedule> read_table(TableReader& table) {
    Schedule schedule;
    schedule.span = table.span();
    schedule.text = line(table, "text");
    const bool dated = table.has("date");
    const bool bounded = table.has("from") || table.has("to");
    if (table.has("kind")) {
        schedule.kind = choice(table, "kind", ScheduleKind::continuous,
                               {{"continuous", ScheduleKind::continuous}, {"line-work", ScheduleKind::line_work}});
        schedule.from = date(table, "from");
        schedule.to = date(table, "to");
    } else if (bounded) {
        schedule.kind = ScheduleKind::span;
        schedule.from = required_date(table, "from");
        schedule.to = required_date(table, "to");
    } else {
        schedule.kind = schedule.text.empty() ? ScheduleKind::date : ScheduleKind::words;
        schedule.from = schedule.text.empty() ? required_date(table, "date") : date(table, "date");
    }
    if (dated && (bounded || table.has("kind")))
        table.error(table.key_span("date"), "unknown-key", tr("'date' does not go with 'from', 'to' and 'kind'"),
                    tr("write from and to, or date alone"));
    check_order(table, schedule.from, schedule.to, "to");
    return schedule;
}

std::optional<Schedule> read_schedule(TableReader& table) {
    const auto value = table.value("when");
    if (!value)
        return std::nullopt;
    if (value->type() == Value::Type::string)
        return read_words(table, *value);
    if (value->type() == Value::Type::table) {
        TableReader inner = value->as_table();
        auto schedule = read_table(inner);
        inner.finish();
        return schedule;
    }
    Schedule schedule;
    schedule.span = value->span();
    schedule.from = date_of(table, *value);
    return schedule.from ? std::optional(schedule) : std::nullopt;
}

} // namespace planpaket::plan
