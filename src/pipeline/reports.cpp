#include <algorithm>
#include <map>
#include <set>

#include "analyse/month.hpp"
#include "analyse/places.hpp"
#include "analyse/questions.hpp"
#include "analyse/timeliness.hpp"
#include "analyse/year.hpp"
#include "pipeline/knowledge.hpp"
#include "pipeline/pipeline.hpp"
#include "report/evaluation.hpp"
#include "report/report.hpp"
#include "validate/validate.hpp"

namespace huibiao::pipeline {
namespace {

using model::Period;

// A flash is what is written before the last batch is due, unless all of it is there.
bool is_flash(const std::vector<model::Participation>& participation, const model::Date& cut_off, EditionChoice choice) {
  if (choice != EditionChoice::by_schedule) return choice == EditionChoice::flash;
  std::optional<model::Date> last;
  for (const model::Participation& entry : participation) last = last ? std::max(*last, entry.due) : entry.due;
  if (!last || *last <= cut_off) return false;
  return std::any_of(participation.begin(), participation.end(), [&](const model::Participation& entry) {
    return entry.due == *last && entry.state != model::ReportingState::reported && entry.state != model::ReportingState::late;
  });
}

class PeriodReports {
 public:
  PeriodReports(const Knowledge& knowledge, const model::Catalogue& catalogue, const ReportOrders& orders,
                const model::Date& cut_off, std::vector<Period> known)
      : knowledge_(knowledge), catalogue_(catalogue), orders_(orders), cut_off_(cut_off), known_(std::move(known)) {}

  // Of every register that has a form due.
  model::Result<std::vector<model::WrittenFile>> write(const Period& period, const std::filesystem::path& out) {
    // Changes of growth look back on the earlier months of the year, lines and falling months on those of the last.
    for (const Period& known : known_) {
      if (known.year < period.year - 1 || known.year > period.year ||
          (known.year == period.year && known.last_month > period.last_month))
        continue;
      if (const model::Outcome decided = decide(known); !decided) return decided.failure();
    }
    std::vector<model::WrittenFile> written;
    for (const model::Register* units : knowledge_.registers()) {
      if (!is_reported(*units, period)) continue;
      auto files = write_register(*units, period, out);
      if (!files) return files;
      std::move(files->begin(), files->end(), std::back_inserter(written));
    }
    return written;
  }

  // Of all that is known of the year, with the answers to forms that are of the year itself.
  model::Result<std::vector<model::WrittenFile>> write_year(int year, const std::filesystem::path& out) {
    std::vector<model::WrittenFile> written;
    for (const model::Register* units : knowledge_.registers()) {
      const bool by_place = catalogue_.place_report_of(units->id) != nullptr;
      auto files = by_place ? write_year_by_place(*units, year, out) : write_year_of(*units, year, out);
      if (!files) return files;
      std::move(files->begin(), files->end(), std::back_inserter(written));
    }
    auto answers = write_answers_of(Period::whole_year(year), out);
    if (!answers) return answers;
    std::move(answers->begin(), answers->end(), std::back_inserter(written));
    return written;
  }

 private:
  // Whether the register's units report for such a period, and anything is known of one.
  bool is_reported(const model::Register& units, const Period& period) const {
    const bool by_place = catalogue_.place_report_of(units.id) != nullptr;
    const bool apart = period.is_month() || (by_place ? period.is_quarter() : period == Period{period.year, 1, 2});
    return apart && analyse::form_due(catalogue_, units.id, period) != nullptr && speaks_of(units, period);
  }

  // Whether anything is known of a unit of the register in that period.
  bool speaks_of(const model::Register& units, const Period& period) const {
    if (knowledge_.registers().size() == 1) return true;
    std::set<std::string, std::less<>> names;
    for (const model::ReportingUnit& unit : units.units) names.insert(unit.name);
    for (auto value = table_.values.lower_bound({period, "", "", "", ""});
         value != table_.values.end() && value->first.period == period; ++value)
      if (names.contains(value->first.park.text())) return true;
    return false;
  }

  model::Result<std::vector<model::WrittenFile>> write_register(const model::Register& units, const Period& period,
                                                                const std::filesystem::path& out) {
    auto submissions = knowledge_.submissions(period);
    if (!submissions) return submissions.failure();
    leave_out_others(units, *submissions);
    model::Diagnostics diagnostics = said_about(period, *submissions);
    const model::Diagnostics among_parks = validate::check_across_parks(of_period(period), period, catalogue_);
    diagnostics.insert(diagnostics.end(), among_parks.begin(), among_parks.end());
    std::erase_if(diagnostics, [&](const auto& diagnostic) { return of_another(units, diagnostic.park); });
    attach_explanations(*submissions, diagnostics);
    const auto timeliness = timeliness_up_to(period, units);
    if (!timeliness) return timeliness.failure();
    const std::vector<model::Participation> participation = of_register(units, standings_[period]);
    const bool flash = is_flash(participation, cut_off_, orders_.edition);
    if (catalogue_.place_report_of(units.id) != nullptr) {
      const model::PlaceAnalysis places = analyse::analyse_places(table_, period, catalogue_, units, participation);
      const model::MonthAnalysis parks = analyse::parks_alone(places);
      const report::MonthlyReport whole{period,      table_,   parks, participation, *submissions,
                                        diagnostics, cut_off_, flash, *timeliness};
      report::PlacesReport report{whole, places};
      if (catalogue_.place_report_of(units.id)->extracts)
        for (std::size_t place = 0; place < places.places.size(); ++place)
          report.extracts.push_back(analyse::extract_of(places, place));
      return report::write_places(report, catalogue_, units.id, orders_.language, out);
    }
    const model::MonthAnalysis analysis = analyse::analyse_month(table_, period, catalogue_, units.id);
    return report::write_month({period, table_, analysis, participation, *submissions, diagnostics, cut_off_, flash, *timeliness,
                                analyse::open_questions(analysis, catalogue_, diagnostics, *submissions, table_)},
                               catalogue_, orders_.language, out);
  }

  model::Result<std::vector<model::WrittenFile>> write_answers_of(const Period& whole_year, const std::filesystem::path& out) {
    if (std::find(known_.begin(), known_.end(), whole_year) == known_.end()) return std::vector<model::WrittenFile>();
    if (const model::Outcome decided = decide(whole_year); !decided) return decided.failure();
    const auto submissions = knowledge_.submissions(whole_year);
    if (!submissions) return submissions.failure();
    model::Diagnostics diagnostics = said_about(whole_year, *submissions);
    attach_explanations(*submissions, diagnostics);
    return report::write_answers({whole_year, table_, {}, {}, *submissions, diagnostics, cut_off_}, catalogue_, orders_.language,
                                 out);
  }

  // By the submissions of the period, and since then.
  model::Diagnostics said_about(const Period& period, const std::vector<model::Submission>& submissions) const {
    model::Diagnostics diagnostics;
    for (const model::Submission& submission : submissions)
      diagnostics.insert(diagnostics.end(), submission.diagnostics.begin(), submission.diagnostics.end());
    const model::Diagnostics& said = said_.at(period);
    diagnostics.insert(diagnostics.end(), said.begin(), said.end());
    return diagnostics;
  }

  model::Result<std::vector<model::WrittenFile>> write_year_of(const model::Register& units, int year,
                                                               const std::filesystem::path& out) {
    std::map<Period, model::MonthAnalysis> months;
    Period last;
    for (const Period& known : known_) {
      if (known.year != year) continue;
      if (const model::Outcome decided = decide(known); !decided) return decided.failure();
      if (!is_reported(units, known)) continue;
      months.emplace(known, analyse::analyse_month(table_, known, catalogue_, units.id));
      if (last.last_month <= known.last_month) last = known;
    }
    if (months.empty()) return std::vector<model::WrittenFile>();
    const auto timeliness = timeliness_up_to(last, units);
    if (!timeliness) return timeliness.failure();
    const model::YearAnalysis analysis = analyse::analyse_year(table_, months, catalogue_);
    return report::write_year({analysis, *timeliness, cut_off_}, catalogue_, units.id, orders_.language, out);
  }

  model::Result<std::vector<model::WrittenFile>> write_year_by_place(const model::Register& units, int year,
                                                                     const std::filesystem::path& out) {
    std::vector<model::PlaceAnalysis> periods;
    for (const Period& known : known_) {
      if (known.year < year - 1 || known.year > year) continue;
      if (const model::Outcome decided = decide(known); !decided) return decided.failure();
      if (known.year != year || !is_reported(units, known)) continue;
      if (const model::Outcome stood = stand(known); !stood) return stood.failure();
      periods.push_back(analyse::analyse_places(table_, known, catalogue_, units, of_register(units, standings_[known])));
    }
    if (periods.empty()) return std::vector<model::WrittenFile>();
    const auto timeliness = timeliness_up_to(periods.back().period, units);
    if (!timeliness) return timeliness.failure();
    periods = analyse::with_same_units(std::move(periods), catalogue_);
    return report::write_places_year({year, periods, *timeliness, cut_off_}, catalogue_, units.id, orders_.language, out);
  }

  // Where there is but one register, everything is its own.
  bool of_another(const model::Register& units, const std::string& park) const {
    if (park.empty() || knowledge_.registers().size() == 1) return false;
    const model::Register* own = catalogue_.register_listing(park);
    return own != nullptr && own != &units;
  }

  void leave_out_others(const model::Register& units, std::vector<model::Submission>& submissions) const {
    std::erase_if(submissions, [&](const model::Submission& submission) { return of_another(units, submission.park); });
  }

  std::vector<model::Participation> of_register(const model::Register& units,
                                                const std::vector<model::Participation>& all) const {
    std::vector<model::Participation> own;
    for (const model::Participation& entry : all)
      if (const model::Form* form = catalogue_.form(entry.form, entry.period.year); form->register_id == units.id)
        own.push_back(entry);
    return own;
  }

  // Adds the period's figures to the table of all.
  model::Outcome decide(const Period& period) {
    if (said_.contains(period)) return model::Done{};
    model::Diagnostics said;
    auto table = knowledge_.effective_table(period, said);
    if (!table) return table.failure();
    table_.values.merge(table->values);
    said_.emplace(period, std::move(said));
    return model::Done{};
  }

  model::EffectiveTable of_period(const Period& period) const {
    model::EffectiveTable own;
    for (auto value = table_.values.lower_bound({period, "", "", "", ""});
         value != table_.values.end() && value->first.period == period; ++value)
      own.values.insert(own.values.end(), *value);
    return own;
  }

  model::Outcome stand(const Period& period) {
    if (standings_.contains(period)) return model::Done{};
    const auto submissions = knowledge_.submissions(period);
    if (!submissions) return submissions.failure();
    auto participation = knowledge_.participation(period, *submissions, of_period(period), cut_off_);
    if (!participation) return participation.failure();
    standings_.emplace(period, *std::move(participation));
    return model::Done{};
  }

  // Of the year's known periods; those of this one are put down too.
  model::Result<std::vector<model::Timeliness>> timeliness_up_to(const Period& period, const model::Register& units) {
    if (const model::Outcome own = stand(period); !own) return own.failure();
    std::vector<model::Participation> all;
    for (const Period& known : known_) {
      if (known.year != period.year || known.last_month > period.last_month) continue;
      if (const model::Outcome stood = stand(known); !stood) return stood.failure();
      const std::vector<model::Participation> entries = of_register(units, standings_[known]);
      all.insert(all.end(), entries.begin(), entries.end());
    }
    return analyse::timeliness(all);
  }

  const Knowledge& knowledge_;
  const model::Catalogue& catalogue_;
  const ReportOrders& orders_;
  const model::Date cut_off_;
  const std::vector<Period> known_;
  model::EffectiveTable table_;  // of every period decided so far
  std::map<Period, model::Diagnostics> said_;
  std::map<Period, std::vector<model::Participation>> standings_;
};

// The periods, and behind them each of their years whose summary is due: December is known, or there is one from an earlier run,
// which must not go stale.
std::vector<Period> with_years(std::vector<Period> periods, const std::vector<Period>& known, const Knowledge& knowledge,
                               const ReportOrders& orders, const std::filesystem::path& out) {
  std::set<int> years;
  for (const Period& period : periods)
    if (!period.is_year()) years.insert(period.year);
  for (const int year : years) {
    const bool closed = std::any_of(known.begin(), known.end(), [&](const Period& period) {
      return period.year == year && period.last_month == 12 && !period.is_year();
    });
    const Period whole = Period::whole_year(year);
    if (std::find(periods.begin(), periods.end(), whole) != periods.end()) continue;
    const auto lies_there = [&](const model::Register* units) {
      return report::has_annual_summary(year, knowledge.catalogue(), units->id, orders.language, out);
    };
    if (closed || std::any_of(knowledge.registers().begin(), knowledge.registers().end(), lies_there)) periods.push_back(whole);
  }
  return periods;
}

}  // namespace

model::Result<std::vector<model::WrittenFile>> write_reports(store::Store& store, const model::Catalogue& catalogue,
                                                             const std::vector<Period>& periods, const ReportOrders& orders,
                                                             const std::filesystem::path& out, const Progress& progress) {
  const auto knowledge = Knowledge::gather(store, catalogue, orders.as_of);
  if (!knowledge) return knowledge.failure();
  const auto known = knowledge->periods();
  if (!known) return known.failure();
  const auto cut_off = knowledge->latest_date();
  if (!cut_off) return cut_off.failure();
  std::set<std::string> known_names, written_names;
  for (const Period& period : *known) {
    known_names.insert(to_string(period));
    known_names.insert(to_string(Period::whole_year(period.year)));
  }
  PeriodReports reports(*knowledge, catalogue, orders, *cut_off, *known);
  std::vector<model::WrittenFile> written;
  const std::vector<Period> wanted = with_years(periods, *known, *knowledge, orders, out);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const std::string name = to_string(wanted[i]);
    progress(i, wanted.size(), name);
    written_names.insert(name);
    if (wanted[i].is_year()) {
      auto files = reports.write_year(wanted[i].year, out);
      if (!files) return files.failure();
      written.insert(written.end(), files->begin(), files->end());
      continue;
    }
    if (!known_names.contains(name)) continue;
    auto files = reports.write(wanted[i], out);
    if (!files) return files.failure();
    written.insert(written.end(), files->begin(), files->end());
  }
  const auto in_scope = [&](const model::WrittenFile& entry) {
    return entry.kind != "template" && entry.kind != report::kEvaluation &&
           (written_names.contains(entry.period) || !known_names.contains(entry.period));
  };
  if (const auto manifest = report::write_manifest(out, written, in_scope); !manifest) return manifest.failure();
  return written;
}

}  // namespace huibiao::pipeline
