#include "text/period.hpp"

#include <algorithm>
#include <bitset>
#include <optional>
#include <string>

#include "text/chinese_numeral.hpp"
#include "text/code_points.hpp"
#include "text/lexicon_identity.hpp"

namespace huibiao::text {
namespace {

constexpr int kEarliestYear = 1990;
constexpr int kLatestYear = 2099;

std::vector<std::u32string> narrowed_all(const std::vector<std::string>& words) {
  std::vector<std::u32string> result;
  for (const std::string& word : words) result.push_back(narrowed(word));
  std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return result;
}

std::vector<std::vector<std::u32string>> spellings(const std::vector<std::string>& lists) {
  std::vector<std::vector<std::u32string>> result;
  for (const std::string& list : lists) {
    std::vector<std::string> words;
    for (std::size_t start = 0; start <= list.size();) {
      const std::size_t end = std::min(list.find(' ', start), list.size());
      if (end > start) words.push_back(list.substr(start, end - start));
      start = end + 1;
    }
    result.push_back(narrowed_all(words));
  }
  return result;
}

struct TimeWords {
  explicit TimeWords(const model::Lexicon& lexicon)
      : signs(lexicon),
        year(narrowed_all(lexicon["year"])),
        month(narrowed_all(lexicon["month"])),
        day(narrowed_all(lexicon["day"])),
        ranges(narrowed_all(lexicon["range_signs"])),
        quarters(spellings(lexicon["quarter_names"])),
        halves(spellings(lexicon["half_years"])) {
    for (char32_t c = U'0'; c <= U'9'; ++c) starts[c] = true;
    for (const char32_t c : signs.digits_and_tens())
      if (c < starts.size()) starts[c] = true;
    for (const auto* lists : {&quarters, &halves}) {
      for (const auto& words : *lists) {
        for (const std::u32string& word : words) {
          if (!word.empty() && word.front() < starts.size()) starts[word.front()] = true;
        }
      }
    }
  }

  // Whether a mention may begin with that character: most do not.
  bool may_begin(char32_t c) const { return c < starts.size() && starts[c]; }

  NumeralSigns signs;
  std::vector<std::u32string> year, month, day, ranges;
  std::vector<std::vector<std::u32string>> quarters, halves;
  std::bitset<0x10000> starts;
};

// Of the lexicon that was asked for last; a run reads by one.
const TimeWords& words_of(const model::Lexicon& lexicon) {
  thread_local std::optional<std::pair<LexiconIdentity, TimeWords>> kept;
  const LexiconIdentity identity(lexicon);
  if (!kept || kept->first != identity) kept.emplace(identity, TimeWords(lexicon));
  return kept->second;
}

// A mention of a day, or of a period; `end` is one past its last character.
struct Found {
  std::optional<model::Date> date;  // year 0 where none was said
  std::optional<model::Period> period;
  std::size_t end = 0;
  bool cumulative = false;  // written as a range of months from January
};

class TimeReader {
 public:
  TimeReader(std::u32string text, const TimeWords& words) : text_(std::move(text)), words_(words) {}

  // What begins at that character, if anything.
  std::optional<Found> read(std::size_t at) const {
    if (!words_.may_begin(text_[at])) return std::nullopt;
    if (at > 0 && (is_digit(text_[at - 1]) || words_.signs.digit(text_[at - 1])) &&
        (is_digit(text_[at]) || words_.signs.digit(text_[at]))) {
      return std::nullopt;  // the middle of a longer number
    }
    if (auto found = read_run_of_digits(at)) return found;
    if (auto found = read_with_year(at)) return found;
    return read_months(at, 0, false);
  }

 private:
  char32_t character(std::size_t at) const { return at < text_.size() ? text_[at] : U'\0'; }

  std::size_t skip_spaces(std::size_t at) const {
    while (is_space(character(at))) ++at;
    return at;
  }

  // The length of the word of the list that stands there, 0 where none does.
  std::size_t word(std::size_t at, const std::vector<std::u32string>& list) const {
    for (const std::u32string& entry : list) {
      if (!entry.empty() && std::u32string_view(text_).substr(std::min(at, text_.size())).starts_with(entry)) return entry.size();
    }
    return 0;
  }

  std::size_t digits_at(std::size_t at) const {
    std::size_t count = 0;
    while (is_digit(character(at + count))) ++count;
    return count;
  }

  int value_of(std::size_t at, std::size_t count) const {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) value = value * 10 + static_cast<int>(text_[i] - U'0');
    return value;
  }

  // One or two digits, or a Chinese numeral up to 31.
  std::optional<int> small_number(std::size_t& at) const {
    if (const std::size_t count = digits_at(at)) {
      if (count > 2) return std::nullopt;
      const int value = value_of(at, count);
      at += count;
      return value;
    }
    const auto digit = words_.signs.digit(character(at));
    const auto power = words_.signs.power(character(at));
    if (digit && *digit > 0) {
      if (words_.signs.power(character(at + 1)) == 1) {
        const auto unit = words_.signs.digit(character(at + 2));
        at += unit ? 3 : 2;
        return *digit * 10 + unit.value_or(0);
      }
      ++at;
      return *digit;
    }
    if (power == 1) {
      const auto unit = words_.signs.digit(character(at + 1));
      at += unit ? 2 : 1;
      return 10 + unit.value_or(0);
    }
    return std::nullopt;
  }

  static bool is_year(int year) { return year >= kEarliestYear && year <= kLatestYear; }
  static bool is_month(int month) { return month >= 1 && month <= 12; }

  // 202603, 20260308: six or eight digits and no more.
  std::optional<Found> read_run_of_digits(std::size_t at) const {
    const std::size_t count = digits_at(at);
    if (count != 6 && count != 8) return std::nullopt;
    const int year = value_of(at, 4), month = value_of(at + 4, 2);
    if (!is_year(year) || !is_month(month)) return std::nullopt;
    Found found;
    found.end = at + count;
    if (count == 6) {
      found.period = model::Period::month(year, month);
    } else {
      found.date = model::Date{year, month, value_of(at + 6, 2)};
      if (!model::exists(*found.date)) return std::nullopt;
    }
    return found;
  }

  // Four digits, or four Chinese digits, or two digits directly before the word for year.
  std::optional<int> read_year(std::size_t& at) const {
    if (const std::size_t count = digits_at(at)) {
      if (count != 4 && !(count == 2 && word(at + 2, words_.year))) return std::nullopt;
      const int year = value_of(at, count) + (count == 2 ? 2000 : 0);
      if (!is_year(year)) return std::nullopt;
      at += count;
      return year;
    }
    int year = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const auto digit = words_.signs.digit(character(at + i));
      if (!digit) return std::nullopt;
      year = year * 10 + *digit;
    }
    if (!is_year(year) || !word(at + 4, words_.year)) return std::nullopt;
    at += 4;
    return year;
  }

  std::optional<Found> read_with_year(std::size_t start) const {
    std::size_t at = start;
    const auto year = read_year(at);
    if (!year) return std::nullopt;
    const bool two_digits = at - start == 2;
    const std::size_t gap = skip_spaces(at);
    if (const std::size_t length = word(gap, words_.year)) {
      at = gap + length;
      if (auto found = read_months(skip_spaces(at), *year, true)) return found;
      if (two_digits) return std::nullopt;  // "26 years" is no year
      return Found{std::nullopt, model::Period::whole_year(*year), at};
    }
    return read_with_separator(at, *year);
  }

  // 2023-2024 with the word for year behind it: the first year is meant as much as the second.
  bool begins_range_of_years(std::size_t at) const {
    std::size_t next = at + word(at, words_.ranges);
    if (next == at) return false;
    const auto last = read_year(next);
    return last && word(skip_spaces(next), words_.year) > 0;
  }

  // 2026.3, 2026-03, 2026/3/8, 2026-Q1, 2026Q1, 2026-01~02.
  std::optional<Found> read_with_separator(std::size_t at, int year) const {
    if (begins_range_of_years(at)) return Found{std::nullopt, model::Period::whole_year(year), at};
    const char32_t separator = character(at);
    if (separator == U'.' || separator == U'-' || separator == U'/') ++at;
    if (character(at) == U'Q' || character(at) == U'q') {
      const int quarter = digits_at(at + 1) == 1 ? value_of(at + 1, 1) : 0;
      if (quarter < 1 || quarter > 4) return std::nullopt;
      return Found{std::nullopt, model::Period::quarter(year, quarter), at + 2};
    }
    if (separator != U'.' && separator != U'-' && separator != U'/') return std::nullopt;
    const std::size_t count = digits_at(at);
    if (count == 0 || count > 2) return std::nullopt;
    const int month = value_of(at, count);
    if (!is_month(month)) return std::nullopt;
    at += count;
    if (character(at) == separator && digits_at(at + 1) >= 1 && digits_at(at + 1) <= 2) {
      const model::Date date{year, month, value_of(at + 1, digits_at(at + 1))};
      if (!model::exists(date)) return std::nullopt;
      return Found{date, std::nullopt, at + 1 + digits_at(at + 1)};
    }
    std::size_t last_at = at + word(at, words_.ranges);
    if (last_at > at) {
      const auto last = small_number(last_at);
      if (last && is_month(*last) && *last > month) {
        last_at += word(last_at, words_.month);
        return Found{std::nullopt, model::Period{year, month, *last}, last_at, month == 1};
      }
    }
    at += word(at, words_.month);
    return Found{std::nullopt, model::Period::month(year, month), at};
  }

  // A month, a range of months, a quarter or half a year; with a year before it spaces may stand between.
  std::optional<Found> read_months(std::size_t at, int year, bool spaced) const {
    for (std::size_t i = 0; i < words_.quarters.size(); ++i) {
      if (const std::size_t length = word(at, words_.quarters[i])) {
        return Found{std::nullopt, model::Period::quarter(year, static_cast<int>(i) + 1), at + length};
      }
    }
    for (std::size_t i = 0; i < words_.halves.size(); ++i) {
      if (const std::size_t length = word(at, words_.halves[i])) {
        const int first = i == 0 ? 1 : 7;
        return Found{std::nullopt, model::Period{year, first, first + 5}, at + length, first == 1};
      }
    }
    const auto first = small_number(at);
    if (!first || !is_month(*first)) return std::nullopt;
    int last = *first;
    bool ranged = false;
    if (spaced) at = skip_spaces(at);
    const std::size_t first_word = word(at, words_.month);
    std::size_t after_range = at + first_word;
    if (const std::size_t length = word(after_range, words_.ranges)) {
      std::size_t next = after_range + length;
      const auto second = small_number(next);
      // "From January to January" heads the cumulative column of January's table.
      const bool forward = second && (*second > *first || (*second == 1 && *first == 1));
      if (forward && is_month(*second) && word(next, words_.month)) {
        last = *second;
        ranged = true;
        at = next;
      }
    }
    const std::size_t length = word(at, words_.month);
    if (!length) return std::nullopt;
    at += length;
    if (!ranged) {
      std::size_t day_at = spaced ? skip_spaces(at) : at;
      const auto day = small_number(day_at);
      if (day && *day >= 1 && *day <= 31) {
        const std::size_t day_word = word(spaced ? skip_spaces(day_at) : day_at, words_.day);
        if (day_word) return Found{model::Date{year, *first, *day}, std::nullopt, skip_spaces(day_at) + day_word};
      }
    }
    return Found{std::nullopt, model::Period{year, *first, last}, at, *first == 1 && ranged};
  }

  std::u32string text_;
  const TimeWords& words_;
};

// Walks the text once and hands over everything found, with its place in bytes.
template <class Take>
void scan(std::string_view text, const model::Lexicon& lexicon, Take take) {
  const std::vector<CodePoint> points = code_points(text);
  std::u32string narrow_text;
  narrow_text.reserve(points.size());
  for (const CodePoint& point : points) narrow_text += narrow(point.value);
  const TimeReader reader(std::move(narrow_text), words_of(lexicon));
  const auto byte = [&](std::size_t index) { return index < points.size() ? points[index].offset : text.size(); };
  for (std::size_t at = 0; at < points.size();) {
    const auto found = reader.read(at);
    if (!found) {
      ++at;
      continue;
    }
    take(*found, byte(at), byte(found->end));
    at = found->end;
  }
}

}  // namespace

std::vector<PeriodMention> find_periods(std::string_view text, const model::Lexicon& lexicon) {
  std::vector<PeriodMention> mentions;
  scan(text, lexicon, [&](const Found& found, std::size_t begin, std::size_t end) {
    if (!found.period) return;
    mentions.push_back({*found.period, found.cumulative, begin, end - begin});
  });
  return mentions;
}

std::optional<model::Period> range_without_words(std::string_view text, const model::Lexicon& lexicon) {
  const TimeWords& words = words_of(lexicon);
  std::u32string bare;
  for (const CodePoint& point : code_points(text)) {
    if (!is_space(narrow(point.value))) bare += narrow(point.value);
  }
  const auto months_to = [](std::u32string_view digits) -> std::optional<model::Period> {
    if (digits.empty() || digits.size() > 2) return std::nullopt;
    int last = 0;
    for (const char32_t c : digits) {
      if (!is_digit(c)) return std::nullopt;
      last = last * 10 + static_cast<int>(c - U'0');
    }
    return last >= 2 && last <= 12 ? std::optional(model::Period{0, 1, last}) : std::nullopt;
  };
  if (bare.starts_with(U'1')) {
    for (const std::u32string& sign : words.ranges) {
      if (!sign.empty() && std::u32string_view(bare).substr(1).starts_with(sign))
        return months_to(std::u32string_view(bare).substr(1 + sign.size()));
    }
  }
  const auto found = bare.empty() ? std::nullopt : TimeReader(bare, words).read(0);
  if (!found || !found->date || found->end != bare.size() || found->date->month != 1) return std::nullopt;
  if (found->date->day < 2 || found->date->day > 12) return std::nullopt;
  return model::Period{0, 1, found->date->day};
}

std::optional<model::Date> find_date(std::string_view text, const model::Lexicon& lexicon) {
  std::optional<model::Date> date;
  scan(text, lexicon, [&](const Found& found, std::size_t, std::size_t) {
    if (!date && found.date && found.date->year != 0 && model::exists(*found.date)) date = found.date;
  });
  return date;
}

}  // namespace huibiao::text
