#include "recognise/stub.hpp"

#include <algorithm>

#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

using model::Cell;
using model::CellKind;

// Columns beside the labels whose cells are no labels: units, serial numbers, remarks.
bool holds_no_labels(const Table& table, std::uint32_t column) {
  for (const Column& known : table.columns) {
    if (known.index != column) continue;
    return known.header == Header::unit || known.header == Header::serial || known.header == Header::remark ||
           known.header == Header::park || known.header == Header::measure || known.header == Header::period;
  }
  return false;
}

// The label of a row: the cell that names an indicator; else the pieces of a label that was split over two cells; else its last
// text.
const Cell* label_of(const model::Grid& grid, const Table& table, std::uint32_t row, std::uint32_t first_value_column,
                     Vocabulary& vocabulary, const Meaning** meaning) {
  const Cell* last = nullptr;
  const auto [first, end] = grid.row(row);
  for (const Cell* cell = first; cell != end && cell->address.column < first_value_column; ++cell) {
    if (!table.has_column(cell->address.column)) continue;
    if (cell->kind != CellKind::text || holds_no_labels(table, cell->address.column)) continue;
    const Meaning& here = vocabulary.of(cell->text);
    if (!here.indicators.empty() || here.star) {
      *meaning = &here;
      return cell;
    }
    if (!here.units.empty() && last) continue;  // a unit beside its label, without a header of its own
    if (last) {
      const Meaning& joined = vocabulary.of(std::string(last->text) + std::string(cell->text));
      if (!joined.indicators.empty() || joined.star) {
        *meaning = &joined;
        return cell;
      }
    }
    last = cell;
    *meaning = &here;
  }
  return last;
}

// Chooses among the indicators that a label may name by the whole it stands under. `wholes` are the indicators above, nearest
// last.
const model::Indicator* under_whole(const std::vector<IndicatorSense>& senses, const model::Indicator* whole) {
  const model::Indicator* chosen = nullptr;
  for (const IndicatorSense& sense : senses) {
    if (!sense.part_of.empty() && (!whole || sense.part_of != whole->id)) continue;
    if (chosen) return nullptr;
    chosen = sense.indicator;
  }
  return chosen;
}

}  // namespace

std::vector<StubRow> read_stub(const model::Grid& grid, const Table& table, std::uint32_t first_value_column,
                               Vocabulary& vocabulary) {
  std::vector<StubRow> rows;
  const model::Indicator* whole = nullptr;  // the last row that is no part
  bool unknown_since_whole = false;
  std::vector<const model::Indicator*> parts_seen;  // under that whole
  for (std::uint32_t row = table.header_last + 1; row <= table.body_last; ++row) {
    if (table.repeats_header(row)) continue;
    const Meaning* meaning = nullptr;
    const Cell* label = label_of(grid, table, row, first_value_column, vocabulary, &meaning);
    if (!label) continue;
    StubRow stub;
    stub.row = row;
    stub.label = label;
    stub.part = meaning->label->part;
    stub.unit_text = meaning->unit_text;
    stub.total = meaning->total;
    stub.narrowed = meaning->narrowed;
    if (meaning->star) {
      stub.star = stub.part = true;
      stub.item = meaning->item;
      stub.indicator = meaning->star_indicator;
    } else if (!meaning->indicators.empty()) {
      stub.senses = &meaning->indicators;
      stub.indicator = under_whole(meaning->indicators, whole);
      stub.ambiguous = !stub.indicator;
      const bool bound = std::all_of(meaning->indicators.begin(), meaning->indicators.end(),
                                     [](const auto& sense) { return !sense.part_of.empty(); });
      if (bound) {
        stub.part = true;
        stub.apart_from_whole = unknown_since_whole;
        // The same part twice under one whole: an unknown whole lies between, and the second is its part.
        if (stub.indicator && std::find(parts_seen.begin(), parts_seen.end(), stub.indicator) != parts_seen.end()) {
          stub.ambiguous = true;
          stub.indicator = nullptr;
        }
        if (stub.indicator) parts_seen.push_back(stub.indicator);
      } else if (!stub.part) {
        whole = stub.indicator;
        unknown_since_whole = false;
        parts_seen.clear();
      }
    } else if (!stub.part && !meaning->note && !meaning->total) {
      unknown_since_whole = true;
    }
    rows.push_back(std::move(stub));
  }
  return rows;
}

}  // namespace huibiao::recognise
