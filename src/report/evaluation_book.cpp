#include "report/evaluation_book.hpp"

#include "report/evaluation.hpp"
#include "report/identity.hpp"
#include "report/layout.hpp"
#include "report/paths.hpp"

namespace huibiao::report {

model::Result<model::WrittenFile> write_evaluation_book(const EvaluationBookOrder& order, const model::Catalogue& catalogue,
                                                        std::string_view language, const std::filesystem::path& out,
                                                        const std::function<void(Book&, const Words&)>& draw) {
  const Words words(*catalogue.report(order.definition), language);
  const std::string year = std::to_string(order.year);
  const std::string& name = words.in(order.system.name);
  const std::string path = safe_name(words(order.file, {{"system", name}, {"id", order.system.id}, {"year", year}}));
  Book book(out / path, {words("font.body"), words("font.heading"), name, order.cut_off});
  write_identity(book, {kEvaluation, "", "", "", year, ""});
  draw(book, words);
  if (const model::Outcome saved = book.save(); !saved) return saved.failure();
  return model::WrittenFile{path, kEvaluation, order.system.id, year, ""};
}

model::Arguments evaluation_arguments(const model::EvaluationSystem& system, const model::EvaluationResult& result,
                                      const Words& words) {
  return {{"system", words.in(system.name)},
          {"document", system.document},
          {"year", std::to_string(result.year)},
          {"year_before", std::to_string(result.year - 1)},
          {"data_year", std::to_string(result.data_year)},
          {"units", std::to_string(result.units.size())},
          {"expected", std::to_string(result.expected)}};
}

std::string simulation_banner(const model::EvaluationSystem& system, bool complete, const Words& words,
                              const model::Arguments& arguments) {
  return complete && !system.simulation ? "" : words("common.simulated", arguments);
}

void write_banner(Sheet& sheet, const std::string& banner) {
  if (!banner.empty()) sheet.text({kHeadingRows, 0}, banner, styles::body().emboldened());
}

std::string region_of(const model::EvaluationSystem& system, const model::EvaluatedUnit& unit, const Words& words) {
  return system.regions.empty() ? unit.province : words.in(system.regions[unit.region].name);
}

void write_evaluation_notes(Sheet& sheet, const std::string& title, const std::string& left,
                            const std::vector<std::pair<std::string, std::string>>& notes) {
  constexpr double kWidths[] = {18, 110};
  for (std::uint32_t column = 0; column < 2; ++column) sheet.width(column, kWidths[column]);
  write_heading(sheet, {title, left, ""}, 2);
  std::uint32_t row = kHeadingRows;
  Style style = styles::body();
  style.wrap = true;
  for (const auto& [about, text] : notes) {
    sheet.text({row, 0}, about, style);
    sheet.text({row, 1}, text, style);
    sheet.height(row++, wrapped_height({about, text}, kWidths));
  }
  sheet.page(Orientation::landscape);
}

}  // namespace huibiao::report
