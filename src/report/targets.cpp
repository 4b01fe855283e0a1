#include "report/targets.hpp"

#include <algorithm>

#include "model/evaluation_keys.hpp"
#include "report/evaluation_book.hpp"
#include "report/target_sheets.hpp"

namespace huibiao::report {
namespace {

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
    TargetOverview overview(book_.sheet(words_("sheet.overview")), context_);
    std::map<std::pair<std::size_t, std::size_t>, Sheet*> sheets;
    for (std::size_t list = 0; list < system_.lists.size(); ++list)
      for (std::size_t year = result_.years.size(); year-- > 0;)
        if (has_units(list, year)) sheets[{list, year}] = &book_.sheet(name_of_sheet(list, year));
    TargetCriteria criteria(book_.sheet(words_("sheet.criteria")), context_);
    TargetVariables variables(book_.sheet(words_("sheet.variables")), context_);
    Sheet& notes = book_.sheet(words_("sheet.notes"));
    criteria.write();
    variables.write(overview);
    TargetTables tables;
    for (const auto& [place, sheet] : sheets)
      tables.try_emplace(place, *sheet, context_, place.first, place.second, variables, criteria).first->second.write();
    overview.write(tables, criteria, variables);
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
        {"last_year", report.system.path ? std::to_string(report.system.path->to) : ""},
        {"until", report.system.path ? words("overview.until", {{"last_year", std::to_string(report.system.path->to)}}) : ""},
        {"milestone", milestone == milestones.end() ? "" : words("overview.milestone", {{"name", words.in(milestone->name)}})},
        {"units", std::to_string(result.units.size())},
        {"expected", std::to_string(result.expected)}};
  }

  bool has_units(std::size_t list, std::size_t year) const {
    return std::any_of(result_.units.begin(), result_.units.end(),
                       [&](const auto& unit) { return unit.measured(list, year) != nullptr; });
  }

  std::string name_of_sheet(std::size_t list, std::size_t year) const {
    const std::string name = words_.in(system_.lists[list].name);
    if (year == context_.last_year()) return name;
    return words_("sheet.before", {{"list", name}, {"data_year", std::to_string(result_.years[year])}});
  }

  void write_notes_sheet(Sheet& sheet) {
    std::vector<std::pair<std::string, std::string>> notes = {
        {words_("notes.units"), words_(!result_.complete()  ? "notes.incomplete"
                                       : system_.simulation ? "notes.simulated"
                                                            : "notes.complete",
                                       arguments_)}};
    const auto listed = [&](const char* about, const char* text, const std::string& names) {
      if (!names.empty()) notes.emplace_back(words_(about), words_(text, {{"names", names}}));
    };
    std::string untyped, disagreed;
    for (const model::MeasuredUnit& unit : result_.units)
      if (!unit.type()) untyped += (untyped.empty() ? "" : words_("notes.comma")) + unit.short_name;
    for (const model::DisagreedVariable& one : result_.disagreed)
      disagreed += (disagreed.empty() ? "" : words_("notes.comma")) +
                   words_("notes.disagreed-one", {{"name", words_.in(context_.variable(one.variable).name)},
                                                  {"data_year", std::to_string(one.year)},
                                                  {"place", one.place}});
    listed("notes.untyped", "notes.untyped-text", untyped);
    listed("notes.disagreed", "notes.disagreed-text", disagreed);
    notes.emplace_back(words_("notes.years"), words_("notes.years-text", arguments_));
    for (const model::EvaluationNotice& notice : system_.notices)
      notes.emplace_back(words_.name("about", notice.about), words_.in(notice.text));
    notes.emplace_back(words_("notes.formulas"), words_(system_.path ? "notes.formulas-path" : "notes.formulas-text"));
    write_evaluation_notes(sheet, words_("notes.title", arguments_), words_("overview.left", arguments_), notes);
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
  return write_evaluation_book({report.system, report.result.year, report.cut_off, model::kTargetDefinition, "file.targets"},
                               catalogue, language, out,
                               [&](Book& book, const Words& words) { TargetBook(report, catalogue, words, book).draw(); });
}

}  // namespace huibiao::report
