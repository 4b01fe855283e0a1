#include "workbook/biff_sheet.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

#include "workbook/bytes.hpp"

namespace huibiao::workbook {
namespace {

using model::Cell;
using model::CellAddress;
using model::CellKind;

// The integer or double that the four bytes of an RK value stand for (MS-XLS 2.5.217).
double rk_number(std::uint32_t rk) {
  constexpr std::uint32_t kHundredth = 1, kInteger = 2;
  const double number = (rk & kInteger) != 0 ? static_cast<double>(static_cast<std::int32_t>(rk) >> 2)
                                             : std::bit_cast<double>(static_cast<std::uint64_t>(rk & ~3u) << 32);
  return (rk & kHundredth) != 0 ? number / 100 : number;
}

std::string_view error_name(std::uint8_t code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    case 0x2A:
      return "#N/A";
    case 0x2B:
      return "#GETTING_DATA";
    default:
      return {};
  }
}

class SheetRecords {
 public:
  SheetRecords(RecordStream& records, const BiffContext& context, SheetBuilder& builder)
      : records_(records), context_(context), builder_(builder) {}

  std::optional<model::Diagnostic> read() {
    for (int depth = 0;;) {
      if (!records_.next()) return records_.truncated();
      const std::uint16_t type = records_.record().type;
      if (type == record::eof) {
        if (depth-- == 0) break;
      } else if (type == record::bof) {
        ++depth;  // a chart
      } else if (depth == 0) {
        if (type == record::file_pass) return model::failure("file.encrypted", {{"kind", "[[filekind.encrypted]]"}});
        if (!take(type)) return records_.damaged(records_.record().data.size(), shortest_);
      }
      if (builder_.failure()) return std::nullopt;
    }
    settle();
    builder_.end_sheet(std::move(hidden_columns_));
    return std::nullopt;
  }

 private:
  std::string_view data() const { return records_.record().data; }
  bool has(std::size_t bytes) {
    shortest_ = bytes;
    return data().size() >= bytes;
  }
  std::uint8_t byte(std::size_t at) const { return load<std::uint8_t>(data(), at); }
  std::uint16_t word(std::size_t at) const { return load<std::uint16_t>(data(), at); }
  double real(std::size_t at) const { return std::bit_cast<double>(load<std::uint64_t>(data(), at)); }
  // Where the value of a cell begins: behind row, column and style. BIFF2 has three bytes of style.
  std::size_t value_at() const { return context_.version == 2 ? 7 : 6; }

  // False where the record is shorter than shortest_.
  bool take(std::uint16_t type) {
    if (type == record::string) return take_string();
    if (type == record::shared_formula || type == record::table || type == record::continuation) return true;
    if (type == record::array) return take_array();
    settle();
    switch (type) {
      case record::label_shared:
        return take_shared_label();
      case record::rk:
        return has(10) && (add_number(cell_here(), rk_number(load<std::uint32_t>(data(), 6))), true);
      case record::multiple_rk:
        return take_multiple_rk();
      case record::number:
        return has(value_at() + 8) && (add_number(cell_here(), real(value_at())), true);
      case record::integer:
        return has(9) && (add_number(cell_here(), word(7)), true);
      case record::formula:
        return take_formula();
      case record::label:
        return take_label(false);
      case record::rich_string:
        return take_label(true);
      case record::boolean_or_error:
        return take_boolean_or_error();
      case record::merged_cells:
        return take_merges();
      case record::row:
        return take_row();
      case record::column_info:
        return take_column_info();
      case record::column_width:
        if (!has(4)) return false;
        if (word(2) == 0) hidden_columns_.push_back({byte(0), byte(1)});
        return true;
      case record::ixfe:
        return has(2) && (style_of_next_ = word(0), true);
      default:
        return true;
    }
  }

  struct Begun {
    Cell cell;
    CellStyle style;
  };

  Begun begin(std::uint32_t row, std::uint32_t column, std::size_t style) const {
    Begun begun;
    begun.style = context_.values.style(style);
    begun.cell.address = {row, column};
    begun.cell.format = begun.style.format;
    begun.cell.wholly_struck = begun.style.struck;
    return begun;
  }

  Begun cell_here() {
    if (context_.version > 2) return begin(word(0), word(2), word(4));
    constexpr std::uint8_t kElsewhere = 63;  // the style is in the IXFE record before
    const auto style = static_cast<std::uint8_t>(byte(4) & 0x3F);
    Begun begun = begin(word(0), word(2), style == kElsewhere ? style_of_next_ : style);
    begun.cell.format = begun.style.format = context_.styles.format(byte(5) & 0x3F);
    return begun;
  }

  void add_number(const Begun& begun, double number) {
    Cell cell = begun.cell;
    set_number(cell, number);
    builder_.add(cell);
  }

  void set_number(Cell& cell, double number) {
    char buffer[40];
    if (std::isfinite(number)) return context_.values.set_number(cell, number, number_text(number, buffer));
    set_broken(cell, "cell.no-number", std::isnan(number) ? "NaN" : "Inf");
  }

  void set_broken(Cell& cell, const char* rule, std::string_view stored) {
    cell.kind = CellKind::error;
    cell.number = 0;
    cell.text = builder_.store().keep(stored);
    builder_.say(rule, model::Severity::error, cell.address, {{"found", std::string(stored)}});
  }

  bool take_multiple_rk() {
    if (!has(6)) return false;
    const std::uint32_t row = word(0), first = word(2);
    std::uint32_t column = first;
    for (std::size_t at = 4; at + 8 <= data().size(); at += 6, ++column) {
      add_number(begin(row, column, word(at)), rk_number(load<std::uint32_t>(data(), at + 2)));
    }
    return true;
  }

  bool take_shared_label() {
    if (!has(10)) return false;
    Begun begun = cell_here();
    const auto index = load<std::uint32_t>(data(), 6);
    if (index < context_.strings.size()) {
      context_.values.set_text(begun.cell, context_.strings[index], begun.style);
      builder_.store().share(begun.cell.text);
    } else {
      set_broken(begun.cell, "cell.no-such-string", std::to_string(index));
    }
    builder_.add(begun.cell);
    return true;
  }

  bool take_label(bool rich) {
    if (!has(value_at())) return false;
    Begun begun = cell_here();
    const auto pieces = records_.with_continuations();
    TextReader reader(pieces, context_.version, context_.decoder);
    BiffText text;
    if (!reader.skip(value_at()) || !reader.read_text(context_.version == 2 ? 1 : 2, text)) return false;
    if (rich && !reader.at_end() && !reader.read_runs(text)) return false;
    context_.values.set_text(begun.cell, context_.styles.rich_text(text, builder_.store()), begun.style);
    builder_.add(begun.cell);
    return true;
  }

  bool take_boolean_or_error() {
    if (!has(value_at() + 2)) return false;
    Begun begun = cell_here();
    set_boolean_or_error(begun.cell, byte(value_at()), byte(value_at() + 1) != 0);
    builder_.add(begun.cell);
    return true;
  }

  void set_boolean_or_error(Cell& cell, std::uint8_t value, bool error) {
    if (error) {
      cell.kind = CellKind::error;
      cell.text = error_name(value);
      if (cell.text.empty()) cell.text = builder_.store().keep("#" + std::to_string(value));
      return;
    }
    cell.kind = CellKind::boolean;
    cell.number = value != 0 ? 1 : 0;
    cell.text = value != 0 ? "true" : "false";
  }

  struct Formula {
    Begun begun;
    bool wants_text = false;  // from a STRING record behind
    bool is_blank = false;    // its result is an empty text
  };

  bool take_formula() {
    // Where the options and the size of the tokens lie: BIFF2, BIFF3 and BIFF4, from BIFF5 on.
    const std::size_t options_at = value_at() + 8,
                      size_at = context_.version < 5 ? options_at + (context_.version == 2 ? 1 : 2) : 20;
    if (!has(size_at + (context_.version == 2 ? 1 : 2))) return false;
    Formula formula{cell_here()};
    Cell& cell = formula.begun.cell;
    cell.from_formula = true;
    const std::size_t size = context_.version == 2 ? byte(size_at) : word(size_at);
    const std::string_view tokens = data().substr(size_at + (context_.version == 2 ? 1 : 2)).substr(0, size);
    const FormulaTraits traits = formula_traits(tokens, context_.version, context_.outside);
    cell.external_link = traits.external || (traits.shared && std::find(external_masters_.begin(), external_masters_.end(),
                                                                        traits.master) != external_masters_.end());
    set_result(formula, traits, options_at);
    formula_ = formula;
    return true;
  }

  // The stored result (MS-XLS 2.5.133). Whoever writes formulas without calculating them asks for that with a flag and leaves 0,
  // or an empty text where none can be.
  void set_result(Formula& formula, const FormulaTraits& traits, std::size_t options_at) {
    constexpr std::uint8_t kText = 0, kBoolean = 1, kError = 2, kBlank = 3, kCalculateOnLoad = 0x02;
    Cell& cell = formula.begun.cell;
    const std::size_t at = value_at();
    cell.kind = CellKind::formula;
    if (word(at + 6) != 0xFFFF) {
      const bool believed = (byte(options_at) & kCalculateOnLoad) == 0 && !traits.always_text &&
                            (traits.always_number || !context_.zeros_for_texts);
      if (real(at) != 0 || believed) set_number(cell, real(at));
    } else if (byte(at) == kBoolean || byte(at) == kError) {
      set_boolean_or_error(cell, byte(at + 2), byte(at) == kError);
    } else if (byte(at) == kText) {
      formula.wants_text = true;
    } else if (byte(at) == kBlank) {
      formula.is_blank = !traits.always_number;
    }
  }

  bool take_array() {
    constexpr std::size_t kTokens = 14;
    if (context_.version < 5 || !formula_) return true;
    if (!has(kTokens)) return false;
    const std::string_view tokens = data().substr(kTokens).substr(0, word(kTokens - 2));
    if (!formula_traits(tokens, context_.version, context_.outside).external) return true;
    formula_->begun.cell.external_link = true;
    external_masters_.push_back({word(0), byte(4)});
    return true;
  }

  bool take_string() {
    const auto pieces = records_.with_continuations();
    if (!formula_ || !formula_->wants_text) return true;
    TextReader reader(pieces, context_.version, context_.decoder);
    BiffText text;
    if (!reader.read_text(context_.version == 2 ? 1 : 2, text)) return false;
    text.runs.clear();
    context_.values.set_text(formula_->begun.cell, context_.styles.rich_text(text, builder_.store()), formula_->begun.style);
    formula_->wants_text = false;
    return true;
  }

  // A formula's cell is whole when the record behind it and its text is reached.
  void settle() {
    if (!formula_) return;
    if (!formula_->is_blank) builder_.add(formula_->begun.cell);
    formula_.reset();
  }

  bool take_merges() {
    if (!has(2)) return false;
    std::size_t at = 2;
    for (std::size_t count = word(0); count > 0; --count, at += 8) {
      if (!has(at + 8)) return false;
      builder_.merge({{std::min(word(at), word(at + 2)), std::min(word(at + 4), word(at + 6))},
                      {std::max(word(at), word(at + 2)), std::max(word(at + 4), word(at + 6))}});
    }
    return true;
  }

  bool take_row() {
    constexpr std::uint16_t kHidden = 0x0020;
    if (context_.version == 2 ? !has(8) : !has(14)) return false;
    if (context_.version == 2 ? word(6) == 0 : (word(12) & kHidden) != 0) builder_.grid().hidden_rows.push_back(word(0));
    return true;
  }

  bool take_column_info() {
    if (!has(10)) return false;
    if ((word(8) & 1) != 0 && word(0) <= word(2)) hidden_columns_.push_back({word(0), word(2)});
    return true;
  }

  RecordStream& records_;
  const BiffContext& context_;
  SheetBuilder& builder_;
  std::size_t shortest_ = 0;  // what the last record should have had at least, in bytes
  std::optional<Formula> formula_;
  std::vector<CellAddress> external_masters_;  // of array formulas that look into another workbook
  std::vector<ColumnRange> hidden_columns_;
  std::uint16_t style_of_next_ = 0;
};

}  // namespace

std::string_view number_text(double number, char (&buffer)[40]) {
  constexpr double kExactIntegers = 9007199254740992.0;  // 2^53
  const double size = std::fabs(number);
  std::to_chars_result written{};
  if (size < kExactIntegers && number == std::trunc(number)) {
    written = std::to_chars(buffer, buffer + sizeof buffer, static_cast<std::int64_t>(number));
  } else {
    const bool usual = size >= 1e-7 && size < 1e21;
    written =
        std::to_chars(buffer, buffer + sizeof buffer, number, usual ? std::chars_format::fixed : std::chars_format::scientific);
  }
  return {buffer, static_cast<std::size_t>(written.ptr - buffer)};
}

std::optional<model::Diagnostic> read_biff_sheet(RecordStream& records, const BiffContext& context, SheetBuilder& builder) {
  return SheetRecords(records, context, builder).read();
}

}  // namespace huibiao::workbook
