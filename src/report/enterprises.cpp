#include "report/enterprises.hpp"

#include "report/book.hpp"
#include "report/layout.hpp"

namespace huibiao::report {
namespace {

constexpr std::uint32_t kTitleRow = 1, kSubtitleRow = 2, kHeaderRow = 4;
constexpr double kWidths[] = {34, 16, 8, 26, 22, 34, 22, 18};

}  // namespace

model::Outcome write_enterprises(const std::filesystem::path& path, const std::vector<EnterpriseLine>& lines,
                                 const EnterpriseWords& words, const model::Date& created) {
  BookSettings settings{words.body_face, words.heading_face, words.restricted, created};
  settings.footer = "&L&9" + words.restricted + "&R&9&P/&N";
  settings.streamed = true;
  Book book(path, settings);
  Sheet& sheet = book.sheet(words.restricted);
  for (std::uint32_t column = 0; column < std::size(kWidths); ++column) sheet.width(column, kWidths[column]);
  sheet.text({0, 0}, words.restricted, styles::body().emboldened());
  sheet.text({kTitleRow, 0}, words.title, styles::body().emboldened());
  sheet.text({kSubtitleRow, 0}, words.subtitle, styles::body());
  write_headers(sheet, kHeaderRow, words.headers);
  std::uint32_t at = kHeaderRow + 1;
  for (const EnterpriseLine& line : lines) {
    sheet.text({at, 0}, line.file, styles::body());
    sheet.text({at, 1}, line.sheet, styles::body());
    sheet.number({at, 2}, static_cast<double>(line.row), styles::number().formatted("0"));
    sheet.text({at, 3}, line.unit, styles::body());
    sheet.text({at, 4}, line.code, styles::body());
    sheet.text({at, 5}, line.enterprise, styles::body());
    sheet.text({at, 6}, line.part, styles::body());
    sheet.number({at++, 7}, line.amount, styles::number().formatted("General"));
  }
  sheet.freeze(kHeaderRow + 1, 0);
  sheet.repeat_rows(0, kHeaderRow);
  sheet.page(Orientation::landscape);
  return book.save();
}

}  // namespace huibiao::report
