#include "workbook/styles.hpp"

#include <charconv>
#include <map>
#include <string>

#include "workbook/number_format.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::size_t kMostFormats = 60'000;  // an index has to fit into a cell

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
  std::map<int, std::string> codes;
  std::vector<bool> struck_fonts;
  std::map<int, std::uint16_t> index_of{{0, 0}};
  std::vector<CellStyle> styles;
  bool too_many = false;
  const auto format_of = [&](int id) -> std::uint16_t {
    const auto [entry, is_new] = index_of.emplace(id, static_cast<std::uint16_t>(formats.size()));
    if (!is_new) return entry->second;
    const auto code = codes.find(id);
    const std::string_view text =
        code != codes.end() ? std::string_view(code->second) : built_in_format(static_cast<unsigned>(id));
    if (text.empty()) return entry->second = 0;
    if (formats.size() == kMostFormats) {
      too_many = true;
      return 0;
    }
    formats.push_back(classify_format(text));
    return entry->second;
  };
  while (scanner.next_child(1)) {
    if (scanner.is("numFmts")) {
      while (scanner.next_child(2)) {
        if (scanner.is("numFmt")) codes[number(scanner.attribute("numFmtId"), -1)] = scanner.attribute("formatCode");
      }
    } else if (scanner.is("fonts")) {
      while (scanner.next_child(2)) struck_fonts.push_back(read_font(scanner));
    } else if (scanner.is("cellXfs")) {
      while (scanner.next_child(2)) {
        const auto font = static_cast<std::size_t>(number(scanner.attribute("fontId"), 0));
        styles.push_back({format_of(number(scanner.attribute("numFmtId"), 0)), font < struck_fonts.size() && struck_fonts[font]});
      }
    }
  }
  if (too_many) {
    return model::failure(
        "file.limit",
        {{"limit", "formats"}, {"found", "> " + std::to_string(kMostFormats)}, {"expected", std::to_string(kMostFormats)}});
  }
  return styles;
}

}  // namespace huibiao::workbook
