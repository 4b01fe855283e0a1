#include "report/targets.hpp"

#include <algorithm>

#include "model/evaluation_keys.hpp"
#include "report/evaluation.hpp"
#include "report/identity.hpp"
#include "report/layout.hpp"
#include "report/paths.hpp"
#include "report/target_sheets.hpp"

namespace huibiao::report {
namespace {

using model::CheckOutcome;

constexpr CheckOutcome kOutcomes[] = {CheckOutcome::holds, CheckOutcome::broken, CheckOutcome::undecided};

class TargetBook {
 public:
  TargetBook(const TargetReport& report, const model::Catalogue& catalogue, const Words& words, Book& book)
      : system_(report.system),
        result_(report.result),
        words_(words),
        book_(book),
        arguments_(arguments_of(report, words)),
        context_{system_, result_, catalogue, words_, arguments_} {}

  void draw() {
    Sheet& overview = book_.sheet(words_("sheet.overview"));
    std::vector<Sheet*> sheets;
    for (std::size_t type = 0; type < system_.types.size(); ++type)
      sheets.push_back(has_units(type) ? &book_.sheet(words_.in(system_.types[type].name)) : nullptr);
    TargetCriteria criteria(book_.sheet(words_("sheet.criteria")), context_);
    TargetVariables variables(book_.sheet(words_("sheet.variables")), context_);
    Sheet& notes = book_.sheet(words_("sheet.notes"));
    criteria.write();
    variables.write();
    std::vector<TargetTable> tables;
    tables.reserve(sheets.size());
    std::vector<const TargetTable*> by_type;
    for (std::size_t type = 0; type < sheets.size(); ++type) {
      if (sheets[type] != nullptr) tables.emplace_back(*sheets[type], context_, type, variables, criteria).write();
      by_type.push_back(sheets[type] == nullptr ? nullptr : &tables.back());
    }
    write_overview(overview, by_type);
    write_notes_sheet(notes);
  }

 private:
  static model::Arguments arguments_of(const TargetReport& report, const Words& words) {
    const model::TargetResult& result = report.result;
    const auto& milestones = report.system.milestones;
    const auto milestone =
        std::find_if(milestones.begin(), milestones.end(), [&](const auto& each) { return each.year == result.year; });
    return {
        {"system", words.in(report.system.name)},
        {"year", std::to_string(result.year)},
        {"data_year", std::to_string(result.data_year)},
        {"first_year", std::to_string(report.system.path.from)},
        {"last_year", std::to_string(report.system.path.to)},
        {"milestone", milestone == milestones.end() ? "" : words("overview.milestone", {{"name", words.in(milestone->name)}})},
        {"units", std::to_string(result.units.size())},
        {"expected", std::to_string(result.expected)}};
  }

  bool has_units(std::size_t type) const {
    return std::any_of(result_.units.begin(), result_.units.end(), [&](const auto& unit) { return unit.type == type; });
  }

  void write_overview(Sheet& sheet, const std::vector<const TargetTable*>& tables) {
    begin_target_sheet(sheet, context_, words_("overview.title", arguments_), words_("overview.left", arguments_),
                       {words_("common.unit"), words_("overview.type"), words_("overview.targets"), words_("outcome.met"),
                        words_("outcome.not-met"), words_("outcome.undecided"), words_("outcome.on-time"),
                        words_("outcome.behind"), words_("overview.no-path")},
                       {24, 26, 9, 9, 9, 11, 11, 11, 11});
    std::uint32_t row = kTargetHeaderRow + 1;
    for (std::size_t unit = 0; unit < result_.units.size(); ++unit, ++row) {
      const model::MeasuredUnit& measured = result_.units[unit];
      sheet.text({row, 0}, measured.short_name, styles::body());
      sheet.text({row, 1}, measured.type ? words_.in(system_.types[*measured.type].name) : words_("overview.no-type"),
                 styles::body());
      if (measured.type) write_counts(sheet, row, unit, *tables[*measured.type]);
    }
    close_table(sheet, row, 9);
    sheet.page(Orientation::portrait);
  }

  void write_counts(Sheet& sheet, std::uint32_t row, std::size_t unit, const TargetTable& table) {
    const auto& targets = result_.units[unit].targets;
    const Style whole = styles::number().formatted("0");
    sheet.number({row, 2}, static_cast<double>(targets.size()), whole);
    std::uint32_t column = 3;
    for (const bool on_time : {false, true})
      for (const CheckOutcome outcome : kOutcomes) {
        const auto count = std::count_if(targets.begin(), targets.end(), [&](const model::MeasuredTarget& target) {
          return (on_time ? target.on_time : target.outcome) == outcome;
        });
        sheet.formula({row, column++}, table.count_formula(unit, outcome, on_time), static_cast<double>(count), whole);
      }
  }

  void write_notes_sheet(Sheet& sheet) {
    const double widths[] = {18, 110};
    for (std::uint32_t column = 0; column < 2; ++column) sheet.width(column, widths[column]);
    write_heading(sheet, {words_("notes.title", arguments_), words_("overview.left", arguments_), ""}, 2);
    std::uint32_t row = kHeadingRows;
    const auto line = [&](const std::string& about, const std::string& text) {
      Style style = styles::body();
      style.wrap = true;
      sheet.text({row, 0}, about, style);
      sheet.text({row, 1}, text, style);
      sheet.height(row++, wrapped_height({about, text}, widths));
    };
    line(words_("notes.units"), words_(result_.complete() ? "notes.complete" : "notes.incomplete", arguments_));
    std::string untyped;
    for (const model::MeasuredUnit& unit : result_.units)
      if (!unit.type) untyped += (untyped.empty() ? "" : words_("notes.comma")) + unit.short_name;
    if (!untyped.empty()) line(words_("notes.untyped"), words_("notes.untyped-text", {{"names", untyped}}));
    line(words_("notes.years"), words_("notes.years-text", arguments_));
    for (const model::EvaluationNotice& notice : system_.notices)
      line(words_.name("about", notice.about), words_.in(notice.text));
    line(words_("notes.formulas"), words_("notes.formulas-text"));
    sheet.page(Orientation::landscape);
  }

  const model::EvaluationSystem& system_;
  const model::TargetResult& result_;
  const Words& words_;
  Book& book_;
  const model::Arguments arguments_;
  const TargetContext context_;
};

}  // namespace

model::Result<model::WrittenFile> write_targets(const TargetReport& report, const model::Catalogue& catalogue,
                                                std::string_view language, const std::filesystem::path& out) {
  const Words words(*catalogue.report(model::kTargetDefinition), language);
  const std::string year = std::to_string(report.result.year);
  const std::string path =
      safe_name(words("file.targets", {{"system", words.in(report.system.name)}, {"id", report.system.id}, {"year", year}}));
  Book book(out / path, {words("font.body"), words("font.heading"), words.in(report.system.name), report.cut_off});
  write_identity(book, {kEvaluation, "", "", "", year, ""});
  TargetBook(report, catalogue, words, book).draw();
  if (const model::Outcome saved = book.save(); !saved) return saved.failure();
  return model::WrittenFile{path, kEvaluation, report.system.id, year, ""};
}

}  // namespace huibiao::report
