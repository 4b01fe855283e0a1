#include "workbook/number_format.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "model/utf8.hpp"
#include "workbook/built_in_formats.hpp"

namespace huibiao::workbook {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool starts_with(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    if (lower(text[i]) != prefix[i]) return false;
  }
  return true;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// "[h]", "[mm]", "[ss]" without the brackets.
bool is_elapsed(std::string_view bracket) {
  if (bracket.empty()) return false;
  const char unit = lower(bracket.front());
  if (unit != 'h' && unit != 'm' && unit != 's') return false;
  for (const char c : bracket) {
    if (lower(c) != unit) return false;
  }
  return true;
}

// Bytes of a sign and the whole character behind it.
std::size_t escaped_size(std::string_view code) {
  std::size_t size = 2;
  while (size < code.size() && model::continues_character(code[size])) ++size;
  return std::min(size, code.size());
}

// One section of a format, read from left to right.
class Section {
 public:
  // Takes the section off the front of the code.
  void read(std::string_view& code) {
    while (!code.empty() && code.front() != ';') read_token(code);
    if (!code.empty()) code.remove_prefix(1);
  }

  bool date() const { return date_; }
  bool text() const { return text_ && !placeholder_; }
  bool coloured() const { return coloured_; }
  bool shows_number() const { return placeholder_; }
  // A condition other than the number's sign.
  bool conditional() const { return !condition_.empty() && condition_ != ">0" && condition_ != ">=0" && !for_negatives(); }
  bool for_negatives() const { return condition_ == "<0" || condition_ == "<=0"; }

  model::ShownNumber shown() const {
    model::ShownNumber shown;
    shown.percent = percent_;
    shown.thousands = commas_before_point_ + commas_;
    // No digit of the number is shown, under no condition.
    shown.blank = !placeholder_ && !text_ && !date_ && !conditional();
    shown.before = trimmed(before_);
    shown.behind = trimmed(literal_);
    if (!placeholder_) return shown;
    shown.other_digits = inner_.find_first_not_of(" /") != std::string::npos || holds_digit(before_) || holds_digit(literal_);
    shown.negative = signed_();
    return shown;
  }

 private:
  void read_token(std::string_view& code) {
    const char c = code.front();
    if (starts_with(code, "general")) return placeholder(code, 7);
    if (starts_with(code, "g/")) return local_general(code);
    if (c == '"') return quoted(code);
    if (c == '[') return bracket(code);
    if (c == '\\' || c == '!') return escaped(code);
    if (c == '_' || c == '*') return code.remove_prefix(escaped_size(code));  // a blank as wide as the next; a filler
    if (c == '0' || c == '#' || c == '?') return placeholder(code, 1);
    if (starts_with(code, "am/pm") || starts_with(code, "a/p")) {
      date_ = true;
      return code.remove_prefix(starts_with(code, "am/pm") ? 5 : 3);
    }
    if (starts_with(code, "aaa")) date_ = true;  // the day of the week
    if (c == 'E' && code.size() > 1 && (code[1] == '+' || code[1] == '-')) return code.remove_prefix(2);
    code.remove_prefix(1);
    plain(c);
  }

  void plain(char c) {
    switch (lower(c)) {
      case 'y':
      case 'm':
      case 'd':
      case 'h':
      case 's':
      case 'e':  // the year of an era
        date_ = true;
        return;
      case 'g':
      case 'b':
        return;  // an era's name; they never stand alone
      case '%':
        percent_ = true;
        return;
      case '@':
        text_ = true;
        return;
      case ',':
        ++commas_;  // until a digit shows that it parted thousands
        return;
      case '.':
        commas_before_point_ += commas_;  // no digit parts them from the point: they scale
        commas_ = 0;
        return;
      default:
        literal(std::string_view(&c, 1));
    }
  }

  void placeholder(std::string_view& code, std::size_t size) {
    code.remove_prefix(size);
    (placeholder_ ? inner_ : before_) += literal_;
    placeholder_ = true;
    commas_ = 0;       // they parted thousands
    literal_.clear();  // it stood before or within the number
  }

  static bool holds_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

  // A minus, a bracket or a triangle before the number, or a minus or a triangle right behind it.
  bool signed_() const {
    for (const std::string_view sign : {"(", "\uFF08", "-", "\u2212", "\uFF0D", "\u25B3", "\u25B2"}) {
      if (before_.find(sign) != std::string::npos) return true;
      if (sign != "(" && sign != "\uFF08" && trimmed(literal_).starts_with(sign)) return true;
    }
    return false;
  }

  // "G/" and a word of the writer's language: General.
  void local_general(std::string_view& code) {
    std::size_t size = 2;
    while (size < code.size() && static_cast<unsigned char>(code[size]) >= 0x80) ++size;
    // The word is four characters of three bytes in Chinese; what follows is the unit.
    placeholder(code, std::min<std::size_t>(size, 2 + 12));
  }

  void quoted(std::string_view& code) {
    const std::size_t end = code.find('"', 1);
    literal(code.substr(1, end == std::string_view::npos ? end : end - 1));
    code.remove_prefix(end == std::string_view::npos ? code.size() : end + 1);
  }

  void escaped(std::string_view& code) {
    const std::size_t size = escaped_size(code);
    literal(code.substr(1, size - 1));
    code.remove_prefix(size);
  }

  // A colour, a condition, elapsed time, or "[$text-locale]".
  void bracket(std::string_view& code) {
    const std::size_t end = code.find(']');
    const std::string_view inside = code.substr(1, end == std::string_view::npos ? end : end - 1);
    if (is_elapsed(inside)) date_ = true;
    if (!inside.empty() && inside.front() == '$') {
      literal(inside.substr(1, inside.rfind('-') - 1));
    } else if (!inside.empty() && (inside.front() == '<' || inside.front() == '>' || inside.front() == '=')) {
      condition_ = inside;
    } else {
      coloured_ = true;
    }
    code.remove_prefix(end == std::string_view::npos ? code.size() : end + 1);
  }

  void literal(std::string_view text) { literal_ += text; }

  bool date_ = false;
  bool percent_ = false;
  bool text_ = false;
  bool placeholder_ = false;
  bool coloured_ = false;
  int commas_ = 0;  // behind the last digit
  int commas_before_point_ = 0;
  std::string literal_, before_, inner_, condition_;
};

}  // namespace

model::NumberFormat classify_format(std::string_view code) {
  model::NumberFormat format;
  format.code = std::string(code);
  std::array<Section, 3> sections;  // for positive numbers, negative ones and zero, unless they state conditions
  std::array<std::string_view, 3> written;
  std::size_t count = 0;
  while (!code.empty()) {
    Section section;
    const std::string_view rest = code;
    section.read(code);
    if (section.date() && !section.text()) format.date = true;
    if (section.text() || count == sections.size()) continue;
    written[count] = rest.substr(0, rest.size() - code.size());
    if (written[count].ends_with(';')) written[count].remove_suffix(1);
    sections[count++] = std::move(section);
  }
  if (format.date || count == 0) return format;
  if (count > 1 && sections[0].for_negatives()) {
    std::swap(sections[0], sections[1]);
    std::swap(written[0], written[1]);
  }
  const auto end = sections.begin() + count;
  if (count > 1 && std::none_of(sections.begin(), end, [](const Section& section) { return section.conditional(); })) {
    format.positive = sections[0].shown();
    format.negative = sections[1].shown();
    // A colour of its own tells a negative number.
    if (sections[1].coloured() && written[0] != written[1]) format.negative.negative = true;
    return format;
  }
  // One section shows all numbers, or any may show any: the first with a number speaks for all.
  const auto first = std::find_if(sections.begin(), end, [](const Section& section) { return section.shows_number(); });
  format.positive = (first == end ? sections[0] : *first).shown();
  for (auto section = sections.begin(); section != end; ++section)
    format.positive.other_digits = format.positive.other_digits || section->shown().other_digits;
  format.negative = format.positive;
  format.negative.negative = true;
  return format;
}

std::string_view built_in_format(unsigned id) { return id < kBuiltInFormats.size() ? kBuiltInFormats[id] : std::string_view{}; }

}  // namespace huibiao::workbook
