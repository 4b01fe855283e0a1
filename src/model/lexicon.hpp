// The words that the text parsers look for, from mappings/lexicon.toml. No such word stands in the program.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::model {

// Lists of words by name. A list that is asked for and missing is a broken catalogue, found when it is loaded:
// catalogue::load checks that every name of kLexiconLists is there.
struct Lexicon {
  std::map<std::string, std::vector<std::string>, std::less<>> lists;

  const std::vector<std::string>& operator[](std::string_view name) const;
};

// Every list that the program asks for, and what it holds.
struct LexiconList {
  std::string_view name;
  std::string_view holds;
};
inline constexpr LexiconList kLexiconLists[] = {
    {"part_markers", "words that open a part of a whole, at the start of a label: "},
    {"part_signs", "signs that do the same: #"},
    {"star_signs", "signs that mark a row whose name the filler writes"},
    {"item_suffixes", "words that follow an item's name and are not part of it: , ; longest first"},
    {"label_fillers", "blanks and colons between the words of a label, in every width"},
    {"numbering", "patterns (ICU regular expressions, anchored at the start) of the numbering before a label"},
    {"year", "words after a year's digits"},
    {"month", "words after a month's digits"},
    {"quarter", "words after a quarter's digits"},
    {"day", "words after a day's digits"},
    {"half_years", "first and second half of a year"},
    {"quarter_names", "the four quarters in words, in order"},
    {"first_quarters", "the first two, three and four quarters of a year together, in order; spellings parted by a space"},
    {"range_signs", "signs between two months"},
    {"year_ago", "words that put a figure into the year before: , , "},
    {"growth", "words that make a figure a rate of growth: , "},
    {"growth_year_ago", "words of growth over the year before, whole, longest first: what else stands beside them is a measure"},
    {"ticks", "signs that tick a box or an answer"},
    {"open_boxes", "signs of a box that nobody ticked"},
    {"answer_separators", "signs that part an answer from what explains it"},
    {"group_headers", "headers of the column that groups the rows"},
    {"other_months", "words that make a column another month's"},
    {"unit_endings", "endings of what is plainly a unit, known or not: foreign currencies"},
    {"page_marks", "what stands above the header that a new page repeats: its number, that the table goes on"},
    {"note_openings", "how a note between the rows opens"},
    {"other_figures", "words in a label's brackets that make it another figure: planned, last year's, of some enterprises alone"},
    {"label_notes", "notes in a label's brackets that leave the figure what it is: at current prices"},
    {"label_note_openings", "words that may stand before such a note: according to"},
    {"label_note_endings", "words that may follow such a note: supplied, as defined; longest first"},
    {"sample_marks", "words in a title that make a form a sample"},
    {"planned_marks", "words in a title that make its figures planned or expected ones"},
    {"actual_marks", "words that make them actual ones all the same: reached"},
    {"this_year", "headers of this year's figures beside last year's"},
    {"gathering_names", "words in a file's name that say that it gathers several units"},
    {"month_by_name", "words that tie a figure to the month itself"},
    {"cumulative", "words that mark a figure from January on"},
    {"negative_signs", "signs before a negative number, beside the hyphen"},
    {"loss_words", "words around a number that say that it is negative: a loss"},
    {"placeholders_none", "texts that say: nothing of the kind exists , /)"},
    {"placeholders_unknown", "texts that say: a dash, the reason is not known (—, -)"},
    {"placeholders_small", "texts that say: less than half a unit (…)"},
    {"placeholders_not_applicable", "texts that say: does not apply "},
    {"placeholders_pending", "texts that say: will follow , "},
    {"approximate", "words before a number that is not exact "},
    {"digits", "the ten digits as Chinese numerals, zero first; several spellings of one parted by a space"},
    {"powers", "ten, hundred, thousand, ten thousand, hundred million; spellings of one parted by a space"},
    {"annex", "words that open the number of an annex, before a form's title"},
    {"unit_line", "words that open the line that says the unit of a table: "},
    {"unit_name", "words before the name of who reports: "},
    {"filled_on", "words before the date on which the form was sent: "},
    {"correction", "words in a name or title that mark a correction: "},
    {"totals", "labels of a row or column of totals: "},
    {"subtotals", "labels of a subtotal: "},
    {"park_headers", "headers of the column that holds the reporting units' names"},
    {"indicator_headers", "headers of the column that holds the indicators' names"},
    {"unit_headers", "headers of a column of units"},
    {"period_headers", "headers of a column of periods"},
    {"measure_headers", "headers of a column of measures"},
    {"value_headers", "headers of a column of values in a long list"},
    {"remark_headers", "headers of a column of remarks"},
    {"serial_headers", "headers of a column of serial numbers"},
    {"body_suffixes", "bodies that speak for a park, after its whole name: the management committee, the bureau"},
    {"park_suffixes", "what may follow a park's own name: , ,  …; longest first"},
    {"park_prefixes", "what may stand before a park's own name: ,  …"},
    {"place_suffixes", "what may follow a place's name: , , , "},
    {"attachment_words", "words in a picture's or PDF's name that say it is a signed copy: "},
};

}  // namespace huibiao::model
