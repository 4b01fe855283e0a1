#include "workbook/delimited_text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "text/charset.hpp"
#include "workbook/sheet_builder.hpp"
#include "workbook/written_value.hpp"

namespace huibiao::workbook {
namespace {

using model::Severity;

constexpr std::array kSeparators = {'\t', ';', ',', '|'};
constexpr std::size_t kSample = 64u << 10;  // bytes by which the separator is found

// Takes fields off the front of the text, one after another.
class FieldReader {
 public:
  FieldReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  bool at_end() const { return at_ >= text_.size(); }
  // The next field; afterwards ends_row() says whether it was its row's last. The view holds until the next call.
  std::string_view next() {
    quoted_ = formula_text_ = false;
    const std::size_t start = at_;
    if (text_.substr(at_).starts_with("=\"")) {  // ="00123": Excel's way to keep text as text
      formula_text_ = true;
      ++at_;
    }
    if (at_ < text_.size() && text_[at_] == '"') {
      if (read_quoted()) return finish(buffer_);
      at_ = start;  // a quote that nobody closes is a character like others
      quoted_ = formula_text_ = false;
    }
    std::size_t end = at_;
    while (end < text_.size() && text_[end] != separator_ && text_[end] != '\n' && text_[end] != '\r') ++end;
    at_ = end;
    return finish(text_.substr(start, end - start));
  }
  bool ends_row() const { return ends_row_; }
  bool quoted() const { return quoted_; }
  bool formula_text() const { return formula_text_; }

 private:
  // At a quote. What stands between the closing one and the separator belongs to the field too.
  bool read_quoted() {
    buffer_.clear();
    for (std::size_t at = at_ + 1;;) {
      const std::size_t quote = text_.find('"', at);
      if (quote == std::string_view::npos) return false;
      append(text_.substr(at, quote - at));
      if (quote + 1 < text_.size() && text_[quote + 1] == '"') {
        buffer_ += '"';
        at = quote + 2;
        continue;
      }
      std::size_t end = quote + 1;
      while (end < text_.size() && text_[end] != separator_ && text_[end] != '\n' && text_[end] != '\r') ++end;
      append(text_.substr(quote + 1, end - quote - 1));
      at_ = end;
      return quoted_ = true;
    }
  }

  // Line ends within a field as \n.
  void append(std::string_view piece) {
    for (std::size_t i = 0; i < piece.size(); ++i) {
      if (piece[i] != '\r') {
        buffer_ += piece[i];
      } else if (i + 1 == piece.size() || piece[i + 1] != '\n') {
        buffer_ += '\n';
      }
    }
  }

  std::string_view finish(std::string_view field) {
    ends_row_ = at_ >= text_.size() || text_[at_] != separator_;
    if (at_ < text_.size()) at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
    return field;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  bool ends_row_ = true, quoted_ = false, formula_text_ = false;
  std::string buffer_;
};

// How many rows of the text have the same number of fields, more than one.
std::size_t rows_alike(std::string_view text, char separator) {
  std::map<std::size_t, std::size_t> rows;  // by number of fields
  FieldReader reader(text, separator);
  for (std::size_t fields = 0; !reader.at_end();) {
    reader.next();
    ++fields;
    if (!reader.ends_row()) continue;
    if (fields > 1) ++rows[fields];
    fields = 0;
  }
  std::size_t most = 0;
  for (const auto& [fields, count] : rows) most = std::max(most, count);
  return most;
}

// The separator by which most rows have the same number of fields; '\0' where none parts anything.
char find_separator(std::string_view text) {
  std::string_view sample = text.substr(0, kSample);
  if (sample.size() < text.size()) sample = sample.substr(0, sample.find_last_of("\r\n") + 1);
  char best = '\0';
  std::size_t most = 0;
  for (const char separator : kSeparators) {
    const std::size_t alike = rows_alike(sample, separator);
    if (alike > most) best = separator;
    most = std::max(most, alike);
  }
  return best;
}

// A first line "sep=;" says which separator follows, and is no row. '\0' where there is none.
char take_stated_separator(std::string_view& text) {
  if (text.size() < 5 || (!text.starts_with("sep=") && !text.starts_with("SEP="))) return '\0';
  const char separator = text[4];
  const std::string_view rest = text.substr(5);
  if (!rest.empty() && rest.front() != '\r' && rest.front() != '\n') return '\0';
  text = rest.substr(rest.starts_with("\r\n") ? 2 : std::min<std::size_t>(1, rest.size()));
  return separator;
}

void add_field(SheetBuilder& builder, model::CellAddress address, std::string_view field, bool is_text) {
  model::Cell cell;
  cell.address = address;
  const bool apostrophe = field.size() > 1 && field.front() == '\'';  // as typed, or put before = + - @ by an export
  if (apostrophe) field.remove_prefix(1);
  const char* wrong = nullptr;
  if (is_text || apostrophe) {
    cell.text = builder.store().keep(field);
  } else {
    wrong = set_written(cell, field, builder.store());
  }
  if (wrong != nullptr) builder.say(wrong, Severity::error, address, {{"found", std::string(cell.text)}});
  builder.add(cell);
}

// Returns how many fields each row has, empty ones included.
std::vector<std::uint32_t> read_rows(std::string_view text, char separator, SheetBuilder& builder) {
  std::vector<std::uint32_t> fields;
  FieldReader reader(text, separator);
  model::CellAddress address;
  while (!reader.at_end() && !builder.failure()) {
    const std::string_view field = reader.next();
    if (!field.empty()) add_field(builder, address, field, reader.formula_text());
    ++address.column;
    if (!reader.ends_row()) continue;
    fields.push_back(address.column);
    address = {address.row + 1, 0};
  }
  if (address.column > 0) fields.push_back(address.column + 1);  // the text ends with a separator
  return fields;
}

// Numbers whose thousands the separator itself parts: without quotes "9,123,457" is three fields.
class SplitNumbers {
 public:
  // `fields`: how many each row has.
  SplitNumbers(SheetBuilder& builder, const std::vector<std::uint32_t>& fields)
      : builder_(builder), cells_(builder.grid().cells), fields_(fields) {}

  // Where a row is wider than all that hold no such fields, every run of them in the table may be one number or several: none of
  // those rows' numbers is taken. Empty fields behind the last that holds something count: a number in pieces pushes those of the
  // columns behind it outwards. Behind a title alone in its row they say nothing.
  void refuse() {
    std::uint32_t width = 0, widest = 0;
    std::vector<std::pair<std::size_t, std::size_t>> rows;  // from the first piece to the row's end
    for (std::size_t first = 0, end = 0; first < cells_.size(); first = end) {
      end = end_of_row(first);
      const std::size_t piece = first_piece(first, end);
      std::uint32_t& reached = piece == end ? width : widest;
      const model::CellAddress last = cells_[end - 1].address;
      reached = std::max(reached, end - first > 1 ? fields_[last.row] : last.column + 1);
      if (piece != end) rows.emplace_back(piece, end);
    }
    if (widest <= width) return;
    for (const auto& [piece, end] : rows) {
      builder_.say("cell.split", Severity::error, cells_[piece].address,
                   {{"found", std::string(cells_[piece].text) + "," + std::string(cells_[piece + 1].text)}});
      for (std::size_t i = piece; i < end; ++i) {
        if (cells_[i].kind != model::CellKind::number && !is_group(cells_[i].text)) continue;
        cells_[i].kind = model::CellKind::text;
        cells_[i].text = builder_.store().keep("\u2026" + std::string(cells_[i].text) + "\u2026");
      }
    }
  }

 private:
  // Three digits, and perhaps a point and decimals.
  static bool is_group(std::string_view text) {
    const std::string_view digits = text.substr(0, text.find('.'));
    return digits.size() == 3 && text.find_first_not_of("0123456789.") == std::string_view::npos;
  }

  static bool begins_groups(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && text.size() <= 3 && text.front() != '0' &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
  }

  std::size_t end_of_row(std::size_t first) const {
    std::size_t end = first + 1;
    while (end < cells_.size() && cells_[end].address.row == cells_[first].address.row) ++end;
    return end;
  }

  // The first field of the row that begins a number in groups, or the row's end.
  std::size_t first_piece(std::size_t first, std::size_t end) const {
    for (std::size_t i = first; i + 1 < end; ++i) {
      const bool adjacent = cells_[i + 1].address.column == cells_[i].address.column + 1;
      if (adjacent && begins_groups(cells_[i].text) && is_group(cells_[i + 1].text)) return i;
    }
    return end;
  }

  SheetBuilder& builder_;
  std::vector<model::Cell>& cells_;
  const std::vector<std::uint32_t>& fields_;
};

}  // namespace

model::Result<model::Workbook> read_delimited_text(std::string_view bytes, const Limits& limits,
                                                   model::Diagnostics& diagnostics) {
  const text::Encoding encoding = text::detect_encoding(bytes);
  const text::DecodedText decoded = text::decode(bytes, encoding);
  std::string_view rest = decoded.text;
  char separator = take_stated_separator(rest);
  if (separator == '\0') separator = find_separator(rest);
  if (separator == '\0') return model::failure("file.no-table");

  model::Workbook workbook;
  SheetBuilder builder(workbook, limits, diagnostics);
  builder.remark("text.encoding", Severity::info, {{"found", encoding.name}, {"certainty", std::to_string(encoding.certainty)}});
  if (decoded.replaced > 0) {
    builder.remark("text.broken", Severity::warning, {{"found", encoding.name}, {"count", std::to_string(decoded.replaced)}});
  }
  builder.begin_sheet("Sheet1");
  const std::vector<std::uint32_t> fields = read_rows(rest, separator, builder);
  if (separator == ',' && !builder.failure()) SplitNumbers(builder, fields).refuse();
  builder.end_sheet({});
  if (builder.failure()) return *builder.failure();
  return workbook;
}

}  // namespace huibiao::workbook
