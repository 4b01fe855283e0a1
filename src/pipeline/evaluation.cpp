#include "pipeline/evaluation.hpp"

#include "evaluate/evaluate.hpp"
#include "evaluate/sensitivity.hpp"
#include "evaluate/targets.hpp"
#include "pipeline/knowledge.hpp"
#include "pipeline/taken_variables.hpp"
#include "report/evaluation.hpp"
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
};

// Nothing where nothing stands of the data's year; so does the other.
model::Result<Written> write_ranks(const Standing& standing) {
  const auto& [orders, data_year, table, catalogue, cut_off, out, taken] = standing;
  model::EvaluationResult result = evaluate::evaluate(orders.system, orders.year, data_year, table, catalogue);
  result.records = taken.records;
  result.sources = figure_sources(orders.system, result, catalogue, table, taken);
  if (result.units.empty()) return Written{};
  const report::EvaluationReport report{orders.system, result, cut_off};
  Written written;
  auto book = report::write_evaluation(report, catalogue, orders.language, out);
  if (!book) return book.failure();
  written.push_back(*std::move(book));
  if (orders.system.sensitivity.draws > 0) {
    const model::EvaluationSensitivity found = evaluate::sensitivity(orders.system, result);
    auto internal = report::write_evaluation_internal(report, found, catalogue, orders.language, out);
    if (!internal) return internal.failure();
    written.push_back(*std::move(internal));
  }
  return written;
}

model::Result<Written> write_measured(const Standing& standing) {
  const auto& [orders, data_year, table, catalogue, cut_off, out, taken] = standing;
  const model::TargetResult result = evaluate::measure(orders.system, orders.year, data_year, table, catalogue);
  if (result.units.empty()) return Written{};
  auto book = report::write_targets({orders.system, result, cut_off}, catalogue, orders.language, out);
  if (!book) return book.failure();
  return Written{*std::move(book)};
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
  for (const model::Period& period : *periods) {
    if (!period.is_year() || period.year > data_year) continue;
    model::Diagnostics said;  // at intake
    auto of_year = knowledge->effective_table(period, said);
    if (!of_year) return of_year.failure();
    table.values.merge(of_year->values);
  }
  for (const model::Period& period : *periods)
    if (period.is_year()) years += (years.empty() ? "" : ", ") + std::to_string(period.year);
  const auto cut_off = knowledge->latest_date();
  if (!cut_off) return cut_off.failure();
  auto taken = take_variables(orders.system, data_year, *knowledge, *cut_off, table);
  if (!taken) return taken.failure();
  const Standing standing{orders, data_year, table, catalogue, *cut_off, out, *std::move(taken)};
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
