#include <algorithm>
#include <map>
#include <set>

#include "analyse/month.hpp"
#include "pipeline/knowledge.hpp"
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

class MonthReports {
 public:
  MonthReports(const Knowledge& knowledge, const model::Catalogue& catalogue, const std::string& language,
               const model::Date& cut_off)
      : knowledge_(knowledge), catalogue_(catalogue), language_(language), cut_off_(cut_off) {}

  model::Result<std::vector<model::WrittenFile>> write(const model::Period& period, const std::filesystem::path& out) {
    // Changes of growth look back on the earlier months of the year.
    model::EffectiveTable year;
    for (int month = 1; month <= period.last_month; ++month) {
      const auto decided = decide(model::Period::month(period.year, month));
      if (!decided) return decided.failure();
      year.values.insert((*decided)->table.values.begin(), (*decided)->table.values.end());
    }
    if (period.last_month >= 2) {
      const auto together = decide({period.year, 1, 2});
      if (!together) return together.failure();
      year.values.insert((*together)->table.values.begin(), (*together)->table.values.end());
    }
    auto submissions = knowledge_.submissions(period);
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
    const auto participation = knowledge_.participation(period, *submissions, own.table, cut_off_);
    if (!participation) return participation.failure();
    const model::MonthAnalysis analysis = analyse::analyse_month(year, period, catalogue_, catalogue_.registers.front().id);
    return report::write_month({period, year, analysis, *participation, *submissions, diagnostics, cut_off_}, catalogue_,
                               language_, out);
  }

 private:
  model::Result<const Decided*> decide(const model::Period& period) {
    if (const auto found = decided_.find(period); found != decided_.end()) return &found->second;
    Decided decided;
    auto table = knowledge_.effective_table(period, decided.diagnostics);
    if (!table) return table.failure();
    decided.table = std::move(*table);
    return &decided_.emplace(period, std::move(decided)).first->second;
  }

  const Knowledge& knowledge_;
  const model::Catalogue& catalogue_;
  const std::string& language_;
  const model::Date cut_off_;
  std::map<model::Period, Decided> decided_;
};

}  // namespace

model::Result<std::vector<model::WrittenFile>> write_reports(store::Store& store, const model::Catalogue& catalogue,
                                                             const std::vector<model::Period>& periods,
                                                             const std::string& language, const std::optional<model::Date>& as_of,
                                                             const std::filesystem::path& out, const Progress& progress) {
  const auto knowledge = Knowledge::gather(store, catalogue, as_of);
  if (!knowledge) return knowledge.failure();
  const auto known = knowledge->periods();
  if (!known) return known.failure();
  const auto cut_off = knowledge->latest_date();
  if (!cut_off) return cut_off.failure();
  std::set<std::string> known_names, written_names;
  for (const model::Period& period : *known) known_names.insert(to_string(period));
  MonthReports reports(*knowledge, catalogue, language, *cut_off);
  std::vector<model::WrittenFile> written;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const std::string name = to_string(periods[i]);
    progress(i, periods.size(), name);
    written_names.insert(name);
    const bool both_months = periods[i] == model::Period{periods[i].year, 1, 2};
    if ((!periods[i].is_month() && !both_months) || !known_names.contains(name)) continue;
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
