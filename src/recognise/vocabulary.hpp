// What a text means by itself, before anything is known of where it stands: an indicator, a measure, a reporting unit, the header
// of a column. Indexed once from the catalogue; each distinct text is worked out once.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/catalogue.hpp"
#include "recognise/label_brackets.hpp"
#include "recognise/unit_names.hpp"
#include "text/label.hpp"
#include "text/period.hpp"

namespace huibiao::recognise {

// An indicator that a label may name, and the whole it must stand under ("" where it may stand anywhere).
struct IndicatorSense {
  const model::Indicator* indicator = nullptr;
  std::string part_of;
};

enum class Header { none, indicator, group, park, unit, remark, serial, period, measure, value };

// An indicator in one text with its measure, its growth or another header, as the columns of exports say it.
struct CompoundHeader {
  std::vector<IndicatorSense> indicators;  // none: the text is no such header
  std::string measure;
  bool year_growth = false;
  std::string growth_of;
  bool answers = false;
  bool remark = false;
};

struct Meaning {
  const text::Label* label = nullptr;
  std::vector<IndicatorSense> indicators;
  bool star = false;  // a row whose name the filler writes; `item` is the name
  std::string item;
  const model::Indicator* star_indicator = nullptr;  // of such a row; null where several forms' starred rows differ
  std::string measure;                               // id, where the text is exactly a measure's name
  std::vector<text::PeriodMention> periods;          // where the text is nothing but periods and words of time
  bool year_ago = false;                             // … with a word that puts them a year back
  bool cumulative = false;                           // … with a word that makes them cumulative
  bool growth = false;                               // speaks of growth, and is no measure that we know
  bool other_month = false;                          // speaks of the month before, or of another one by name
  bool year_growth = false;                          // growth over the year before, and nothing else but, perhaps, …
  std::string growth_of;                             // … the measure whose growth it is
  bool answers = false;                              // the header of a column of answers from a code list
  bool spans = false;                                // a spanning header of a form that names nothing by itself
  bool carrier = false;                              // the label of a row whose figures are their columns' own
  CompoundHeader compound;
  std::string unit_text;         // the unit in its brackets or behind it, as written; perhaps one that nobody knows
  bool note = false;             // opens as a note does
  bool narrowed = false;         // an indicator with more in its brackets than a unit or what is known to change nothing
  bool narrowed_header = false;  // … than that or a period
  std::vector<text::PeriodMention> periods_within;  // an indicator's: that stand alone in its brackets
  std::vector<std::string> parks;         // official names, where the text is exactly one; several where it is ambiguous
  std::vector<const model::Unit*> units;  // where the text is exactly a unit's name
  Header header = Header::none;
  bool total = false;  // a total or subtotal

  // Says something that a header may say.
  bool understood() const {
    return measures() || answers || !indicators.empty() || !parks.empty() || !units.empty() || header != Header::none ||
           label->key.empty();
  }
  bool measures() const { return !measure.empty() || !periods.empty(); }
};

class Vocabulary {
 public:
  explicit Vocabulary(const model::Catalogue& catalogue);

  // The reference stays valid until the next forget().
  const Meaning& of(std::string_view text);
  // Drops what was kept once it has grown large; call between workbooks.
  void forget_if_large();

  const UnitNames& unit_names() const { return names_; }
  const model::Catalogue& catalogue() const { return catalogue_; }
  text::LabelReader& labels() { return *labels_; }
  const LabelBrackets& brackets() const { return brackets_; }

  // The unit of that name in that dimension, or null; a name may be a unit of several dimensions.
  const model::Unit* unit(std::string_view name, std::string_view dimension);
  bool names_a_rate(std::string_view folded) const;
  // True where any dimension knows the name.
  bool is_unit(std::string_view name) { return !of(name).units.empty(); }
  // The industry's name as it is kept: the catalogue's where it knows the spelling, else the one given.
  std::string industry(std::string_view name) const;
  // A known industry that the name, itself unknown, differs from in no more than a third of its characters; "" where there is
  // none.
  std::string similar_industry(std::string_view name) const;
  // The id of the form whose title stands in that text, the longest title first; "" where none does.
  std::string form_titled(std::string_view folded) const;
  // The row of a form of this catalogue that asks for that indicator, the first of several; null where none does.
  const model::FormRow* row_on(const model::Form& form, const model::Indicator& indicator) const {
    return rows_of(form).by_indicator[static_cast<std::size_t>(&indicator - catalogue_.indicators.data())];
  }
  // True where a form asks for that indicator in a column of its own, whatever the row.
  bool is_column(const model::Indicator& indicator) const { return own_columns_.contains(&indicator); }
  // How many indicators its rows ask for; starred rows ask for one together.
  std::size_t indicators_on(const model::Form& form) const { return rows_of(form).indicators; }
  // Labels most like that text, nearest first.
  std::vector<std::string> nearest_labels(std::string_view text, std::size_t count) const;

 private:
  struct FormRows {
    std::vector<const model::FormRow*> by_indicator;  // by the indicator's place in the catalogue
    std::size_t indicators = 0;
  };
  const FormRows& rows_of(const model::Form& form) const {
    return form_rows_[static_cast<std::size_t>(&form - catalogue_.forms.data())];
  }

  Meaning work_out(std::string_view text);
  Meaning of_words(std::string_view text);
  bool take_unit_behind(std::string_view text, Meaning& meaning);
  void add_form(const model::Form& form);
  std::string without_unit(const std::string& header) const;  // "Amount / 10,000 yuan" without its unit
  void take_parts_of_forms(const std::string& key, Meaning& meaning) const;
  bool take_year_growth(const std::string& label, Meaning& meaning) const;
  void take_compound(const std::string& label, Meaning& meaning) const;
  void take_brackets(const text::Label& label, Meaning& meaning) const;
  void time_words(std::string_view text, Meaning& meaning) const;
  void bare_range(std::string text, Meaning& meaning) const;

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <class Value>
  using ByText = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  const model::Catalogue& catalogue_;
  UnitNames names_;
  std::unique_ptr<text::LabelReader> labels_;
  bool is_printed(const text::Label& label) const;

  ByText<std::vector<IndicatorSense>> indicators_;
  std::unordered_map<std::string, std::set<std::string>, Hash, std::equal_to<>> printed_brackets_;  // by key, of known labels
  ByText<const model::Indicator*> star_labels_;  // key of a starred row whose name is not yet filled in
  ByText<std::string> measures_;
  ByText<Header> headers_;
  ByText<bool> totals_;
  ByText<std::string> industries_;                           // key -> name
  std::vector<std::pair<std::string, std::string>> titles_;  // key of a form's title, its id
  const model::Indicator* only_star_indicator_ = nullptr;
  std::vector<std::pair<std::string, std::string>> known_labels_;  // key, as printed
  std::set<std::string, std::less<>> answer_headers_, spans_, carriers_;
  std::set<const model::Indicator*> own_columns_;
  std::vector<std::string> year_ago_, cumulative_, growth_, year_growth_, other_months_, note_openings_, other_figures_;
  LabelBrackets brackets_;
  std::vector<FormRows> form_rows_;  // by the form's place in the catalogue
  ByText<Meaning> worked_out_;
};

}  // namespace huibiao::recognise
