#include "pipeline/evaluation.hpp"

#include "analyse/filings.hpp"
#include "evaluate/evaluate.hpp"
#include "evaluate/profile.hpp"
#include "evaluate/sensitivity.hpp"
#include "evaluate/targets.hpp"
#include "pipeline/knowledge.hpp"
#include "pipeline/taken_variables.hpp"
#include "report/evaluation.hpp"
#include "report/health.hpp"
#include "report/report.hpp"
#include "report/targets.hpp"

namespace huibiao::pipeline {
namespace {

using Written = std::vector<model::WrittenFile>;

// What an evaluation is made from.
struct Standing {
  const EvaluationOrders& orders;
  int data_year;
  const model::EffectiveTable& table;
  const model::Catalogue& catalogue;
  model::Date cut_off;
  const std::filesystem::path& out;
  TakenVariables taken;
  model::KnownFilings filings;
};

// The page of each unit.
model::Result<model::WrittenFile> write_pages(const Standing& standing, const report::EvaluationReport& report) {
  const EvaluationOrders& orders = standing.orders;
  const report::HealthReport pages{report, standing.filings};
  if (orders.targets == nullptr) return report::write_health(pages, standing.catalogue, orders.language, standing.out);
  const model::TargetResult result =
      evaluate::measure(*orders.targets, orders.year, standing.data_year, standing.table, standing.catalogue);
  const report::MeasuredTargets measured{*orders.targets, result};
  return report::write_health({report, standing.filings, &measured}, standing.catalogue, orders.language, standing.out);
}

// Nothing where nothing stands of the data's year; so does the other.
model::Result<Written> write_ranks(const Standing& standing) {
  const auto& [orders, data_year, table, catalogue, cut_off, out, taken, filings] = standing;
  model::EvaluationResult result = evaluate::evaluate(orders.system, orders.year, data_year, table, catalogue);
  result.records = taken.records;
  result.sources = figure_sources(orders.system, result, catalogue, table, taken);
  if (result.units.empty()) return Written{};
  const model::EvaluationProfile profile = evaluate::profile(orders.system, result, report::kNamedIndicators);
  const report::EvaluationReport report{orders.system, result, profile, cut_off};
  Written written;
  auto book = report::write_evaluation(report, catalogue, orders.language, out);
  if (!book) return book.failure();
  written.push_back(*std::move(book));
  auto pages = write_pages(standing, report);
  if (!pages) return pages.failure();
  written.push_back(*std::move(pages));
  if (orders.system.sensitivity.draws > 0) {
    const model::EvaluationSensitivity found = evaluate::sensitivity(orders.system, result);
    auto internal = report::write_evaluation_internal(report, found, catalogue, orders.language, out);
    if (!internal) return internal.failure();
    written.push_back(*std::move(internal));
  }
  return written;
}

model::Result<Written> write_measured(const Standing& standing) {
  const auto& [orders, data_year, table, catalogue, cut_off, out, taken, filings] = standing;
  const model::TargetResult result = evaluate::measure(orders.system, orders.year, data_year, table, catalogue);
  if (result.units.empty()) return Written{};
  auto book = report::write_targets({orders.system, result, cut_off}, catalogue, orders.language, out);
  if (!book) return book.failure();
  return Written{*std::move(book)};
}

// What is known of the forms that the system's variables were filed on.
model::Outcome add_filings(const model::EvaluationSystem& system, const model::Period& period, const Knowledge& knowledge,
                           const model::EffectiveTable& table, model::Diagnostics& said, model::UnitFilings& filings) {
  const auto submissions = knowledge.submissions(period);
  if (!submissions) return submissions.failure();
  attach_explanations(*submissions, said);
  analyse::add_filings({*submissions, table, said, period}, system.variables, knowledge.catalogue(), filings);
  return model::Done{};
}

}  // namespace

model::Result<std::vector<model::WrittenFile>> write_evaluation(store::Store& store, const model::Catalogue& catalogue,
                                                                const EvaluationOrders& orders,
                                                                const std::filesystem::path& out) {
  const auto knowledge = Knowledge::gather(store, catalogue, orders.as_of);
  if (!knowledge) return knowledge.failure();
  const auto periods = knowledge->periods();
  if (!periods) return periods.failure();
  const int data_year = orders.data_year.value_or(orders.year - orders.system.data_lag);
  model::EffectiveTable table;
  std::string years;
  model::KnownFilings filings;
  for (const model::Period& period : *periods) {
    if (!period.is_year() || period.year > data_year) continue;
    model::Diagnostics said;
    auto of_year = knowledge->effective_table(period, said);
    if (!of_year) return of_year.failure();
    if (period.year == data_year)
      if (const auto added = add_filings(orders.system, period, *knowledge, *of_year, said, filings.annual); !added)
        return added.failure();
    table.values.merge(of_year->values);
  }
  for (const model::Period& period : *periods)
    if (period.is_year()) years += (years.empty() ? "" : ", ") + std::to_string(period.year);
  const auto cut_off = knowledge->latest_date();
  if (!cut_off) return cut_off.failure();
  auto taken = take_variables(orders.system, data_year, *knowledge, *cut_off, table);
  if (!taken) return taken.failure();
  filings.monthly = std::move(taken->monthly);
  const Standing standing{orders, data_year, table, catalogue, *cut_off, out, *std::move(taken), std::move(filings)};
  auto written = orders.system.targets.empty() ? write_ranks(standing) : write_measured(standing);
  if (!written) return written;
  if (written->empty())
    return model::failure("usage.no-evaluation-data", {{"system", orders.system.id},
                                                       {"year", std::to_string(orders.year)},
                                                       {"data_year", std::to_string(data_year)},
                                                       {"years", years.empty() ? "\u2014" : years}});
  const auto in_scope = [&](const model::WrittenFile& entry) {
    return entry.kind == report::kEvaluation && entry.form == orders.system.id && entry.period == std::to_string(orders.year);
  };
  if (const auto manifest = report::write_manifest(out, *written, in_scope); !manifest) return manifest.failure();
  return written;
}

}  // namespace huibiao::pipeline
