#include "text/number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "text/chinese_numeral.hpp"
#include "text/code_points.hpp"
#include "text/lexicon_identity.hpp"
#include "text/text.hpp"

namespace huibiao::text {
namespace {

using Kind = NumberText::Kind;

constexpr std::size_t kLongest = 120;        // bytes; nobody writes a longer number
constexpr double kRoundedByPrograms = 1e11;  // from here on spreadsheet programs show six digits and an exponent

// The lists of one lexicon in the form in which they are compared, worked out once.
struct NumberWords {
  explicit NumberWords(const model::Lexicon& lexicon) : signs(lexicon) {
    const std::pair<const char*, model::Missing> lists[] = {{"placeholders_none", model::Missing::none},
                                                            {"placeholders_unknown", model::Missing::unknown_dash},
                                                            {"placeholders_small", model::Missing::below_half_unit},
                                                            {"placeholders_not_applicable", model::Missing::not_applicable},
                                                            {"placeholders_pending", model::Missing::pending}};
    for (const auto& [list, missing] : lists) {
      for (const std::string& word : lexicon[list]) placeholders.emplace(fold(word), missing);
    }
    for (const std::string& word : lexicon["approximate"]) approximate.push_back(narrowed(word));
    for (const std::string& word : lexicon["negative_signs"]) negative.push_back(narrowed(word));
  }

  NumeralSigns signs;
  std::map<std::string, model::Missing, std::less<>> placeholders;
  std::vector<std::u32string> approximate, negative;
};

// Of the lexicon that was asked for last; a run reads by one.
const NumberWords& words_of(const model::Lexicon& lexicon) {
  thread_local std::optional<std::pair<LexiconIdentity, NumberWords>> kept;
  const LexiconIdentity identity(lexicon);
  if (!kept || kept->first != identity) kept.emplace(identity, NumberWords(lexicon));
  return kept->second;
}

void trim(std::u32string_view& text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
}

bool is_mark(char32_t c) { return is_digit(c) || c == U',' || c == U'.' || c == U'_'; }

std::string utf8(std::u32string_view text) {
  std::string result;
  for (const char32_t c : text) append_utf8(result, c);
  return result;
}

// Digits in groups: "1,234,567.89", "45 602 422.80". One kind of separator, three digits in every group but the first. Consumes
// as much as belongs to the number; nothing where the grouping is none.
std::optional<std::string> read_digits(std::u32string_view& text) {
  std::string plain;
  std::size_t at = 0;
  char32_t separator = 0;
  std::size_t group = 0;  // digits since the last separator
  for (; at < text.size(); ++at) {
    const char32_t c = text[at];
    if (is_digit(c)) {
      plain += static_cast<char>(c);
      ++group;
    } else if ((c == U',' || c == U' ') && at + 1 < text.size() && is_digit(text[at + 1])) {
      if (group == 0 || group > 3 || (separator && (c != separator || group != 3))) return std::nullopt;
      separator = c;
      group = 0;
    } else {
      break;
    }
  }
  if (separator && group != 3) return std::nullopt;
  if (at < text.size() && text[at] == U'.') {
    plain += '.';
    for (++at; at < text.size() && is_digit(text[at]); ++at) plain += static_cast<char>(text[at]);
  }
  if (plain.empty() || plain == ".") return std::nullopt;
  if (at + 1 < text.size() && (text[at] == U'e' || text[at] == U'E')) {
    std::size_t exponent = at + 1;
    if (text[exponent] == U'+' || text[exponent] == U'-') ++exponent;
    if (exponent < text.size() && is_digit(text[exponent])) {
      plain += 'e';
      for (++at; at < text.size() && (is_digit(text[at]) || at < exponent); ++at) plain += static_cast<char>(text[at]);
    }
  }
  text.remove_prefix(at);
  return plain;
}

// Removes one sign of negation; false where there is none.
bool take_negative(std::u32string_view& text, const NumberWords& words) {
  if (text.starts_with(U'-')) {
    text.remove_prefix(1);
    return true;
  }
  for (const std::u32string& sign : words.negative) {
    if (sign.empty() || !text.starts_with(sign)) continue;
    text.remove_prefix(sign.size());
    return true;
  }
  return false;
}

// What stands behind the number: nothing, a percent sign, or a unit; false where it is part of no unit (more digits, signs).
bool take_tail(std::u32string_view tail, const NumberWords& words, NumberText& number) {
  trim(tail);
  if (tail.size() > 2 && tail.front() == U'(' && tail.back() == U')') tail = tail.substr(1, tail.size() - 2);
  trim(tail);
  if (tail.empty()) return true;
  if (tail == U"%" || tail == U"\u2030") {
    number.percent = true;
    if (tail.front() != U'%') number.value = number.value.shifted(-1);
    return true;
  }
  // Digits of either kind are the rest of a number that was not understood.
  if (std::any_of(tail.begin(), tail.end(), [&](char32_t c) {
        return is_mark(c) || words.signs.digit(c) || c == U'-' || c == U'+' || c == U'(' || c == U')';
      })) {
    return false;
  }
  number.unit = fold(utf8(tail));
  return true;
}

NumberText read_signed(std::u32string_view text, const NumberWords& words) {
  NumberText number;
  bool negative = false;
  // (123) is -123; (-123) says it twice and is refused.
  if (text.size() > 2 && text.front() == U'(') {
    const std::size_t close = text.find(U')');
    if (close == std::u32string_view::npos) return number;
    std::u32string_view inside = text.substr(1, close - 1);
    trim(inside);
    const auto digits = read_digits(inside);
    if (!digits || !inside.empty()) return number;
    const auto value = model::Decimal::parse(*digits);
    if (!value) return number;
    number.value = {-value->mantissa, value->exponent};
    if (take_tail(text.substr(close + 1), words, number)) number.kind = Kind::number;
    return number;
  }
  if (text.starts_with(U'+')) {
    text.remove_prefix(1);
  } else {
    negative = take_negative(text, words);
  }
  trim(text);
  std::optional<model::Decimal> value;
  bool exponent = false;
  if (!text.empty() && (is_digit(text.front()) || text.front() == U'.')) {
    const auto digits = read_digits(text);
    if (digits) value = model::Decimal::parse(*digits);
    if (digits) exponent = digits->find('e') != std::string::npos;
  } else if (const auto numeral = read_chinese_numeral(text, words.signs)) {
    value = model::Decimal::parse(std::to_string(numeral->value));
    text.remove_prefix(numeral->length);
  }
  if (!value) return number;
  number.rounded = exponent && value->exponent > 0;
  number.value = negative ? model::Decimal{-value->mantissa, value->exponent} : *value;
  if (take_tail(text, words, number)) number.kind = Kind::number;
  return number;
}

// "about 1000", "1000 or so": the word stands before or behind, and what is left is a number. More than three such words are no
// number that anybody wrote, and each could be taken off in any order.
bool is_approximate(std::u32string_view text, const NumberWords& words, int most = 3) {
  for (const std::u32string& word : words.approximate) {
    if (word.empty() || text.size() <= word.size()) continue;
    std::u32string_view rest = text;
    if (rest.starts_with(word) && word != U"+") {
      rest.remove_prefix(word.size());
    } else if (const std::size_t at = rest.rfind(word); at != std::u32string_view::npos && at > 0) {
      // Behind the digits, before or after the unit: no digit follows it.
      const std::u32string_view behind = rest.substr(at + word.size());
      if (std::any_of(behind.begin(), behind.end(), is_digit)) continue;
      rest = rest.substr(0, at);
    } else {
      continue;
    }
    trim(rest);
    if (read_signed(rest, words).kind == Kind::number || (most > 1 && is_approximate(rest, words, most - 1))) return true;
  }
  return false;
}

// A tab or a line end between two digits parts two numbers, which no space within one does.
bool parts_digits_by_line(std::string_view text) {
  constexpr std::string_view kLineSpaces = "\t\n\v\f\r";
  if (text.find_first_of(kLineSpaces) == std::string_view::npos) return false;
  bool after_digit = false, parted = false;
  for (const char32_t c : to_utf32(text)) {
    const bool digit = is_digit(narrow(c));
    if (digit && parted) return true;
    if (c < 0x80 && kLineSpaces.find(static_cast<char>(c)) != std::string_view::npos) {
      parted = after_digit;
    } else if (!is_space(narrow(c))) {
      after_digit = digit;
      parted = false;
    }
  }
  return false;
}

// Most cells of text hold a plain ASCII number.
std::optional<NumberText> read_plain(std::string_view text) {
  for (const char c : text) {
    if ((c < '0' || c > '9') && c != '.' && c != '-') return std::nullopt;
  }
  const auto value = model::Decimal::parse(text);
  if (!value) return std::nullopt;
  NumberText number;
  number.kind = Kind::number;
  number.value = *value;
  return number;
}

}  // namespace

NumberText read_number(std::string_view text, const model::Lexicon& lexicon) {
  if (!text.empty()) {
    if (const auto plain = read_plain(text)) return *plain;
  }
  const NumberWords& words = words_of(lexicon);
  NumberText number;
  const std::string folded = fold(text);
  if (folded.empty()) {
    number.kind = Kind::missing;
    number.missing = model::Missing::blank;
    return number;
  }
  if (const auto placeholder = words.placeholders.find(folded); placeholder != words.placeholders.end()) {
    number.kind = Kind::missing;
    number.missing = placeholder->second;
    return number;
  }
  if (text.size() > kLongest) return number;
  const std::u32string wide = narrowed(text);
  std::u32string_view rest = wide;
  trim(rest);
  if (parts_digits_by_line(text)) return number;
  if (rest.starts_with(U'\'')) rest.remove_prefix(1);  // that a cell shall hold text
  number = read_signed(rest, words);
  const bool by_program = number.rounded && std::abs(number.value.to_double()) >= kRoundedByPrograms;
  // A word such as "more than" behind a number would pass for its unit.
  if (by_program || is_approximate(rest, words)) {
    number = NumberText{};
    number.kind = Kind::approximate;
  }
  return number;
}

}  // namespace huibiao::text
