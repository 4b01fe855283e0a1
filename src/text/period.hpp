// Periods and dates in titles, headings, sheet names and file names.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/date.hpp"
#include "model/lexicon.hpp"
#include "model/period.hpp"

namespace huibiao::text {

// A period found in a text. A year without a month is one too; a month without a year has year 0, and the caller decides.
struct PeriodMention {
  model::Period period;
  bool cumulative = false;  // a range from January: period.first_month is 1 and the figures run from January
  std::size_t offset = 0;   // of the mention in the text given, bytes
  std::size_t length = 0;
};

// All mentions, in order of appearance: year and month in any width or in Chinese numerals, 2026.3, 2026-03, 202603, ranges of
// months, quarters in words, 2026Q1, two-digit years, a month alone. What is a full date (2026-03-08, 20260308, or in Chinese) is
// not a period and is left out.
std::vector<PeriodMention> find_periods(std::string_view text, const model::Lexicon& lexicon);
// A text that is nothing but January to a later month, without the word for month ("1-3"), or what a spreadsheet program makes of
// it: the third of January, in words or as 2026-01-03. Year 0. Only the place where it stands can tell whether that is meant.
std::optional<model::Period> range_without_words(std::string_view text, const model::Lexicon& lexicon);
// The first full date: in Chinese of any mixture of widths, 2026-03-08, 2026/3/8, 20260308.
std::optional<model::Date> find_date(std::string_view text, const model::Lexicon& lexicon);

}  // namespace huibiao::text
