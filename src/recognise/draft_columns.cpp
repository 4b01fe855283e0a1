#include <algorithm>
#include <map>

#include "recognise/columns.hpp"
#include "recognise/draft_parts.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

using model::Cell;
using model::ColumnRole;
using model::DraftColumn;

class Columns {
 public:
  Columns(const BlankSheet& sheet, const BlankTable& table, Drafting& drafting)
      : sheet_(sheet),
        table_(table),
        drafting_(drafting),
        headers_(read_columns(sheet.grid(), table.header_first, table.header_last, drafting.vocabulary)) {}

  std::vector<DraftColumn> draft() {
    for (std::uint32_t index = table_.first_column; index <= table_.last_column; ++index) {
      DraftColumn& column = columns_.emplace_back();
      print_header(index, column.column);
      column.column.width = 0;
      const bool open = std::binary_search(table_.open.begin(), table_.open.end(), index);
      open ? tell_open(index, column) : tell_printed(index, column);
    }
    choose_label();
    part_equals();
    return std::move(columns_);
  }

 private:
  void print_header(std::uint32_t index, model::FormColumn& column) const {
    std::vector<const Cell*> levels;
    for (std::uint32_t row = table_.header_first; row <= table_.header_last; ++row) {
      const Cell* cell = sheet_.printed({row, index});
      if (!cell && row < table_.header_last) cell = spanning_left(row, index);
      if (cell && (levels.empty() || levels.back() != cell)) levels.push_back(cell);
    }
    for (const Cell* cell : levels) column.above.push_back(printed_text(cell));
    column.header = column.above.back();
    column.above.pop_back();
  }

  // A header over several columns whose merging was lost: the nearest one to the left.
  const Cell* spanning_left(std::uint32_t row, std::uint32_t index) const {
    while (index > table_.first_column) {
      if (const Cell* cell = sheet_.printed({row, --index})) return sheet_.grid().merge_at(cell->address) ? nullptr : cell;
    }
    return nullptr;
  }

  const Column& header(std::uint32_t index) const {
    static const Column none;
    const auto found =
        std::find_if(headers_.begin(), headers_.end(), [&](const Column& column) { return column.index == index; });
    return found == headers_.end() ? none : *found;
  }

  // A column to fill in: a measure, or a place for remarks.
  void tell_open(std::uint32_t index, DraftColumn& column) {
    const Column& said = header(index);
    const model::Catalogue& catalogue = drafting_.catalogue();
    const bool about_rows = said.header == Header::unit || said.header == Header::remark || said.header == Header::serial;
    if (about_rows && said.measure.empty()) {
      column.column.role = said.header == Header::unit     ? ColumnRole::unit
                           : said.header == Header::remark ? ColumnRole::remark
                                                           : ColumnRole::note;
      return;
    }
    column.column.role = ColumnRole::value;
    if (const model::Unit* unit = unit_of(said.unit_text)) column.column.unit = unit->id;
    const model::Measure* measure = catalogue.measure(said.measure);
    if (said.rate || (measure && !measure->unit.empty())) {
      column.column.role = ColumnRole::note;
      column.column.unit.clear();
      column.doubts.push_back({"adopt.column-rate", {}});
    } else if (!said.periods.empty()) {
      bool cumulative = said.cumulative || (measure && measure->cumulative);
      for (const text::PeriodMention& mention : said.periods)
        cumulative |= mention.cumulative || mention.period.first_month != mention.period.last_month;
      column.column.measure = level_measure(catalogue, cumulative, said.year_ago);
      column.doubts.push_back({"adopt.column-names-month", {{"measure", column.column.measure}}});
    } else if (measure) {
      column.column.measure = measure->id;
    } else {
      propose_measure(column);
    }
  }

  void propose_measure(DraftColumn& column) {
    auto& proposed = drafting_.draft.measures;
    std::string name;
    for (const std::string& level : column.column.above) name += text::fold(level) + " ";
    name += text::fold(column.column.header);
    const auto same = [&](const auto& other) { return other.definition.name.zh == name; };
    const auto known = std::find_if(proposed.begin(), proposed.end(), same);
    if (known != proposed.end()) {
      column.column.measure = known->definition.id;
    } else {
      column.column.measure = free_id("measure", ++drafting_.measures, drafting_);
      model::Measure measure;
      measure.id = column.column.measure;
      measure.name = {name, name};
      proposed.push_back({std::move(measure), {{"adopt.measure-proposed", {}}}});
    }
    column.doubts.push_back({"adopt.column-unknown", {{"header", name}}});
  }

  const model::Unit* unit_of(const std::string& text) {
    if (text.empty()) return nullptr;
    const std::vector<const model::Unit*>& units = drafting_.vocabulary.of(text).units;
    return units.empty() ? nullptr : units.front();
  }

  // A column that is printed: units, who provides, notes; what is left names the rows.
  void tell_printed(std::uint32_t index, DraftColumn& column) {
    std::size_t units = 0, numbers = 0, offices = 0, all = 0;
    const Cell* before = nullptr;
    for (const std::uint32_t row : table_.rows) {
      const Cell* cell = sheet_.printed({row, index});
      if (!cell || cell == before) continue;
      before = cell;
      ++all;
      numbers += cell->kind == model::CellKind::number;
      if (cell->kind != model::CellKind::text) continue;
      units += !drafting_.vocabulary.of(cell->text).units.empty();
      offices += names_office(cell->text);
    }
    const Header said = header(index).header;
    const auto mostly = [&](std::size_t count) { return all > 0 && 2 * count > all; };
    if (said == Header::unit || (said != Header::indicator && mostly(units))) {
      column.column.role = ColumnRole::unit;
    } else if (said == Header::remark || mostly(offices)) {
      column.column.role = ColumnRole::remark;
    } else if (said == Header::serial || mostly(numbers) || index > table_.open.front()) {
      column.column.role = ColumnRole::note;
    } else {
      column.column.role = ColumnRole::label;  // or a group: see choose_label
      names_.push_back(columns_.size() - 1);
    }
  }

  bool names_office(std::string_view text) const {
    const std::string folded = text::fold(text);
    return std::any_of(drafting_.catalogue().offices.begin(), drafting_.catalogue().offices.end(),
                       [&](const model::Office& office) { return contains_any(folded, office.aliases); });
  }

  // Of several columns that name the rows, the last one does; those before it gather rows into groups.
  void choose_label() {
    for (std::size_t i = 0; i + 1 < names_.size(); ++i) {
      DraftColumn& group = columns_[names_[i]];
      group.column.role = ColumnRole::group;
      const auto index = static_cast<std::uint32_t>(table_.first_column + names_[i]);
      const auto own = [&](std::uint32_t row) {
        const Cell* cell = sheet_.grid().at({row, index});
        return cell && sheet_.printed({row, index}) == cell;
      };
      if (std::all_of(table_.rows.begin(), table_.rows.end(), own))
        group.doubts.push_back({"adopt.column-group", {{"header", text::fold(group.column.header)}}});
    }
  }

  // Columns of one measure, or of one header, cannot be told apart when a filled form is read.
  void part_equals() {
    std::map<std::string, std::vector<DraftColumn*>> by_measure;
    for (DraftColumn& column : columns_) {
      if (column.column.role == ColumnRole::value) by_measure[column.column.measure].push_back(&column);
    }
    for (const auto& [measure, columns] : by_measure) {
      if (columns.size() == 1) continue;
      std::erase_if(drafting_.draft.measures, [&](const auto& proposed) { return proposed.definition.id == measure; });
      for (DraftColumn* column : columns) {
        column->column.role = ColumnRole::note;
        column->column.measure.clear();
        column->column.unit.clear();
        column->doubts = {{"adopt.column-twice", {{"header", text::fold(column->column.header)}}}};
      }
    }
  }

  const BlankSheet& sheet_;
  const BlankTable& table_;
  Drafting& drafting_;
  std::vector<Column> headers_;
  std::vector<DraftColumn> columns_;
  std::vector<std::size_t> names_;  // places of the columns that name rows
};

}  // namespace

std::vector<DraftColumn> draft_columns(const BlankSheet& sheet, const BlankTable& table, Drafting& drafting) {
  return Columns(sheet, table, drafting).draft();
}

}  // namespace huibiao::recognise
