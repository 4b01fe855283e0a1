#include "recognise/ledger_heading.hpp"

#include "recognise/heading.hpp"

namespace huibiao::recognise {

struct LedgerHeadings::State {
  explicit State(const model::Catalogue& catalogue) : vocabulary(catalogue), texts(vocabulary) {}

  Vocabulary vocabulary;
  HeadingTexts texts;
};

LedgerHeadings::LedgerHeadings(const model::Catalogue& catalogue) : state_(std::make_unique<State>(catalogue)) {}
LedgerHeadings::~LedgerHeadings() = default;

LedgerHeading LedgerHeadings::read(const model::Workbook& above, std::uint32_t header, bool has_units,
                                   const Circumstances& circumstances) {
  const model::Grid& grid = above.grids.front();
  Table table;
  table.header_first = table.header_last = table.body_last = header;
  const Heading heading = read_heading(grid, table, 0, above, circumstances, state_->texts);
  model::RecognisedForm form;
  settle_year(heading.periods, form);
  if (!has_units) settle_park(heading.parks, state_->vocabulary, form);
  LedgerHeading said;
  if (form.period) said.year = form.period->year;
  said.unit = form.park;
  if (heading.unit_line && heading.unit_line->units.size() == 1) said.unit_of_line = heading.unit_line->units.front();
  said.correction = heading.correction;
  said.held_by = form.held_by;
  said.diagnostics = std::move(form.diagnostics);
  for (model::Diagnostic& diagnostic : said.diagnostics) diagnostic.sheet = grid.name;
  return said;
}

std::vector<std::string> LedgerHeadings::units_named(std::string_view name) { return state_->vocabulary.of(name).parks; }

std::vector<std::string> LedgerHeadings::nearest(std::string_view name, std::size_t count) {
  return state_->vocabulary.unit_names().nearest(name, count);
}

}  // namespace huibiao::recognise
