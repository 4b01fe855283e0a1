#include <algorithm>

#include <fmt/format.h>

#include "report/evaluation_formulas.hpp"
#include "report/layout.hpp"
#include "report/target_sheets.hpp"

namespace huibiao::report {
namespace {

using model::CellAddress;
using model::CheckOutcome;

constexpr CheckOutcome kOutcomes[] = {CheckOutcome::holds, CheckOutcome::broken, CheckOutcome::undecided};
constexpr std::uint32_t kUnit = 0, kType = 1;
constexpr double kCountWidth = 9, kWideCountWidth = 11;
constexpr std::uint32_t kPortraitColumns = 9;  // that fit on a page that is not turned

// Else there is one list for each type, and nothing is said over all of it.
bool has_verdicts(const model::EvaluationSystem& system) {
  return std::any_of(system.lists.begin(), system.lists.end(), [](const auto& list) { return list.allowed.has_value(); });
}

}  // namespace

TargetOverview::TargetOverview(Sheet& sheet, const TargetContext& context) : sheet_(sheet), context_(context) {
  plan();
  add_columns();
}

// By list, within a list by type: ranks are those within one type, whose rows lie together.
void TargetOverview::plan() {
  const auto& units = context_.result.units;
  const bool by_type = !has_verdicts(context_.system);
  for (std::size_t list = 0; list < context_.system.lists.size() && !by_type; ++list)
    for (std::size_t type = 0; type < context_.system.types.size(); ++type)
      for (std::size_t unit = 0; unit < units.size(); ++unit)
        if (units[unit].type() == type && units[unit].measured(list, context_.last_year()) != nullptr)
          lines_.push_back({unit, list});
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    if (!units[unit].type()) lines_.push_back({unit, std::nullopt});
    if (!by_type) continue;
    for (const model::MeasuredList& list : units[unit].lists)
      if (list.year == context_.last_year()) lines_.push_back({unit, list.list});
  }
}

std::uint32_t TargetOverview::add(const std::string& header, double width) {
  columns_.push_back({header, width});
  return static_cast<std::uint32_t>(columns_.size()) - 1;
}

void TargetOverview::add_columns() {
  const Words& words = context_.words;
  const model::EvaluationSystem& system = context_.system;
  add(words("common.unit"), 24);
  add(words("overview.type"), 26);
  const bool own_lists = has_verdicts(system);
  if (own_lists) list_column_ = add(words("overview.list"), 26);
  counts_column_ = add(words("overview.targets"), kCountWidth);
  add(words("outcome.met"), kCountWidth);
  add(words("outcome.not-met"), kCountWidth);
  add(words("outcome.undecided"), kWideCountWidth);
  if (system.path)
    for (const char* word : {"outcome.on-time", "outcome.behind", "overview.no-path"}) add(words(word), kWideCountWidth);
  if (own_lists) verdict_column_ = add(words("overview.verdict"), kWideCountWidth);
  for (const model::TargetList& list : system.lists)
    if (list.consequence) years_before_ = std::max(years_before_, static_cast<std::size_t>(list.consequence->years) - 1);
  for (std::size_t ago = years_before_; ago > 0; --ago) {
    const std::string year = std::to_string(context_.result.years[context_.last_year() - ago]);
    const std::uint32_t column = add(words("overview.before", {{"data_year", year}}), kWideCountWidth);
    if (before_column_ == 0) before_column_ = column;
  }
  if (years_before_ > 0) consequence_column_ = add(words("overview.consequence"), 34);
  if (system.ranking && system.ranking->formula) basis_column_ = add(words("overview.basis"), 12);
  if (system.ranking) rank_column_ = add(words("overview.rank"), 8);
}

bool TargetOverview::is_ranked(const Line& line) const {
  return rank_column_ != 0 && line.list && context_.system.lists[*line.list].id == context_.system.ranking->list;
}

std::string TargetOverview::rank_cell(std::size_t unit) const {
  for (std::size_t line = 0; line < lines_.size(); ++line)
    if (lines_[line].unit == unit && is_ranked(lines_[line]))
      return fixed_cell(sheet_, kTargetHeaderRow + 1 + static_cast<std::uint32_t>(line), rank_column_);
  return "";
}

std::string TargetOverview::at(std::uint32_t column) const { return to_string(CellAddress{row_, column}); }

Style TargetOverview::edged(const Style& style) const { return edge_ ? style.with(&Style::top, Rule::thin) : style; }

void TargetOverview::write(const TargetTables& tables, const TargetCriteria& criteria, const TargetVariables& variables) {
  const Words& words = context_.words;
  std::vector<std::string> headers;
  std::vector<double> widths;
  for (const Column& column : columns_) {
    headers.push_back(column.header);
    widths.push_back(column.width);
  }
  begin_target_sheet(sheet_, context_, words("overview.title", context_.arguments), words("overview.left", context_.arguments),
                     headers, widths);
  const auto columns = static_cast<std::uint32_t>(columns_.size());
  row_ = kTargetHeaderRow + 1;
  for (std::size_t place = 0; place < lines_.size(); ++place, ++row_) {
    const Line& line = lines_[place];
    const model::MeasuredUnit& unit = context_.result.units[line.unit];
    edge_ = list_column_ != 0 && place > 0 &&
            (lines_[place - 1].list != line.list || context_.result.units[lines_[place - 1].unit].type() != unit.type());
    for (std::uint32_t column = 0; column < columns; ++column) sheet_.blank({row_, column}, edged(styles::body()));
    sheet_.text({row_, kUnit}, unit.short_name, edged(styles::body()));
    sheet_.text({row_, kType}, unit.type() ? words.in(context_.system.types[*unit.type()].name) : words("overview.no-type"),
                edged(styles::body()));
    if (!line.list) continue;
    if (list_column_ != 0)
      sheet_.text({row_, list_column_}, words.in(context_.system.lists[*line.list].name), edged(styles::body()));
    write_counts(line, tables);
    if (context_.system.lists[*line.list].allowed) write_verdicts(line, tables, criteria);
    if (is_ranked(line)) write_rank(line, variables);
  }
  close_table(sheet_, row_, columns);
  sheet_.page(columns <= kPortraitColumns ? Orientation::portrait : Orientation::landscape);
}

void TargetOverview::write_counts(const Line& line, const TargetTables& tables) {
  const model::MeasuredList& measured = *context_.result.units[line.unit].measured(*line.list, context_.last_year());
  const TargetTable& table = tables.at({*line.list, context_.last_year()});
  const Style whole = edged(styles::number().formatted("0"));
  std::uint32_t column = counts_column_;
  sheet_.number({row_, column++}, static_cast<double>(measured.targets.size()), whole);
  for (const bool on_time : {false, true}) {
    if (on_time && !context_.system.path) continue;
    for (const CheckOutcome outcome : kOutcomes) {
      const long count = on_time ? measured.count_on_time(outcome) : measured.count(outcome);
      sheet_.formula({row_, column++}, table.count_formula(line.unit, outcome, on_time), static_cast<double>(count), whole);
    }
  }
}

std::string TargetOverview::verdict_formula(const std::string& missed, const std::string& undecided,
                                            const std::string& allowed) const {
  const auto word = [&](CheckOutcome outcome) { return outcome_word(outcome, false, context_.words); };
  return fmt::format("IF({0}>{2},\"{3}\",IF({0}+{1}<={2},\"{4}\",\"{5}\"))", missed, undecided, allowed,
                     word(CheckOutcome::broken), word(CheckOutcome::holds), word(CheckOutcome::undecided));
}

void TargetOverview::write_verdicts(const Line& line, const TargetTables& tables, const TargetCriteria& criteria) {
  const Words& words = context_.words;
  const model::MeasuredUnit& unit = context_.result.units[line.unit];
  const Style word = edged(styles::body().aligned(Align::center));
  const std::string& allowed = criteria.allowed(*line.list);
  sheet_.formula({row_, verdict_column_}, verdict_formula(at(counts_column_ + 2), at(counts_column_ + 3), allowed),
                 outcome_word(unit.measured(*line.list, context_.last_year())->verdict, false, words), word);
  const model::MeasuredConsequence* consequence = unit.consequence(*line.list);
  if (consequence == nullptr) return;
  for (std::size_t place = 0; place < consequence->before.size(); ++place) {
    const std::size_t ago = consequence->before.size() - place;
    const std::uint32_t column = before_column_ + static_cast<std::uint32_t>(years_before_ - ago);
    const std::size_t year = context_.last_year() - ago;
    const auto& verdict = consequence->before[place];
    const bool measured = verdict && unit.measured(*line.list, year) != nullptr;
    if (!measured) {
      sheet_.text({row_, column}, verdict ? outcome_word(*verdict, false, words) : words("overview.not-then"), word);
      continue;
    }
    const TargetTable& table = tables.at({*line.list, year});
    sheet_.formula({row_, column},
                   verdict_formula(table.count_formula(line.unit, CheckOutcome::broken, false),
                                   table.count_formula(line.unit, CheckOutcome::undecided, false), allowed),
                   outcome_word(*verdict, false, words), word);
  }
  write_consequence(line);
}

// Removal where the list was missed in every year, a warning where it was missed in this one.
void TargetOverview::write_consequence(const Line& line) {
  const Words& words = context_.words;
  const model::TargetConsequence& defined = *context_.system.lists[*line.list].consequence;
  const model::MeasuredConsequence& found = *context_.result.units[line.unit].consequence(*line.list);
  const std::string warning = words.in(defined.warning), removal = words.in(defined.removal);
  const std::string open = words("overview.removal-undecided", {{"warning", warning}, {"removal", removal}});
  const std::string none = words("overview.no-consequence"), undecided = outcome_word(CheckOutcome::undecided, false, words);
  const auto is = [&](std::uint32_t column, const std::string& word) { return fmt::format("{}=\"{}\"", at(column), word); };
  const std::string met = outcome_word(CheckOutcome::holds, false, words),
                    missed = outcome_word(CheckOutcome::broken, false, words);
  std::vector<std::string> all_missed, any_not;
  for (std::size_t ago = found.before.size(); ago > 0; --ago) {
    const std::uint32_t column = before_column_ + static_cast<std::uint32_t>(years_before_ - ago);
    all_missed.push_back(is(column, missed));
    any_not.push_back(is(column, met));
    any_not.push_back(is(column, words("overview.not-then")));
  }
  const std::string text = found.warned == CheckOutcome::broken      ? none
                           : found.warned == CheckOutcome::undecided ? undecided
                           : found.removed == CheckOutcome::holds    ? removal
                           : found.removed == CheckOutcome::broken   ? warning
                                                                     : open;
  sheet_.formula({row_, consequence_column_},
                 fmt::format("IF({0},IF(AND({1}),\"{2}\",IF(OR({3}),\"{4}\",\"{5}\")),IF({6},\"{7}\",\"{8}\"))",
                             is(verdict_column_, missed), fmt::join(all_missed, ","), removal, fmt::join(any_not, ","), warning,
                             open, is(verdict_column_, met), none, undecided),
                 text, edged(styles::body()));
}

void TargetOverview::write_rank(const Line& line, const TargetVariables& variables) {
  const model::MeasuredUnit& unit = context_.result.units[line.unit];
  const auto& formula = context_.system.ranking->formula;
  const std::uint32_t basis = formula ? basis_column_ : counts_column_ + 1;
  if (formula) {
    const CellOfVariable cell_of = [&](int variable) { return variables.cell(line.unit, context_.last_year(), variable); };
    const std::string value = value_formula({"", *formula, std::nullopt}, cell_of, {"", ""});
    const std::string text = fmt::format("IFERROR(ROUND({},{}),\"\")", value, model::kTargetDecimals);
    const Style figure = edged(styles::number().formatted(kTwoDecimalsFormat));
    if (unit.ranked_by.known())
      sheet_.formula({row_, basis}, text, unit.ranked_by.value, figure);
    else
      sheet_.formula({row_, basis}, text, "", figure);
  }
  const auto same = [&](const Line& other) {
    return other.list == line.list && context_.result.units[other.unit].type() == unit.type();
  };
  const auto first = std::find_if(lines_.begin(), lines_.end(), same) - lines_.begin();
  const auto count = std::count_if(lines_.begin(), lines_.end(), same);
  const std::string column = model::column_name(basis);
  const long top = kTargetHeaderRow + 2 + first;
  const std::string decided =
      formula ? fmt::format("ISNUMBER({})", at(basis)) : fmt::format("{}<{}", at(counts_column_ + 3), at(counts_column_));
  const std::string text =
      fmt::format("IF({0},RANK({1},{2}${3}:{2}${4}),\"\")", decided, at(basis), column, top, top + count - 1);
  const Style whole = edged(styles::number().formatted("0").aligned(Align::center));
  if (unit.rank)
    sheet_.formula({row_, rank_column_}, text, *unit.rank, whole);
  else
    sheet_.formula({row_, rank_column_}, text, "", whole);
}

}  // namespace huibiao::report
