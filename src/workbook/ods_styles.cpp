#include "workbook/ods_styles.hpp"

#include <algorithm>
#include <charconv>

#include "workbook/number_format.hpp"
#include "workbook/ods_names.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::size_t kMostFormats = 60'000;  // an index has to fit into a cell
constexpr int kMostParents = 32;              // styles that inherit in a circle
constexpr int kMostDecimals = 30;

int whole(std::string_view text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::clamp(value, 0, kMostDecimals);
}

// Text as a literal of a format code; a percent sign of a percentage means what it says.
std::string literal(std::string_view text, bool percentage) {
  std::string code;
  bool open = false;
  const auto quote = [&](bool wanted) {
    if (open != wanted) code += '"';
    open = wanted;
  };
  for (const char c : text) {
    if (c == '%' && percentage) {
      quote(false);
      code += c;
    } else if (c == '"') {
      quote(false);
      code += "\\\"";
    } else {
      quote(true);
      code += c;
    }
  }
  quote(false);
  return code;
}

std::string number_code(XmlSpaces& names) {
  const std::string_view decimals = names.attribute(kNumber, "decimal-places");
  const bool grouped = names.attribute(kNumber, "grouping") == "true";
  const int places = whole(decimals, 0);
  std::string commas;  // each shows the number divided by a thousand
  for (int factor = 1; const char c : names.attribute(kNumber, "display-factor")) {
    if (c == '0' && ++factor % 3 == 1) commas += ',';
    if (c == '.') break;
  }
  const bool general = decimals.data() == nullptr && !grouped && commas.empty();
  std::string code = grouped ? "#,##0" : "0";
  XmlScanner& scanner = names.scanner();
  for (const int depth = scanner.depth(); scanner.next_child(depth);) {  // words among the digits
    if (!names.is(kNumber, "embedded-text")) continue;
    const std::string words = literal(scanner.text(), false);
    if (!words.empty()) return code + words + "0";
  }
  if (general) return "General";
  if (places > 0) code += "." + std::string(static_cast<std::size_t>(places), '0');
  return code + commas;
}

// What one element of a data style adds to the code; text() is its content.
std::string element_code(XmlSpaces& names, bool percentage) {
  static const std::map<std::string_view, const char*> kParts = {{"scientific-number", "0.00E+00"},
                                                                 {"fraction", "# ?/?"},
                                                                 {"year", "yyyy"},
                                                                 {"month", "m"},
                                                                 {"day", "d"},
                                                                 {"day-of-week", "ddd"},
                                                                 {"week-of-year", "d"},
                                                                 {"quarter", "m"},
                                                                 {"era", "e"},
                                                                 {"hours", "h"},
                                                                 {"minutes", "mm"},
                                                                 {"seconds", "ss"},
                                                                 {"am-pm", "AM/PM"},
                                                                 {"boolean", "General"},
                                                                 {"text-content", "@"}};
  if (names.space() != kNumber) return {};
  const std::string_view name = names.scanner().name();
  if (name == "number") return number_code(names);
  if (name == "text" || name == "currency-symbol") return literal(names.scanner().text(), percentage);
  const auto part = kParts.find(name);
  return part == kParts.end() ? std::string() : part->second;
}

// "super 58%", "sub 58%", "33% 58%", "-33% 58%"; "0% 100%" is on the line.
Shift shift_of(std::string_view position) {
  if (position.empty() || position.starts_with('0')) return Shift::none;
  return position.starts_with("sub") || position.starts_with('-') ? Shift::lowered : Shift::raised;
}

}  // namespace

void OdsStyles::read(XmlSpaces& names) {
  XmlScanner& scanner = names.scanner();
  for (const int depth = scanner.depth(); scanner.next_child(depth);) {
    if (names.is(kStyle, "style") || names.is(kStyle, "default-style")) {
      read_style(names);
    } else if (names.space() == kNumber) {
      read_data_style(names);
    }
  }
}

void OdsStyles::read_style(XmlSpaces& names) {
  XmlScanner& scanner = names.scanner();
  const std::string_view family = names.attribute(kStyle, "family");
  Styles* const styles = family == "table-cell" ? &cells_ : family == "text" ? &texts_ : family == "table" ? &tables_ : nullptr;
  if (styles == nullptr) return;
  Style style;
  style.parent = names.attribute(kStyle, "parent-style-name");
  style.data_style = names.attribute(kStyle, "data-style-name");
  const std::string name(names.attribute(kStyle, "name"));
  for (const int depth = scanner.depth(); scanner.next_child(depth);) {
    if (names.is(kStyle, "text-properties")) {
      for (const char* attribute : {"text-line-through-style", "text-line-through-type"}) {
        const std::string_view line = names.attribute(kStyle, attribute);
        if (line.data() != nullptr) style.struck = line != "none";
      }
      style.shift = shift_of(names.attribute(kStyle, "text-position"));
    } else if (names.is(kStyle, "table-properties")) {
      style.hides_sheet = names.attribute(kTable, "display") == "false";
    }
  }
  (*styles)[name] = std::move(style);
}

void OdsStyles::read_data_style(XmlSpaces& names) {
  XmlScanner& scanner = names.scanner();
  const bool percentage = scanner.name() == "percentage-style";
  const std::string name(names.attribute(kStyle, "name"));
  DataStyle style;
  for (const int depth = scanner.depth(); scanner.next_child(depth);) {
    if (names.is(kStyle, "map")) {
      style.sections.emplace_back(names.attribute(kStyle, "apply-style-name"));
    } else {
      style.code += element_code(names, percentage);
    }
  }
  data_styles_[name] = std::move(style);
}

std::string OdsStyles::code_of(std::string_view data_style) const {
  const auto found = data_styles_.find(data_style);
  if (found == data_styles_.end()) return {};
  std::string code;
  for (const std::string& section : found->second.sections) {
    const auto other = data_styles_.find(section);
    if (other != data_styles_.end()) code += other->second.code + ";";
  }
  return code + found->second.code;
}

std::uint16_t OdsStyles::format_of_code(const std::string& code) {
  if (code.empty() || code == "General") return 0;
  const auto [entry, is_new] = index_of_code_.emplace(code, static_cast<std::uint16_t>(formats_.size()));
  if (!is_new) return entry->second;
  if (formats_.size() >= kMostFormats) {
    too_many_ = true;
    return entry->second = 0;
  }
  formats_.push_back(classify_format(code));
  return entry->second;
}

const CellStyle& OdsStyles::of_cell(std::string_view name) {
  if (name.empty()) return plain_;
  const auto known = resolved_.find(name);
  if (known != resolved_.end()) return known->second;
  std::optional<bool> struck;
  std::string data_style;
  auto style = cells_.find(name);
  for (int i = 0; style != cells_.end() && i < kMostParents; ++i) {
    if (!struck) struck = style->second.struck;
    if (data_style.empty()) data_style = style->second.data_style;
    style = cells_.find(style->second.parent);
  }
  return resolved_[std::string(name)] = {format_of_code(code_of(data_style)), struck.value_or(false)};
}

Shift OdsStyles::shift_of_text(std::string_view name) const {
  const auto style = texts_.find(name);
  return style == texts_.end() ? Shift::none : style->second.shift;
}

std::optional<bool> OdsStyles::struck_text(std::string_view name) const {
  auto style = texts_.find(name);
  for (int i = 0; style != texts_.end() && i < kMostParents; ++i) {
    if (style->second.struck) return style->second.struck;
    style = texts_.find(style->second.parent);
  }
  return std::nullopt;
}

bool OdsStyles::hides_sheet(std::string_view name) const {
  const auto style = tables_.find(name);
  return style != tables_.end() && style->second.hides_sheet;
}

}  // namespace huibiao::workbook
