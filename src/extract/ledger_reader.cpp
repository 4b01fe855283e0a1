#include "extract/ledger_reader.hpp"

#include <algorithm>
#include <map>

#include "extract/ledger_body.hpp"
#include "extract/ledger_cells.hpp"
#include "extract/ledger_head.hpp"
#include "text/text.hpp"

namespace huibiao::extract {
namespace {

using model::Cell;
using model::CellAddress;

constexpr std::size_t kMostNamed = 12;  // columns that a finding names

// The columns that aggregates need and the sheet does not have.
void tell_missing_columns(LedgerHead& head, const LedgerTotals& aggregates) {
  const model::LedgerDefinition& definition = *head.sheet.definition;
  std::string names;
  std::size_t count = 0;
  for (std::size_t place = 0; place < definition.columns.size(); ++place)
    if (aggregates.needed()[place] && head.sheet.columns[place] < 0 && ++count <= kMostNamed)
      names += (names.empty() ? "" : ", ") + definition.columns[place].label;
  if (count == 0) return;
  model::Diagnostic& diagnostic = head.sheet.diagnostics.emplace_back();
  diagnostic.rule = "ledger.columns-missing";
  diagnostic.severity = model::Severity::warning;
  diagnostic.sheet = head.sheet.name;
  diagnostic.cell = CellAddress{head.sheet.header, 0};
  diagnostic.arguments = {{"count", std::to_string(count)}, {"names", names}};
}

// The cells above the header, for those who read its heading.
model::Workbook above_header(const model::Grid& first_rows, const LedgerSheet& sheet) {
  model::Workbook above;
  model::Grid& grid = above.grids.emplace_back();
  grid.name = sheet.name;
  for (const Cell& cell : first_rows.cells) {
    if (cell.address.row >= sheet.header) break;
    Cell& kept = grid.cells.emplace_back(cell);
    kept.text = above.keep(cell.text);
    kept.format = 0;
  }
  return above;
}

}  // namespace

// Sheet by sheet: keeps the first rows until a header is found among them, or not.
class LedgerReader::Sheets {
 public:
  Sheets(const model::Catalogue& catalogue, LedgerHeads& heads, LedgerSetting setting)
      : catalogue_(catalogue), setting_(std::move(setting)), heads_(heads) {
    for (const char* words : {"totals", "subtotals"})
      for (const std::string& word : catalogue.lexicon[words]) so_far_.total_words.insert(text::compact(word));
  }

  void take(std::size_t sheet, std::string_view name, std::span<const Cell> cells) {
    if (!sheet_ || *sheet_ != sheet) {
      end_sheet();
      sheet_ = sheet;
      state_ = State::looking;
      first_rows_ = model::Workbook();
      first_rows_.grids.emplace_back().name = name;
    }
    std::size_t next = 0;
    for (; next < cells.size() && state_ == State::looking; ++next) {
      const Cell& cell = cells[next];
      if (cell.address.row >= LedgerHeads::kRows) {
        look();
        break;
      }
      Cell& kept = first_rows_.grids[0].cells.emplace_back(cell);
      kept.text = first_rows_.keep(cell.text);
    }
    if (state_ == State::body) body_->take(cells.subspan(next));
  }

  LedgerReading finish() {
    end_sheet();
    so_far_.reading.findings = so_far_.findings.take();
    return std::move(so_far_.reading);
  }

  bool must_know(const model::Workbook& workbook) const {
    for (std::size_t i = 0; i < workbook.formats.size() && i < LedgerSoFar::kMostFormats; ++i)
      if (so_far_.used_formats[i] && !shows_its_number(workbook.formats[i])) return true;
    for (const auto& [sheet, rows_from] : body_from_)
      for (const model::CellRange& merge : workbook.grids[sheet].merges)
        if (merge.last.row >= rows_from && merge.last.row > merge.first.row) return true;
    return false;
  }

 private:
  enum class State { looking, body, other };

  void end_sheet() {
    if (!sheet_) return;
    if (state_ == State::looking) look();
    if (body_) body_->end();
    body_.reset();
  }

  // All rows in which a header may stand are there.
  void look() {
    const model::Workbook rows = std::move(first_rows_);
    const model::Grid& grid = rows.grids[0];
    auto head = heads_.find(grid);
    state_ = head ? State::body : State::other;
    if (!head) {
      so_far_.reading.other_sheets.push_back(grid.name);
      return;
    }
    const std::uint32_t header = head->last_row;
    begin_body(*std::move(head), grid);
    const auto below =
        std::find_if(grid.cells.begin(), grid.cells.end(), [&](const Cell& cell) { return cell.address.row > header; });
    body_->take(std::span(below, grid.cells.end()));
  }

  void begin_body(LedgerHead head, const model::Grid& first_rows) {
    std::string unit_of_line;
    if (setting_.heading) setting_.heading(above_header(first_rows, head.sheet), head.sheet, unit_of_line);
    const model::LedgerDefinition& definition = *head.sheet.definition;
    const LedgerTotals& aggregates = totals_of_.try_emplace(&definition, definition).first->second;
    tell_missing_columns(head, aggregates);
    body_from_.emplace_back(*sheet_, head.last_row + 1);
    LedgerCells cells(head, heads_, unit_of_line, catalogue_, setting_.workbook ? &setting_.workbook->formats : nullptr);
    body_.emplace(std::move(head), *sheet_, std::move(cells), aggregates, setting_, so_far_);
  }

  const model::Catalogue& catalogue_;
  LedgerSetting setting_;
  LedgerHeads& heads_;
  LedgerSoFar so_far_;
  std::map<const model::LedgerDefinition*, LedgerTotals> totals_of_;
  std::vector<std::pair<std::size_t, std::uint32_t>> body_from_;  // sheet of the workbook, first row below its header

  std::optional<std::size_t> sheet_;  // of the workbook
  State state_ = State::looking;
  model::Workbook first_rows_;
  std::optional<LedgerBody> body_;
};

LedgerReader::LedgerReader(const model::Catalogue& catalogue, LedgerHeads& heads, LedgerSetting setting)
    : sheets_(std::make_unique<Sheets>(catalogue, heads, std::move(setting))) {}
LedgerReader::~LedgerReader() = default;

void LedgerReader::take(std::size_t sheet, std::string_view name, std::span<const Cell> cells) {
  sheets_->take(sheet, name, cells);
}
LedgerReading LedgerReader::finish() { return sheets_->finish(); }
bool LedgerReader::must_know(const model::Workbook& workbook) const { return sheets_->must_know(workbook); }

}  // namespace huibiao::extract
