// Writes a workbook of details with that many rows in constant memory, as the desk edition's own, or with "bare" the same cells
// by libxlsxwriter alone: detail_rows FILE ROWS [bare]. Prints the seconds.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "catalogue/catalogue.hpp"
#include "report/detail_table.hpp"

namespace {

namespace fs = std::filesystem;
namespace model = huibiao::model;
namespace report = huibiao::report;

constexpr std::size_t kParks = 60;
constexpr int kMonths = 36;
constexpr const char* kMeasures[] = {"current", "current_year_ago", "ytd", "ytd_year_ago"};

// The nth figure of a made-up store: every one another park, month, indicator or measure, and another cell.
struct Figures {
  explicit Figures(const model::Catalogue& catalogue) {
    for (const model::ReportingUnit& unit : catalogue.registers.front().units)
      if (parks.size() < kParks) parks.push_back(unit.name);
    for (const model::Indicator& indicator : catalogue.indicators)
      if (!indicator.has_items && indicator.nature != model::Nature::answer) indicators.push_back(indicator.id);
    layer.status = model::Status::effective;
    layer.form = "zj-monthly";
    layer.observation.source = "park";
    layer.observation.sheet = "Sheet1";
  }

  void go_to(std::size_t nth) {
    key.measure = kMeasures[nth % std::size(kMeasures)];
    key.indicator = indicators[nth / std::size(kMeasures) % indicators.size()];
    const std::size_t form = nth / std::size(kMeasures) / indicators.size();
    key.park = parks[form % kParks];
    const int month = static_cast<int>(form / kParks) % kMonths;
    key.period = model::Period::month(2024 + month / 12, month % 12 + 1);
    const double value = static_cast<double>(nth * 7919 % 100'000'000) / 10;
    layer.observation.value = value;
    layer.observation.raw = fmt::format("{}", value);
    layer.observation.cell = {static_cast<std::uint32_t>(nth / 4 % 30), static_cast<std::uint32_t>(2 + nth % 4)};
    if (form == form_) return;
    form_ = form;
    layer.file = fmt::format("{}{}.xlsx", key.park.text(), to_string(key.period));
    layer.submission = fmt::format("{:012x}", form * 0x9E3779B97F4A7C15ULL >> 16);
  }

  model::ObservationKey key;
  model::Layer layer;

 private:
  std::vector<std::string> parks, indicators;
  std::size_t form_ = static_cast<std::size_t>(-1);
};

int write_ours(const fs::path& path, std::size_t rows, const model::Catalogue& catalogue) {
  const report::Words words(*catalogue.report("summary"), "zh");
  report::BookSettings settings{words("font.body"), words("font.heading"), "detail", {2026, 7, 20}, {}, words("page.footer")};
  settings.streamed = true;
  report::Book book(path, std::move(settings));
  report::DetailTable table(book.sheet(words("sheet.detail")), model::Period::month(2026, 6), rows, false, catalogue, words);
  Figures figures(catalogue);
  for (std::size_t row = 0; row < rows; ++row) {
    figures.go_to(row);
    table.add(figures.key, figures.layer);
  }
  table.finish();
  return book.save() ? EXIT_SUCCESS : EXIT_FAILURE;
}

lxw_format* format_of(lxw_workbook* book, std::uint8_t align, const char* number_format) {
  lxw_format* format = workbook_add_format(book);
  format_set_font_name(format, "\u5b8b\u4f53");
  format_set_font_size(format, 10.5);
  format_set_align(format, align);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  if (*number_format != '\0') format_set_num_format(format, number_format);
  return format;
}

// The same texts and numbers in the same cells, with the same looks, and nothing else.
int write_bare(const fs::path& path, std::size_t rows, const model::Catalogue& catalogue) {
  lxw_workbook_options options = {};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
  lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
  lxw_format* body = format_of(book, LXW_ALIGN_LEFT, "");
  lxw_format* whole = format_of(book, LXW_ALIGN_RIGHT, "#,##0");
  lxw_format* decimal = format_of(book, LXW_ALIGN_RIGHT, "#,##0.0");
  lxw_format* unit_format = format_of(book, LXW_ALIGN_LEFT, "");
  format_set_indent(unit_format, 1);
  const report::Words words(*catalogue.report("summary"), "zh");
  const std::string& source = words.in(catalogue.office("park")->name);
  const std::string status = words("status.effective");
  const std::string& form = words.in(catalogue.form("zj-monthly", 2026)->name);
  Figures figures(catalogue);
  for (std::size_t row = 0; row < rows; ++row) {
    figures.go_to(row);
    const model::Indicator& indicator = *catalogue.indicator(figures.key.indicator);
    const model::Observation& observation = figures.layer.observation;
    const auto at = static_cast<lxw_row_t>(row + 3);
    const auto text = [&](lxw_col_t column, const std::string& value) {
      if (value.empty()) {
        worksheet_write_blank(sheet, at, column, body);
      } else {
        worksheet_write_string(sheet, at, column, value.c_str(), body);
      }
    };
    text(0, std::string(figures.key.park.text()));
    text(1, words.in(indicator.name));
    text(2, figures.key.item);
    text(3, words.in(catalogue.measure(figures.key.measure)->name));
    const double value = *observation.value;
    worksheet_write_number(sheet, at, 4, value, value == static_cast<double>(static_cast<long long>(value)) ? whole : decimal);
    worksheet_write_string(sheet, at, 5, indicator.unit.c_str(), unit_format);
    text(6, source);
    text(7, status);
    text(8, form);
    text(9, figures.layer.file);
    text(10, observation.sheet);
    text(11, to_string(observation.cell));
    text(12, observation.raw);
    text(13, observation.raw_unit);
    text(14, figures.layer.submission);
  }
  return workbook_close(book) == LXW_NO_ERROR ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return EXIT_FAILURE;
  model::Diagnostics wrong;
  const auto catalogue = huibiao::catalogue::load(huibiao::catalogue::installed_root(), {}, wrong);
  if (!catalogue) return EXIT_FAILURE;
  const std::size_t rows = std::strtoull(argv[2], nullptr, 10);
  const auto start = std::chrono::steady_clock::now();
  const int code = argc > 3 ? write_bare(argv[1], rows, *catalogue) : write_ours(argv[1], rows, *catalogue);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  fmt::print("rows={} seconds={:.3f}\n", rows, seconds.count());
  return code;
}
