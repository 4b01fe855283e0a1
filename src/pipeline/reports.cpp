#include <algorithm>
#include <map>
#include <set>

#include "analyse/month.hpp"
#include "analyse/participation.hpp"
#include "pipeline/pipeline.hpp"
#include "report/report.hpp"
#include "validate/validate.hpp"

namespace huibiao::pipeline {
namespace {

// What was decided of one period.
struct Decided {
  model::EffectiveTable table;
  model::Diagnostics diagnostics;
};

// The latest date printed in the data, so that the same input gives the same reports on any day.
model::Date latest_date(const std::vector<model::Submission>& submissions, const model::Period& period) {
  model::Date latest{period.year, period.last_month, 1};
  for (const model::Submission& submission : submissions) {
    if (submission.reported) latest = std::max(latest, *submission.reported);
  }
  return latest;
}

class MonthReports {
 public:
  MonthReports(store::Store& store, const model::Catalogue& catalogue, const std::string& language,
               const std::optional<model::Date>& as_of)
      : store_(store), catalogue_(catalogue), language_(language), as_of_(as_of) {}

  model::Result<std::vector<model::WrittenFile>> write(const model::Period& period, const std::filesystem::path& out) {
    // Changes of growth look back on the earlier months of the year.
    model::EffectiveTable year;
    for (int month = 1; month <= period.last_month; ++month) {
      const auto decided = decide(model::Period::month(period.year, month));
      if (!decided) return decided.failure();
      year.values.insert((*decided)->table.values.begin(), (*decided)->table.values.end());
    }
    auto submissions = store_.submissions(period);
    if (!submissions) return submissions.failure();
    const Decided& own = decided_[period];
    model::Diagnostics diagnostics;
    for (const model::Submission& submission : *submissions) {
      diagnostics.insert(diagnostics.end(), submission.diagnostics.begin(), submission.diagnostics.end());
    }
    diagnostics.insert(diagnostics.end(), own.diagnostics.begin(), own.diagnostics.end());
    const model::Diagnostics among_parks = validate::check_across_parks(own.table, period, catalogue_);
    diagnostics.insert(diagnostics.end(), among_parks.begin(), among_parks.end());
    attach_explanations(*submissions, diagnostics);
    const model::Date cut_off = as_of_.value_or(latest_date(*submissions, period));
    const auto participation = analyse::participation(catalogue_, period, *submissions, own.table, cut_off);
    const model::MonthAnalysis analysis = analyse::analyse_month(year, period, catalogue_, catalogue_.registers.front().id);
    return report::write_month({period, year, analysis, participation, *submissions, diagnostics, cut_off}, catalogue_, language_,
                               out);
  }

 private:
  model::Result<const Decided*> decide(const model::Period& period) {
    if (const auto found = decided_.find(period); found != decided_.end()) return &found->second;
    Decided decided;
    auto table = effective_table(store_, catalogue_, period, decided.diagnostics);
    if (!table) return table.failure();
    decided.table = std::move(*table);
    return &decided_.emplace(period, std::move(decided)).first->second;
  }

  store::Store& store_;
  const model::Catalogue& catalogue_;
  const std::string& language_;
  const std::optional<model::Date>& as_of_;
  std::map<model::Period, Decided> decided_;
};

}  // namespace

model::Result<std::vector<model::WrittenFile>> write_reports(store::Store& store, const model::Catalogue& catalogue,
                                                             const std::vector<model::Period>& periods,
                                                             const std::string& language, const std::optional<model::Date>& as_of,
                                                             const std::filesystem::path& out, const Progress& progress) {
  const auto known = store.periods();
  if (!known) return known.failure();
  std::set<std::string> known_names, written_names;
  for (const model::Period& period : *known) known_names.insert(to_string(period));
  MonthReports reports(store, catalogue, language, as_of);
  std::vector<model::WrittenFile> written;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const std::string name = to_string(periods[i]);
    progress(i, periods.size(), name);
    written_names.insert(name);
    if (!periods[i].is_month() || !known_names.contains(name)) continue;
    auto files = reports.write(periods[i], out);
    if (!files) return files.failure();
    written.insert(written.end(), files->begin(), files->end());
  }
  const auto in_scope = [&](const model::WrittenFile& entry) {
    return entry.kind != "template" && (written_names.contains(entry.period) || !known_names.contains(entry.period));
  };
  if (const auto manifest = report::write_manifest(out, written, in_scope); !manifest) return manifest.failure();
  return written;
}

}  // namespace huibiao::pipeline
