// The internal workbook of an evaluation: how far its ranks rest on weights, normalisation and single indicators. Values, not
// formulas: draws cannot be calculated again in a sheet.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "model/evaluation_keys.hpp"
#include "report/evaluation.hpp"
#include "report/evaluation_book.hpp"
#include "report/layout.hpp"
#include "report/words.hpp"

namespace huibiao::report {
namespace {

using model::EvaluationSensitivity;

constexpr double kStrong = 0.8;  // correlations that are marked
constexpr std::uint32_t kMarkedFill = 0xFFF2CC;

class InternalBook {
 public:
  InternalBook(const EvaluationReport& report, const EvaluationSensitivity& found, const Words& words, Book& book)
      : system_(report.system), result_(report.result), found_(found), words_(words), book_(book) {
    const model::SensitivityMethod& method = system_.sensitivity;
    arguments_ = evaluation_arguments(system_, result_, words);
    arguments_.insert(arguments_.end(), {{"draws", std::to_string(method.draws)},
                                         {"seed", std::to_string(method.seed)},
                                         {"spread", fmt::format("{:g}", 100 * method.spread)},
                                         {"strong", fmt::format("{:g}", kStrong)}});
  }

  void draw() {
    write_ranks();
    write_indicators();
    write_pairs();
  }

 private:
  Sheet& begin(const char* name, const char* title, const char* left, const std::vector<std::string>& headers,
               const std::vector<double>& widths) {
    Sheet& sheet = book_.sheet(words_(name));
    write_heading(sheet, {words_(title, arguments_), words_(left, arguments_), ""}, static_cast<std::uint32_t>(headers.size()));
    write_banner(sheet, simulation_banner(system_, result_.complete(), words_, arguments_));
    write_headers(sheet, kHeadingRows + 1, headers);
    for (std::uint32_t column = 0; column < widths.size(); ++column) sheet.width(column, widths[column]);
    sheet.freeze(kHeadingRows + 2, 0);
    sheet.repeat_rows(kHeadingRows + 1, kHeadingRows + 1);
    sheet.page(Orientation::portrait);
    row_ = kHeadingRows + 2;
    return sheet;
  }

  void write_ranks() {
    Sheet& sheet = begin("sheet.robustness", "robustness.title", "robustness.left",
                         {words_("common.unit"), words_("common.rank"), words_("robustness.median"), words_("robustness.low"),
                          words_("robustness.high"), words_("robustness.width")},
                         {24, 10, 12, 14, 14, 14});
    const Style whole = styles::number().formatted("0");
    for (const model::RankSpread& spread : found_.ranks) {
      sheet.text({row_, 0}, result_.units[spread.unit].short_name, styles::body());
      sheet.number({row_, 1}, *result_.units[spread.unit].rank, whole);
      sheet.number({row_, 2}, spread.median, whole);
      sheet.number({row_, 3}, spread.low, whole);
      sheet.number({row_, 4}, spread.high, whole);
      sheet.number({row_++, 5}, spread.high - spread.low, whole);
    }
    close_table(sheet, row_, 6);
  }

  // Those that move ranks most first.
  void write_indicators() {
    Sheet& sheet =
        begin("sheet.influence", "influence.title", "influence.left",
              {words_("settings.indicator"), words_("settings.name"), words_("influence.mean"), words_("influence.largest"),
               words_("influence.whose"), words_("influence.spread"), words_("influence.known")},
              {10, 46, 12, 12, 24, 14, 12});
    std::vector<std::size_t> order(found_.indicators.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return found_.indicators[a].mean_shift > found_.indicators[b].mean_shift;
    });
    for (const std::size_t i : order) {
      const model::IndicatorInfluence& influence = found_.indicators[i];
      sheet.text({row_, 0}, system_.indicators[i].id, styles::body());
      sheet.text({row_, 1}, words_.in(system_.indicators[i].name), styles::body());
      sheet.number({row_, 2}, influence.mean_shift, styles::number().formatted(kTwoDecimalsFormat));
      sheet.number({row_, 3}, influence.largest_shift, styles::number().formatted("0"));
      sheet.text({row_, 4}, influence.largest_shift == 0 ? "" : result_.units[influence.unit].short_name, styles::body());
      if (influence.known > 0) sheet.number({row_, 5}, influence.spread, styles::number().formatted(kTwoDecimalsFormat));
      sheet.number({row_++, 6}, static_cast<double>(influence.known), styles::number().formatted("0"));
    }
    close_table(sheet, row_, 7);
  }

  void write_pairs() {
    Sheet& sheet = begin("sheet.pairs", "pairs.title", "pairs.left",
                         {words_("settings.group"), words_("pairs.first"), words_("pairs.second"), words_("pairs.correlation")},
                         {10, 46, 46, 12});
    for (const model::IndicatorPair& pair : found_.pairs) {
      const auto& first = system_.indicators[pair.first];
      const auto& second = system_.indicators[pair.second];
      const Style number = styles::number().formatted("0.00");
      sheet.text({row_, 0}, first.group, styles::body());
      sheet.text({row_, 1}, first.id + " " + words_.in(first.name), styles::body());
      sheet.text({row_, 2}, second.id + " " + words_.in(second.name), styles::body());
      sheet.number({row_++, 3}, pair.correlation, std::abs(pair.correlation) >= kStrong ? number.tinted(kMarkedFill) : number);
    }
    close_table(sheet, row_, 4);
  }

  const model::EvaluationSystem& system_;
  const model::EvaluationResult& result_;
  const EvaluationSensitivity& found_;
  const Words& words_;
  Book& book_;
  model::Arguments arguments_;
  std::uint32_t row_ = 0;
};

}  // namespace

model::Result<model::WrittenFile> write_evaluation_internal(const EvaluationReport& report, const EvaluationSensitivity& found,
                                                            const model::Catalogue& catalogue, std::string_view language,
                                                            const std::filesystem::path& out) {
  return write_evaluation_book({report.system, report.result.year, report.cut_off, model::kEvaluationDefinition, "file.internal"},
                               catalogue, language, out,
                               [&](Book& book, const Words& words) { InternalBook(report, found, words, book).draw(); });
}

}  // namespace huibiao::report
