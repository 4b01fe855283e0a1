#include <algorithm>
#include <map>
#include <set>

#include "analyse/month.hpp"
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

class MonthReports {
 public:
  MonthReports(const Knowledge& knowledge, const model::Catalogue& catalogue, const ReportOrders& orders,
               const model::Date& cut_off, std::vector<Period> known)
      : knowledge_(knowledge), catalogue_(catalogue), orders_(orders), cut_off_(cut_off), known_(std::move(known)) {}

  model::Result<std::vector<model::WrittenFile>> write(const Period& period, const std::filesystem::path& out) {
    // Changes of growth look back on the earlier months of the year, lines and falling months on those of the last.
    for (const Period& known : known_) {
      if (known.year < period.year - 1 || known.year > period.year ||
          (known.year == period.year && known.last_month > period.last_month))
        continue;
      if (const model::Outcome decided = decide(known); !decided) return decided.failure();
    }
    auto submissions = knowledge_.submissions(period);
    if (!submissions) return submissions.failure();
    model::Diagnostics diagnostics;
    for (const model::Submission& submission : *submissions) {
      diagnostics.insert(diagnostics.end(), submission.diagnostics.begin(), submission.diagnostics.end());
    }
    const model::Diagnostics& said = said_[period];
    diagnostics.insert(diagnostics.end(), said.begin(), said.end());
    const model::Diagnostics among_parks = validate::check_across_parks(of_period(period), period, catalogue_);
    diagnostics.insert(diagnostics.end(), among_parks.begin(), among_parks.end());
    attach_explanations(*submissions, diagnostics);
    const auto timeliness = timeliness_up_to(period);
    if (!timeliness) return timeliness.failure();
    const std::vector<model::Participation>& participation = standings_[period];
    const model::MonthAnalysis analysis = analyse::analyse_month(table_, period, catalogue_, catalogue_.registers.front().id);
    return report::write_month({period, table_, analysis, participation, *submissions, diagnostics, cut_off_,
                                is_flash(participation, cut_off_, orders_.edition), *timeliness,
                                analyse::open_questions(analysis, catalogue_, diagnostics, *submissions, table_)},
                               catalogue_, orders_.language, out);
  }

  // Of all that is known of the year.
  model::Result<std::vector<model::WrittenFile>> write_year(int year, const std::filesystem::path& out) {
    std::map<Period, model::MonthAnalysis> months;
    Period last;
    for (const Period& known : known_) {
      if (known.year != year || (!known.is_month() && known != Period{year, 1, 2})) continue;
      if (const model::Outcome decided = decide(known); !decided) return decided.failure();
      months.emplace(known, analyse::analyse_month(table_, known, catalogue_, catalogue_.registers.front().id));
      if (last.last_month <= known.last_month) last = known;
    }
    if (months.empty()) return std::vector<model::WrittenFile>();
    const auto timeliness = timeliness_up_to(last);
    if (!timeliness) return timeliness.failure();
    const model::YearAnalysis analysis = analyse::analyse_year(table_, months, catalogue_);
    return report::write_year({analysis, *timeliness, cut_off_}, catalogue_, catalogue_.registers.front().id, orders_.language,
                              out);
  }

 private:
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
  model::Result<std::vector<model::Timeliness>> timeliness_up_to(const Period& period) {
    if (const model::Outcome own = stand(period); !own) return own.failure();
    std::vector<model::Participation> all;
    for (const Period& known : known_) {
      if (known.year != period.year || known.last_month > period.last_month) continue;
      if (const model::Outcome stood = stand(known); !stood) return stood.failure();
      const std::vector<model::Participation>& entries = standings_[known];
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
std::vector<Period> with_years(std::vector<Period> periods, const std::vector<Period>& known, const model::Catalogue& catalogue,
                               const ReportOrders& orders, const std::filesystem::path& out) {
  std::set<int> years;
  for (const Period& period : periods)
    if (!period.is_year()) years.insert(period.year);
  for (const int year : years) {
    const bool closed = std::find(known.begin(), known.end(), Period::month(year, 12)) != known.end();
    const Period whole = Period::whole_year(year);
    if (std::find(periods.begin(), periods.end(), whole) != periods.end()) continue;
    if (closed || report::has_annual_summary(year, catalogue, catalogue.registers.front().id, orders.language, out))
      periods.push_back(whole);
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
  MonthReports reports(*knowledge, catalogue, orders, *cut_off, *known);
  std::vector<model::WrittenFile> written;
  const std::vector<Period> wanted = with_years(periods, *known, catalogue, orders, out);
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
    const bool both_months = wanted[i] == Period{wanted[i].year, 1, 2};
    if ((!wanted[i].is_month() && !both_months) || !known_names.contains(name)) continue;
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
