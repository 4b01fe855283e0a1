#include "recognise/recognise.hpp"

#include <algorithm>

#include "model/identity.hpp"
#include "recognise/companions.hpp"
#include "recognise/problem_list.hpp"
#include "recognise/sheet.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

// The column left of the values whose cells are names of reporting units.
const Column* find_park_column(const model::Grid& grid, const Table& table, Vocabulary& vocabulary,
                               std::vector<Column>& unheaded) {
  const auto parks_in = [&](std::uint32_t column) {
    std::size_t count = 0;
    for (std::uint32_t row = table.header_last + 1; row <= table.body_last; ++row) {
      const model::Cell* cell = grid.at({row, column});
      if (cell && cell->kind == model::CellKind::text) count += !vocabulary.of(cell->text).parks.empty();
    }
    return count;
  };
  const Column* best = nullptr;
  std::size_t most = 0;
  for (const Column& column : table.columns) {
    if (column.holds_values()) continue;
    if (const std::size_t count = parks_in(column.index); count > most) {
      best = &column;
      most = count;
    }
  }
  if (best || table.columns.empty()) return best;
  // A column of names without a header of its own, left of everything.
  const std::uint32_t first = table.columns.front().index;
  if (first > 0 && parks_in(first - 1) > 1) {
    Column& names = unheaded.emplace_back();
    names.index = first - 1;
    names.header = Header::park;
    return &names;
  }
  return nullptr;
}

std::uint32_t first_value_column(const Table& table) {
  for (const Column& column : table.columns) {
    if (column.holds_values()) return column.index;
  }
  return 0;
}

// Where the heading of a table begins: below the body of the one before it, which ends with its last known row.
std::uint32_t heading_start(const SheetTable* before, const Table& table) {
  if (table.title) return table.title->first;
  if (!before) return 0;
  std::uint32_t start = before->table->header_last + 1;
  for (const StubRow& row : before->stub) {
    if (row.indicator && row.row < table.header_first) start = std::max(start, row.row + 1);
  }
  return start;
}

// The tables of one sheet, with what they point into.
struct SheetTables {
  std::vector<Table> tables;
  std::vector<Column> unheaded;
  std::vector<SheetTable> read;
  bool recognised = false;
};

void read_tables(const model::Workbook& workbook, std::size_t index, const Circumstances& circumstances, HeadingTexts& texts,
                 SheetTables& sheet) {
  Vocabulary& vocabulary = texts.vocabulary();
  const model::Grid& grid = workbook.grids[index];
  sheet.tables = find_tables(grid, vocabulary);
  join_pages(grid, sheet.tables, texts);
  sheet.read.reserve(sheet.tables.size());
  sheet.unheaded.reserve(sheet.tables.size());
  for (const Table& table : sheet.tables) {
    SheetTable& read = sheet.read.emplace_back();
    read.workbook = &workbook;
    read.grid = index;
    read.table = &table;
    read.first_value_column = first_value_column(table);
    read.parks_across =
        std::any_of(table.columns.begin(), table.columns.end(), [](const Column& column) { return !column.parks.empty(); });
    for (const Column& column : table.columns) {
      const model::Indicator* indicator = only_sense(column.indicators);
      read.own_columns += indicator && vocabulary.is_column(*indicator);
    }
    read.stub = read_stub(grid, table, read.first_value_column, vocabulary);
    if (!read.parks_across) read.park_column = find_park_column(grid, table, vocabulary, sheet.unheaded);
    const SheetTable* before = sheet.read.size() > 1 ? &sheet.read[sheet.read.size() - 2] : nullptr;
    read.heading = read_heading(grid, table, heading_start(before, table), workbook, circumstances, texts);
  }
}

// Sheets that hold something and no form: covers, instructions, drafts.
void report_other_sheets(const model::Workbook& workbook, const std::vector<SheetTables>& sheets,
                         model::Diagnostics& diagnostics) {
  std::string names;
  for (std::size_t index = 0; index < sheets.size(); ++index) {
    if (!sheets[index].recognised && !workbook.grids[index].cells.empty())
      names += (names.empty() ? "" : ", ") + workbook.grids[index].name;
  }
  if (names.empty()) return;
  model::Diagnostic& diagnostic = diagnostics.emplace_back();
  diagnostic.rule = "drift.sheet-set-aside";
  diagnostic.severity = model::Severity::info;
  diagnostic.arguments = {{"names", names}};
}

// An office's file may give every measure a sheet of its own: one submission all the same.
bool continues(const model::RecognisedForm& form, const model::RecognisedForm& next) {
  return form.source == next.source && form.form == next.form && form.period == next.period && form.park.empty() &&
         next.park.empty() && form.source != "park" && form.held_by == next.held_by;
}

void append(model::RecognisedForm& form, model::RecognisedForm&& next) {
  std::move(next.slots.begin(), next.slots.end(), std::back_inserter(form.slots));
  std::move(next.totals.begin(), next.totals.end(), std::back_inserter(form.totals));
  std::move(next.diagnostics.begin(), next.diagnostics.end(), std::back_inserter(form.diagnostics));
  if (!form.reported) form.reported = next.reported;
  form.correction |= next.correction;
}

// A returned copy that has come back answers for its form, unless park or period are contradictory: then it may be anybody's.
void take_answer(const model::Workbook& workbook, ProblemList problems, std::vector<model::RecognisedForm>& forms) {
  const auto form = std::find_if(forms.begin(), forms.end(), [](const auto& other) { return other.source == "park"; });
  if (form == forms.end() || !form->held_by.empty()) return;
  form->answers = std::move(problems.answers);
  for (const auto& [name, value] : workbook.properties)
    if (name == model::kIdentityAnswers) form->answers = value;
  form->explanations = std::move(problems.explanations);
}

}  // namespace

struct Recogniser::State {
  explicit State(const model::Catalogue& catalogue) : vocabulary(catalogue), heading_texts(vocabulary) {}

  Vocabulary vocabulary;
  HeadingTexts heading_texts;
};

Recogniser::Recogniser(const model::Catalogue& catalogue) : state_(std::make_unique<State>(catalogue)) {}
Recogniser::~Recogniser() = default;

void Recogniser::attribute(const Circumstances& circumstances, model::RecognisedForm& form) {
  const Heading heading = read_names(circumstances, state_->heading_texts);
  settle_period(heading.periods, heading, form);
  settle_park(heading.parks, state_->vocabulary, form);
  if (!form.held_by.empty()) form = {};
}

std::vector<model::RecognisedForm> Recogniser::recognise(const model::Workbook& workbook, const Circumstances& circumstances,
                                                         model::Diagnostics& diagnostics) {
  state_->vocabulary.forget_if_large();
  state_->heading_texts.forget_if_large();
  std::vector<SheetTables> sheets(workbook.grids.size());
  std::vector<SheetTable*> tables;
  ProblemList problems;
  for (std::size_t index = 0; index < sheets.size(); ++index) {
    if (auto list = read_problem_list(workbook.grids[index], state_->vocabulary.catalogue())) {
      problems = *std::move(list);
      sheets[index].recognised = true;
      continue;
    }
    read_tables(workbook, index, circumstances, state_->heading_texts, sheets[index]);
    for (SheetTable& table : sheets[index].read) tables.push_back(&table);
  }
  join_parts(tables, state_->vocabulary);
  divide_claims(tables, circumstances, state_->vocabulary);
  std::vector<model::RecognisedForm> forms;
  for (SheetTable* table : tables) {
    if (table->is_part) continue;
    const model::Grid& grid = table->sheet();
    if (recognise_rows(*table, state_->vocabulary, forms)) {
      sheets[table->grid].recognised = true;
      continue;
    }
    model::RecognisedForm form;
    form.grid = table->grid;
    if (!recognise_form(*table, state_->vocabulary, form) && !recognise_office(*table, state_->vocabulary, form)) continue;
    sheets[table->grid].recognised = true;
    for (const SheetTable* part : table->parts) sheets[part->grid].recognised = true;
    if (grid.hidden || table->sum_of_others) {
      model::Diagnostic& set_aside = diagnostics.emplace_back();
      set_aside.rule = grid.hidden ? "drift.hidden-sheet" : "drift.total-sheet";
      set_aside.severity = model::Severity::info;
      set_aside.sheet = grid.name;
      continue;
    }
    if (!forms.empty() && continues(forms.back(), form)) {
      append(forms.back(), std::move(form));
    } else {
      forms.push_back(std::move(form));
    }
  }
  settle_companions(workbook, circumstances, state_->vocabulary.catalogue(), forms, diagnostics);
  for (model::RecognisedForm& form : forms) {
    const Margin* margin = circumstances.margin(form.grid);
    form.own_template = margin != nullptr;
    if (margin != nullptr) report_edited_suggestions(workbook, *margin, state_->vocabulary.catalogue(), form);
  }
  take_answer(workbook, std::move(problems), forms);
  if (forms.empty()) {
    diagnostics.push_back(model::failure("form.not-recognised", {{"sheets", std::to_string(workbook.grids.size())}}));
  } else if (forms.front().source == "park") {
    report_other_sheets(workbook, sheets, diagnostics);
  }
  return forms;
}

}  // namespace huibiao::recognise
