// One row a standing figure, with where it came from: exactly what `export observations` says of the period.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "report/detail_table.hpp"
#include "report/identity.hpp"
#include "report/paths.hpp"
#include "report/summary.hpp"

namespace huibiao::report {

using model::Comparison;
using model::Layer;
using model::ObservationKey;

namespace {

template <class Entries, class Id>
std::size_t place_of(const Entries& entries, const Id& is_it) {
  return static_cast<std::size_t>(std::find_if(entries.begin(), entries.end(), is_it) - entries.begin());
}

// Parks in the order of the other sheets, indicators and measures in the catalogue's, items as filed.
auto order_of(const MonthlyReport& report, const model::Catalogue& catalogue, const ObservationKey& key, const Layer& layer) {
  const auto park = place_of(report.analysis.parks, [&](const auto& entry) { return entry.name == key.park; });
  const auto indicator = place_of(catalogue.indicators, [&](const auto& entry) { return entry.id == key.indicator; });
  const auto measure = place_of(catalogue.measures, [&](const auto& entry) { return entry.id == key.measure; });
  return std::tuple(park, indicator, key.item.empty() ? 0u : layer.observation.cell.row, key.item, measure);
}

using Row = std::pair<const ObservationKey*, const Layer*>;

std::vector<Row> rows_of(const MonthlyReport& report, const model::Catalogue& catalogue) {
  std::vector<Row> rows;
  std::set<std::string, std::less<>> parks;
  for (const model::AnalysedPark& park : report.analysis.parks) parks.insert(park.name);
  for (const auto& [key, value] : report.table.values) {
    const Layer* layer = key.period == report.period && parks.contains(key.park.text()) ? value.standing() : nullptr;
    if (layer == nullptr || (!layer->observation.value && layer->observation.code.empty())) continue;
    if (catalogue.indicator(key.indicator) != nullptr) rows.emplace_back(&key, layer);
  }
  using Place = decltype(order_of(report, catalogue, *rows.front().first, *rows.front().second));
  std::vector<std::pair<Place, Row>> placed;
  for (const Row& row : rows) placed.emplace_back(order_of(report, catalogue, *row.first, *row.second), row);
  std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::transform(placed.begin(), placed.end(), rows.begin(), [](const auto& entry) { return entry.second; });
  return rows;
}

// Where the figures of a period stand in the grids, by their key.
class GridPlaces {
 public:
  explicit GridPlaces(const Summary& summary) : summary_(summary) {
    add(*summary.now);
    if (summary.items) add(*summary.items);
  }

  std::optional<CellPlace> find(const ObservationKey& key) const {
    const auto place = places_.find({key.park, key.indicator, key.item, key.measure});
    return place == places_.end() ? std::nullopt : std::optional(place->second);
  }

 private:
  using Key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;

  void add(const FigureGrid& grid) {
    for (const Comparison* comparison : grid.comparisons()) {
      for (std::size_t row = 0; row < comparison->figures.size(); ++row) {
        const model::ComparedFigure& figure = comparison->figures[row];
        const std::string& park = summary_.analysis().parks[figure.park].name;
        const model::CellAddress at{grid.sheet_row(row), grid.column(*comparison)};
        places_.try_emplace({park, comparison->indicator, figure.item, comparison->measure}, CellPlace{&grid.sheet(), at});
        places_.try_emplace({park, comparison->indicator, figure.item, comparison->base_measure},
                            CellPlace{&grid.sheet(), {at.row, at.column + 1}});
      }
    }
  }

  const Summary& summary_;
  std::map<Key, CellPlace> places_;
};

}  // namespace

bool detail_apart(const MonthlyReport& report, const model::Catalogue& catalogue) {
  return rows_of(report, catalogue).size() > report.most_detail_rows;
}

std::string detail_file(const MonthlyReport& report, const Words& words) {
  return safe_name(words("file.detail", period_arguments(report.period)));
}

void write_detail(Sheet& sheet, const Summary& summary) {
  const std::vector<Row> rows = rows_of(summary.report, summary.catalogue);
  const GridPlaces places(summary);
  DetailTable table(sheet, summary.report.period, rows.size(), true, summary.catalogue, summary.words);
  for (const auto& [key, layer] : rows) table.add(*key, *layer, places.find(*key));
  table.finish();
}

void write_plain_detail(Sheet& sheet, const MonthlyReport& report, const model::Catalogue& catalogue, const Words& words) {
  const std::vector<Row> rows = rows_of(report, catalogue);
  DetailTable table(sheet, report.period, rows.size(), true, catalogue, words);
  for (const auto& [key, layer] : rows) table.add(*key, *layer);
  table.finish();
}

model::Result<model::WrittenFile> write_detail_book(const MonthlyReport& report, const model::Catalogue& catalogue,
                                                    const Words& words, const std::filesystem::path& out) {
  const std::vector<Row> rows = rows_of(report, catalogue);
  const std::string path = period_folder(report.period, words) + "/" + detail_file(report, words);
  BookSettings settings{
      words("font.body"),  words("font.heading"), words("detail.title", period_arguments(report.period)), report.cut_off, {},
      words("page.footer")};
  settings.streamed = true;
  Book book(out / path, std::move(settings));
  write_identity(book, {kDetailKind, "", "", "", to_string(report.period), ""});
  DetailTable table(book.sheet(words("sheet.detail")), report.period, rows.size(), false, catalogue, words);
  for (const auto& [key, layer] : rows) table.add(*key, *layer);
  table.finish();
  if (const model::Outcome saved = book.save(); !saved) return saved.failure();
  return model::WrittenFile{path, kDetailKind, "", to_string(report.period), ""};
}

}  // namespace huibiao::report
