#include <algorithm>

#include "recognise/draft_parts.hpp"
#include "recognise/stub.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

using model::ColumnRole;
using model::DraftColumn;
using model::DraftRow;

class Rows {
 public:
  Rows(const BlankSheet& sheet, const BlankTable& table, const std::vector<DraftColumn>& columns, Drafting& drafting)
      : sheet_(sheet), table_(table), columns_(columns), drafting_(drafting) {}

  std::vector<DraftRow> draft() {
    const std::vector<StubRow> stub = read_stub(sheet_.grid(), as_table(), table_.open.front(), drafting_.vocabulary);
    for (const std::uint32_t at : table_.rows) {
      const auto known = std::find_if(stub.begin(), stub.end(), [&](const StubRow& row) { return row.row == at; });
      StubRow nothing;
      nothing.row = at;
      tell(known == stub.end() ? nothing : *known);
    }
    return std::move(rows_);
  }

 private:
  struct Whole {
    std::string indicator, label, dimension;
  };

  // The table as the reader of filled forms takes it: labels are looked for in their own column alone.
  Table as_table() const {
    Table table;
    table.header_first = table_.header_first;
    table.header_last = table_.header_last;
    table.body_last = table_.rows.back();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      Column& column = table.columns.emplace_back();
      column.index = table_.first_column + static_cast<std::uint32_t>(i);
      column.header = columns_[i].column.role == ColumnRole::unit    ? Header::unit
                      : columns_[i].column.role == ColumnRole::label ? Header::indicator
                                                                     : Header::remark;
    }
    return table;
  }

  const model::Cell* printed(std::uint32_t row, ColumnRole role) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].column.role == role) return sheet_.printed({row, table_.first_column + static_cast<std::uint32_t>(i)});
    }
    return nullptr;
  }

  void tell(const StubRow& stub) {
    DraftRow& row = rows_.emplace_back();
    row.row.label = printed_text(printed(stub.row, ColumnRole::label));
    row.row.group = printed_text(printed(stub.row, ColumnRole::group));
    row.row.remark = printed_text(printed(stub.row, ColumnRole::remark));
    const text::Label& label = drafting_.vocabulary.labels().read(row.row.label);
    const model::Unit* unit = tell_unit(stub.row, label, row);
    const bool part = stub.part || label.part;
    const std::string office = tell_office(row);
    if (stub.star) {
      tell_star(stub, label, row);
    } else if (stub.indicator && (asked_for_before(stub.indicator->id) || stub.indicator->has_items)) {
      row.doubts.push_back({"adopt.row-twice", {{"indicator", stub.indicator->id}}});
    } else if (stub.indicator) {
      row.row.indicator = stub.indicator->id;
      if (stub.apart_from_whole) row.doubts.push_back({"adopt.row-apart", {}});
    }
    if (part) tell_whole(unit, row);
    if (row.row.indicator.empty()) propose_indicator(label, unit, row);
    settle_source(office, row);
    if (!part) wholes_.push_back({row.row.indicator, text::fold(row.row.label), unit ? unit->dimension : ""});
  }

  // The printed unit, in a spelling that the catalogue has; a new one is proposed as a unit of its own kind.
  const model::Unit* tell_unit(std::uint32_t at, const text::Label& label, DraftRow& row) {
    const model::Cell* cell = printed(at, ColumnRole::unit);
    const std::string written = cell ? printed_text(cell) : "";
    Vocabulary& vocabulary = drafting_.vocabulary;
    const std::string& text = !written.empty()                    ? written
                              : vocabulary.is_unit(label.bracket) ? label.bracket
                                                                  : drafting_.draft.form.unit_line;
    if (text.empty()) return nullptr;
    const std::vector<const model::Unit*>& units = vocabulary.of(text).units;
    if (!units.empty()) {
      const model::Unit* unit = units.front();
      const auto& aliases = unit->aliases;
      const bool spelt = text == unit->id || std::find(aliases.begin(), aliases.end(), text) != aliases.end();
      if (!written.empty()) row.row.unit = spelt ? written : unit->id;
      return unit;
    }
    auto& proposed = drafting_.draft.units;
    std::string id = text::fold(text);
    std::erase(id, ' ');
    const auto known =
        std::find_if(proposed.begin(), proposed.end(), [&](const auto& other) { return other.definition.id == id; });
    row.row.unit = id;
    if (known != proposed.end()) return &known->definition;
    model::Unit unit;
    unit.id = id;
    unit.dimension = dimension(static_cast<int>(proposed.size()) + 1);
    proposed.push_back({std::move(unit), {{"adopt.unit-proposed", {{"unit", id}}}}});
    return &proposed.back().definition;
  }

  // A kind of unit that nothing has yet: nothing is converted into it.
  std::string dimension(int number) const {
    const auto& units = drafting_.catalogue().units;
    for (;; ++number) {
      std::string name = drafting_.request.id + "-" + std::to_string(number);
      if (std::none_of(units.begin(), units.end(), [&](const model::Unit& unit) { return unit.dimension == name; })) return name;
    }
  }

  // Who the remark says provides the row, the longest name that fits; a new office where it names none that is known.
  std::string tell_office(DraftRow& row) {
    const std::string remark = text::fold(row.row.remark);
    const model::Office* best = nullptr;
    std::size_t length = 0;
    for (const model::Office& office : drafting_.catalogue().offices) {
      for (const std::string& alias : office.aliases) {
        if (alias.size() <= length || remark.find(alias) == std::string::npos) continue;
        best = &office;
        length = alias.size();
      }
    }
    if (best) return best->id;
    if (remark.empty()) return "";
    auto& proposed = drafting_.draft.offices;
    const auto known =
        std::find_if(proposed.begin(), proposed.end(), [&](const auto& other) { return other.definition.name.zh == remark; });
    if (known != proposed.end()) return known->definition.id;
    model::Office office;
    office.id = free_id("office", static_cast<int>(proposed.size()) + 1, drafting_);
    office.name = {remark, remark};
    office.aliases = {remark};
    proposed.push_back({office, {{"adopt.office-proposed", {{"remark", remark}}}}});
    return office.id;
  }

  bool asked_for_before(const std::string& indicator) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](const DraftRow& other) { return other.row.indicator == indicator; });
  }

  void tell_star(const StubRow& stub, const text::Label& label, DraftRow& row) {
    if (!stub.item.empty()) {  // a name is printed already: the star may point at a note
      row.doubts.push_back({"adopt.star-named", {{"item", stub.item}}});
      return;
    }
    if (!stub.indicator) {
      row.doubts.push_back({"adopt.star-unknown", {{"label", label.key}}});
      return;
    }
    row.row.indicator = stub.indicator->id;
    row.row.star = true;
    row.row.slot = 1 + static_cast<int>(std::count_if(rows_.begin(), rows_.end(), [&](const DraftRow& other) {
                     return &other != &row && other.row.indicator == stub.indicator->id;
                   }));
  }

  // The whole that a part stands under: the nearest row above that is none itself and is counted in the same kind of unit.
  void tell_whole(const model::Unit* unit, DraftRow& row) {
    const auto fits = [&](const Whole& whole) { return !unit || whole.dimension.empty() || whole.dimension == unit->dimension; };
    const auto whole = std::find_if(wholes_.rbegin(), wholes_.rend(), fits);
    if (whole == wholes_.rend()) {
      row.doubts.push_back({"adopt.part-without-whole", {}});
      return;
    }
    row.row.part_of = whole->indicator;
    if (whole != wholes_.rbegin()) row.doubts.push_back({"adopt.part-further-up", {{"whole", whole->label}}});
  }

  void propose_indicator(const text::Label& label, const model::Unit* unit, DraftRow& row) {
    const int number = drafting_.rows + static_cast<int>(rows_.size());
    model::Indicator indicator;
    indicator.id = free_id("indicator", number, drafting_);
    indicator.name.zh = label.key.empty() ? text::fold(row.row.label) : label.key;
    if (!row.row.part_of.empty() && !wholes_.empty()) indicator.name.zh = whole_name(row.row.part_of) + "-" + indicator.name.zh;
    indicator.name.en = indicator.name.zh;
    indicator.nature = model::Nature::undecided;
    if (unit) {
      indicator.unit = unit->id;
    } else {
      model::Unit own;
      own.id = free_id("unit", number, drafting_);
      own.dimension = dimension(static_cast<int>(drafting_.draft.units.size()) + 1);
      indicator.unit = own.id;
      drafting_.draft.units.push_back({std::move(own), {{"adopt.unit-missing", {{"label", text::fold(row.row.label)}}}}});
    }
    row.row.indicator = indicator.id;
    const std::string alike = nearest(row.row.label);
    row.doubts.push_back(alike.empty() ? model::Doubt{"adopt.row-new", {}}
                                       : model::Doubt{"adopt.row-unknown", {{"nearest", alike}}});
    drafting_.draft.indicators.push_back({std::move(indicator), {{"adopt.indicator-proposed", {}}}});
  }

  std::string whole_name(const std::string& id) const {
    const auto whole = std::find_if(wholes_.rbegin(), wholes_.rend(), [&](const Whole& other) { return other.indicator == id; });
    return whole == wholes_.rend() ? id : drafting_.vocabulary.labels().read(whole->label).key;
  }

  // Known labels of which at least half is the same.
  std::string nearest(const std::string& label) const {
    const std::string key = text::compact(label);
    std::string all;
    for (const std::string& known : drafting_.vocabulary.nearest_labels(label, 2)) {
      if (2 * text::edit_distance(key, text::compact(known)) <= text::edit_distance(key, ""))
        all += (all.empty() ? "" : ", ") + known;
    }
    return all;
  }

  // The catalogue lists what an office provides. Where it does not list this one, its present provider stays until a person
  // decides.
  void settle_source(const std::string& office, DraftRow& row) {
    const model::Office* named = drafting_.catalogue().office(office);
    const model::Indicator* known = drafting_.catalogue().indicator(row.row.indicator);
    const bool listed =
        named && std::find(named->indicators.begin(), named->indicators.end(), row.row.indicator) != named->indicators.end();
    if (office.empty()) {
      row.row.source = "park";
      doubt_source(row);
    } else if (office == "park" || !known || listed) {
      row.row.source = office;
    } else {
      row.row.source = present_source(row.row.indicator);
      row.doubts.push_back(
          {"adopt.source-not-listed", {{"remark", text::fold(row.row.remark)}, {"indicator", row.row.indicator}}});
    }
  }

  // Said of the row where others say who provides them, else once of the form.
  void doubt_source(DraftRow& row) {
    const bool others_say = std::any_of(columns_.begin(), columns_.end(),
                                        [](const DraftColumn& column) { return column.column.role == ColumnRole::remark; });
    model::Doubts& doubts = others_say ? row.doubts : drafting_.draft.doubts["id"];
    const bool said =
        std::any_of(doubts.begin(), doubts.end(), [](const auto& doubt) { return doubt.word == "adopt.source-unsaid"; });
    if (!said) doubts.push_back({"adopt.source-unsaid", {}});
  }

  std::string present_source(const std::string& indicator) const {
    for (const model::Form& form : drafting_.catalogue().forms) {
      if (const model::FormRow* row = form.row_of(indicator)) return row->source;
    }
    return "park";
  }

  const BlankSheet& sheet_;
  const BlankTable& table_;
  const std::vector<DraftColumn>& columns_;
  Drafting& drafting_;
  std::vector<DraftRow> rows_;
  std::vector<Whole> wholes_;  // rows so far that are no parts
};

}  // namespace

std::vector<DraftRow> draft_rows(const BlankSheet& sheet, const BlankTable& table, const std::vector<DraftColumn>& columns,
                                 Drafting& drafting) {
  return Rows(sheet, table, columns, drafting).draft();
}

}  // namespace huibiao::recognise
