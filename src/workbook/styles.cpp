#include "workbook/styles.hpp"

#include <charconv>
#include <string>

#include "workbook/format_table.hpp"

namespace huibiao::workbook {
namespace {

int number(std::string_view text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool read_font(XmlScanner& scanner) {
  bool struck = false;
  for (const int depth = scanner.depth(); scanner.next_child(depth);) {
    if (scanner.is("strike")) struck = switched_on(scanner);
  }
  return struck;
}

}  // namespace

bool switched_on(XmlScanner& scanner) {
  const std::string_view value = scanner.attribute("val");
  return value.data() == nullptr || (value != "0" && value != "false");
}

model::Result<std::vector<CellStyle>> read_styles(XmlScanner& scanner, std::vector<model::NumberFormat>& formats) {
  FormatTable table(formats);
  std::vector<bool> struck_fonts;
  std::vector<CellStyle> styles;
  while (scanner.next_child(1)) {
    if (scanner.is("numFmts")) {
      while (scanner.next_child(2)) {
        if (scanner.is("numFmt"))
          table.define(number(scanner.attribute("numFmtId"), -1), std::string(scanner.attribute("formatCode")));
      }
    } else if (scanner.is("fonts")) {
      while (scanner.next_child(2)) struck_fonts.push_back(read_font(scanner));
    } else if (scanner.is("cellXfs")) {
      while (scanner.next_child(2)) {
        const auto font = static_cast<std::size_t>(number(scanner.attribute("fontId"), 0));
        const bool struck = font < struck_fonts.size() && struck_fonts[font];
        styles.push_back({table.index_of(number(scanner.attribute("numFmtId"), 0)), struck});
      }
    }
  }
  if (auto failure = table.failure()) return *std::move(failure);
  return styles;
}

}  // namespace huibiao::workbook
