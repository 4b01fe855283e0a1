#include "workbook/html_cell.hpp"

#include <charconv>

#include "workbook/number_format.hpp"
#include "workbook/written_value.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::uint32_t kMostColumnsSpanned = 1'000, kMostRowsSpanned = 65'534;  // HTML 4.9.11
constexpr std::size_t kMostFormats = 60'000;

std::uint32_t span_of(std::string_view text, std::uint32_t most) {
  std::uint32_t count = 1;
  const char* from = text.data();
  std::from_chars(from, from + text.size(), count);
  return count == 0 || count > most ? 1 : count;
}

// Of sdnum="1033;0;YYYY-MM-DD": behind the languages, which may be the only ones there.
std::string libreoffice_format(std::string_view text) {
  const std::size_t first = text.find(';');
  const std::size_t second = first == std::string_view::npos ? first : text.find(';', first + 1);
  return second == std::string_view::npos ? std::string() : std::string(text.substr(second + 1));
}

}  // namespace

std::uint32_t read_column_span(std::string_view text) { return span_of(text, kMostColumnsSpanned); }

HtmlCellTag read_cell_tag(const HtmlTokens& tokens, const HtmlClasses& classes) {
  HtmlCellTag tag;
  tag.style = classes.of(tokens.attribute("class"));
  tag.style.lay_over(read_declarations(tokens.attribute("style")));
  tag.style.hidden |= tokens.attribute("hidden").data() != nullptr;
  tag.columns = read_column_span(tokens.attribute("colspan"));
  tag.rows = span_of(tokens.attribute("rowspan"), kMostRowsSpanned);
  tag.format = tag.style.format.value_or("");
  tag.formula = tokens.attribute("x:fmla").data() != nullptr;
  const std::string_view number = tokens.attribute("x:num"), value = tokens.attribute("sdval");
  if (number.data() != nullptr && !number.empty()) tag.number = number;
  tag.number_is_text = number.data() != nullptr && number.empty();
  if (value.data() != nullptr && !value.empty()) {
    tag.number = value;
    tag.format = libreoffice_format(tokens.attribute("sdnum"));
  }
  return tag;
}

HtmlCells::HtmlCells(SheetBuilder& builder)
    : builder_(builder), values_(no_strings_, no_styles_, Epoch::from_1900, builder.store(), builder.workbook().formats) {}

void HtmlCells::add(model::CellAddress address, const HtmlCellTag& tag, const HtmlText& text) {
  const std::string_view whole = text.whole(), standing = text.standing();
  if (whole.empty() && !tag.number) return;
  model::Cell cell;
  cell.address = address;
  cell.from_formula = tag.formula;
  // A value that the tag holds is shown by the text: struck out with it.
  cell.wholly_struck = tag.style.struck.value_or(false) || tag.style.invisible || (standing.empty() && !whole.empty());
  cell.partly_struck = !cell.wholly_struck && standing.size() < whole.size();
  if (const char* wrong = set_value(cell, tag, cell.wholly_struck ? whole : standing)) {
    builder_.say(wrong, model::Severity::error, address, {{"found", std::string(cell.text)}});
  }
  builder_.add(cell);
}

const char* HtmlCells::set_value(model::Cell& cell, const HtmlCellTag& tag, std::string_view text) {
  if (tag.number) {
    const CellStyle style{0, cell.wholly_struck};
    cell.format = format_of(tag.format);
    const bool boolean = tag.format == "BOOLEAN";
    return values_.set(cell, boolean ? StoredType::boolean : StoredType::number, *tag.number, style);
  }
  const bool kept_as_text = tag.format == "@" || tag.format == "\\@";
  if (kept_as_text && !tag.number_is_text) {
    cell.kind = model::CellKind::text;
    cell.text = builder_.store().keep(text);
    return nullptr;
  }
  return set_written(cell, text, builder_.store());
}

std::uint16_t HtmlCells::format_of(const std::string& code) {
  if (code.empty() || code == "General" || code == "BOOLEAN") return 0;
  std::vector<model::NumberFormat>& formats = builder_.workbook().formats;
  const auto [entry, is_new] = formats_.emplace(code, static_cast<std::uint16_t>(formats.size()));
  if (!is_new) return entry->second;
  if (formats.size() >= kMostFormats) builder_.fail(beyond_limit("formats", "> " + std::to_string(kMostFormats), kMostFormats));
  const bool named_percent = code == "Percent", named_date = code.ends_with(" Date") || code.ends_with(" Time");
  formats.push_back(classify_format(named_percent ? "0.00%" : named_date ? "yyyy-mm-dd" : code));
  return entry->second;
}

}  // namespace huibiao::workbook
