#include "report/evaluation_sources.hpp"

#include "report/evaluation_book.hpp"
#include "report/layout.hpp"
#include "text/text.hpp"

namespace huibiao::report {
namespace {

constexpr std::uint32_t kColumns = 12;
constexpr std::uint32_t kValueColumn = 2;
constexpr double kWidths[kColumns] = {20, 34, 14, 10, 24, 10, 16, 40, 14, 9, 24, 15};

// Of a target of the year and of what is counted from records there is no cell.
std::string taken_from(const model::FigureSource& source, const Words& words) {
  if (source.as && *source.as == model::TakenAs::yearly_target) return words("sources.target");
  if (source.as && *source.as != model::TakenAs::cumulative)
    return words("sources.records", {{"records", words("sheet.records")}});
  const std::string filed = words(source.as ? "sources.cumulative" : "sources.filed");
  return source.layer.status == model::Status::provisional ? words("sources.provisional", {{"taken", filed}}) : filed;
}

std::string provider_of(const model::Layer& layer, const model::Catalogue& catalogue, const Words& words) {
  if (layer.file.empty() && layer.decision != 0) return words("sources.by-hand", {{"decision", std::to_string(layer.decision)}});
  const model::Office* office = catalogue.office(layer.observation.source);
  return office == nullptr ? std::string(layer.observation.source.text()) : words.in(office->name);
}

}  // namespace

void write_figure_sources(Sheet& sheet, const model::EvaluationSystem& system, const model::EvaluationResult& result,
                          const model::Catalogue& catalogue, const Words& words, const model::Arguments& arguments) {
  write_heading(sheet, {words("sources.title", arguments), words("sources.left", arguments), ""}, kColumns);
  write_banner(sheet, simulation_banner(system, result.complete(), words, arguments));
  std::uint32_t row = kHeadingRows + 1;
  write_headers(sheet, row++,
                {words("common.unit"), words("sources.variable"), words("sources.value"), words("sources.unit"),
                 words("sources.taken"), words("sources.period"), words("sources.provider"), words("sources.file"),
                 words("sources.sheet"), words("sources.cell"), words("sources.raw"), words("sources.submission")});
  for (std::uint32_t column = 0; column < kColumns; ++column) sheet.width(column, kWidths[column]);
  sheet.freeze(row, 2);
  sheet.repeat_rows(row - 1, row - 1);
  const std::string* unit = nullptr;
  for (const model::FigureSource& source : result.sources) {
    const bool first = unit == nullptr || *unit != source.unit;
    unit = &source.unit;
    const auto edged = [&](Style style) { return first ? style.with(&Style::top, Rule::thin) : style; };
    const model::EvaluatedUnit* named = result.find(*unit);
    const model::Indicator& variable = catalogue.indicators[static_cast<std::size_t>(source.variable)];
    const model::Observation& observation = source.layer.observation;
    const bool filed = !source.layer.file.empty();
    const std::vector<std::string> texts = {named == nullptr ? source.unit : named->short_name,
                                            words.in(variable.name),
                                            "",
                                            variable.unit,
                                            taken_from(source, words),
                                            to_string(source.period),
                                            provider_of(source.layer, catalogue, words),
                                            text::printable(source.layer.file),
                                            text::printable(observation.sheet),
                                            filed ? to_string(observation.cell) : "",
                                            text::printable(observation.raw),
                                            source.layer.submission};
    Style style = edged(styles::body());
    style.wrap = true;
    for (std::uint32_t column = 0; column < kColumns; ++column) sheet.text({row, column}, texts[column], style);
    if (observation.value)
      sheet.number({row, kValueColumn}, *observation.value,
                   edged(styles::number().formatted(format_as_filed(*observation.value))));
    sheet.height(row++, wrapped_height(texts, kWidths));
  }
  close_table(sheet, row, kColumns);
  sheet.page(Orientation::landscape);
}

}  // namespace huibiao::report
