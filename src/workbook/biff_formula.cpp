#include "workbook/biff_formula.hpp"

#include <algorithm>
#include <array>

#include "workbook/bytes.hpp"

namespace huibiao::workbook {
namespace {

namespace token {
enum Id : std::uint8_t {
  shared = 0x01,
  first_operator = 0x03,
  concatenate = 0x08,
  last_comparison = 0x0E,
  first_unary = 0x12,
  percent = 0x14,
  parenthesis = 0x15,
  string = 0x17,
  attribute = 0x19,
  number = 0x1F,
  first_of_class = 0x20,  // from here on, bits 5 and 6 are the class of the result
  function = 0x21,
  function_of_many = 0x22,
  name_outside = 0x39,
  reference_3d = 0x3A,
  area_3d = 0x3B,
  broken_reference_3d = 0x3C,
  broken_area_3d = 0x3D,
};
}  // namespace token

constexpr std::uint8_t kUnknown = 0xFF;

// Bytes behind a token, by its id, for BIFF8 and for BIFF5; kUnknown where it is no token or its size lies in it.
constexpr std::uint8_t X = kUnknown;
constexpr std::array<std::uint8_t, 64> kSizes8 = {
    X, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, X, 5, X, X, X,  1, 1,  2, 8,
    7, 2, 3, 4, 4, 8, 6, 6, 6, 2, 4, 8, 4, 8, X, X, X, X, X, X, X, X, X, X, X, 6, 6, 10, 6, 10, X, X,
};
constexpr std::array<std::uint8_t, 64> kSizes5 = {
    X, 4, 4, 0,  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, X, X, X,  X,  X,  1,  1,  2, 8,
    7, 2, 3, 14, 3, 6, 6, 6, 6, 2, 3, 6, 3, 6, X, X, X, X, X, X, X, X, X, X, X, 24, 17, 20, 17, 20, X, X,
};

// Functions that only ever give numbers: COUNT, SUM, AVERAGE, MIN, MAX, ABS, INT, ROUND, PRODUCT, SUMPRODUCT, COUNTA, ROUNDDOWN,
// ROUNDUP, SUMIF, COUNTIF (2.5.198.17).
constexpr std::array<std::uint16_t, 15> kNumericFunctions = {0, 4, 5, 6, 7, 24, 25, 27, 169, 183, 212, 213, 228, 345, 346};

// … and that only ever give texts: FIXED, REPT, MID, TEXT, CHAR, LOWER, UPPER, LEFT, RIGHT, TRIM, SUBSTITUTE, CONCATENATE.
constexpr std::array<std::uint16_t, 12> kTextFunctions = {14, 30, 31, 48, 111, 112, 113, 115, 116, 118, 120, 336};

template <std::size_t N>
bool contains(const std::array<std::uint16_t, N>& functions, std::uint16_t function) {
  return std::find(functions.begin(), functions.end(), function) != functions.end();
}

class TokenReader {
 public:
  TokenReader(std::string_view tokens, int version, const OutsideReferences& outside)
      : tokens_(tokens), unicode_(version >= 8), outside_(outside) {}

  FormulaTraits read() {
    while (at_ < tokens_.size()) {
      const auto stored = load<std::uint8_t>(tokens_, at_);
      ++at_;
      if (!token(stored < 0x40 ? stored : static_cast<std::uint8_t>((stored & 0x1F) | token::first_of_class))) {
        traits_.always_number = traits_.always_text = false;
        break;
      }
    }
    return traits_;
  }

 private:
  // False where it is not known, or goes beyond the end.
  bool token(std::uint8_t id) {
    if (id == token::string) return string();
    if (id == token::attribute) return attribute();
    const std::uint8_t size = (unicode_ ? kSizes8 : kSizes5)[id];
    if (size == kUnknown || !lies_within(tokens_, at_, size)) return false;
    if (id == token::shared) {
      traits_.shared = true;
      traits_.master = {load<std::uint16_t>(tokens_, at_), load<std::uint16_t>(tokens_, at_ + 2)};
    } else if (id == token::name_outside || (id >= token::reference_3d && id <= token::broken_area_3d)) {
      traits_.external |= leads_outside();
    }
    if (id != token::parenthesis) note_result(id);
    at_ += size;
    return true;
  }

  void note_result(std::uint8_t id) {
    const bool operates = (id >= token::first_operator && id <= token::last_comparison && id != token::concatenate) ||
                          (id >= token::first_unary && id <= token::percent);
    traits_.always_number = operates;
    traits_.always_text = id == token::concatenate;
    if (id != token::function && id != token::function_of_many) return;
    const auto function = load<std::uint16_t>(tokens_, id == token::function ? at_ : at_ + 1);
    traits_.always_number = contains(kNumericFunctions, function);
    traits_.always_text = contains(kTextFunctions, function);
  }

  bool leads_outside() const {
    const auto index = load<std::uint16_t>(tokens_, at_);
    if (!unicode_) return index != 0 && index < 0x8000;  // of its own workbook: below zero
    return index < outside_.sheets.size() && outside_.sheets[index];
  }

  bool string() {
    if (!lies_within(tokens_, at_, 2)) return false;
    const std::size_t length = load<std::uint8_t>(tokens_, at_);
    const bool wide = unicode_ && (load<std::uint8_t>(tokens_, at_ + 1) & 1) != 0;
    at_ += (unicode_ ? 2 : 1) + (wide ? 2 * length : length);
    traits_.always_number = traits_.always_text = false;
    return at_ <= tokens_.size();
  }

  // A hint to who calculates; SUM of one argument is one too. A choice has a table of jumps behind it.
  bool attribute() {
    constexpr std::uint8_t kChoice = 0x04, kSum = 0x10;
    if (!lies_within(tokens_, at_, 3)) return false;
    const auto kind = load<std::uint8_t>(tokens_, at_);
    const std::size_t count = load<std::uint16_t>(tokens_, at_ + 1);
    at_ += 3;
    if ((kind & kChoice) != 0) at_ += (count + 1) * 2;
    if ((kind & kSum) != 0) {
      traits_.always_number = true;
      traits_.always_text = false;
    }
    return at_ <= tokens_.size();
  }

  std::string_view tokens_;
  bool unicode_;
  const OutsideReferences& outside_;
  std::size_t at_ = 0;
  FormulaTraits traits_;
};

}  // namespace

void add_supporting_book(OutsideReferences& outside, std::string_view data) {
  constexpr std::uint16_t kOwn = 0x0401, kAddIn = 0x3A01;
  const std::uint16_t kind = lies_within(data, 2, 2) ? load<std::uint16_t>(data, 2) : kOwn;
  outside.books.push_back(kind != kOwn && kind != kAddIn);
}

void add_extern_sheets(OutsideReferences& outside, std::string_view data) {
  for (std::size_t at = 2; lies_within(data, at, 6); at += 6) {
    const auto book = load<std::uint16_t>(data, at);
    outside.sheets.push_back(book < outside.books.size() && outside.books[book]);
  }
}

FormulaTraits formula_traits(std::string_view tokens, int version, const OutsideReferences& outside) {
  if (version < 5) return {};
  return TokenReader(tokens, version, outside).read();
}

}  // namespace huibiao::workbook
