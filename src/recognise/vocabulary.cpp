#include "recognise/vocabulary.hpp"

#include <algorithm>

#include "recognise/words.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

constexpr std::size_t kKeptTexts = 20'000;  // distinct texts; official forms repeat a few hundred

struct HeaderList {
  const char* list;
  Header header;
};
// A word in two lists is the first one's; columns of parks are known by what they hold as well.
constexpr HeaderList kHeaderLists[] = {{"indicator_headers", Header::indicator}, {"group_headers", Header::group},
                                       {"unit_headers", Header::unit},           {"park_headers", Header::park},
                                       {"remark_headers", Header::remark},       {"serial_headers", Header::serial},
                                       {"period_headers", Header::period},       {"measure_headers", Header::measure},
                                       {"value_headers", Header::value},         {"this_year", Header::value}};

// Removes every occurrence of the words; true where there was one.
bool remove_words(std::string& text, const std::vector<std::string>& words) {
  bool removed = false;
  for (const std::string& word : words) {
    for (std::size_t at; (at = text.find(word)) != std::string::npos;) {
      text.erase(at, word.size());
      removed = true;
    }
  }
  return removed;
}

}  // namespace

Vocabulary::Vocabulary(const model::Catalogue& catalogue)
    : catalogue_(catalogue),
      names_(catalogue),
      labels_(std::make_unique<text::LabelReader>(catalogue.lexicon)),
      year_ago_(compact_all(catalogue.lexicon["year_ago"])),
      cumulative_(compact_all(catalogue.lexicon["cumulative"])),
      growth_(compact_all(catalogue.lexicon["growth"])),
      year_growth_(compact_all(catalogue.lexicon["growth_year_ago"])),
      other_months_(compact_all(catalogue.lexicon["other_months"])),
      note_openings_(catalogue.lexicon["note_openings"]),
      other_figures_(catalogue.lexicon["other_figures"]),
      brackets_(catalogue) {
  const auto add_label = [&](std::string_view printed, std::string_view indicator_id, const std::string& part_of) {
    const model::Indicator* indicator = catalogue.indicator(indicator_id);
    if (!indicator) return;
    const text::Label& label = labels_->read(printed);
    if (label.key.empty()) return;
    if (!label.brackets.empty()) printed_brackets_[label.key].insert(label.brackets);
    std::vector<IndicatorSense>& senses = indicators_[label.key];
    for (IndicatorSense& sense : senses) {
      if (sense.indicator != indicator) continue;
      if (part_of.empty()) sense.part_of.clear();  // known somewhere without its whole
      return;
    }
    senses.push_back({indicator, part_of});
    known_labels_.emplace_back(label.key, std::string(text::fold(printed)));
  };
  for (const model::Form& form : catalogue.forms) {
    for (const model::FormTable& table : form.tables) {
      for (const model::FormRow& row : table.rows) {
        if (row.star) {
          star_labels_.emplace(labels_->read(row.label).key, catalogue.indicator(row.indicator));
        } else {
          add_label(row.label, row.indicator, row.part_of);
        }
      }
      for (const model::FormColumn& column : table.columns) {
        if (column.indicator.empty()) continue;
        own_columns_.insert(catalogue.indicator(column.indicator));
        add_label(without_unit(column.header), column.indicator, "");
        for (const std::string& alias : column.aliases) add_label(without_unit(alias), column.indicator, "");
      }
    }
    add_form(form);
  }
  for (const auto& [key, indicator] : star_labels_) {
    only_star_indicator_ = !only_star_indicator_ || only_star_indicator_ == indicator ? indicator : nullptr;
  }
  // A starless name of a starred indicator is a label like any other.
  for (const model::Indicator& indicator : catalogue.indicators) add_label(indicator.name.zh, indicator.id, "");
  for (const model::LabelAlias& alias : catalogue.label_aliases) add_label(alias.text, alias.indicator, alias.part_of);
  for (const model::Measure& measure : catalogue.measures) {
    measures_.emplace(text::compact(measure.name.zh), measure.id);
    for (const std::string& alias : measure.aliases) measures_.emplace(text::compact(alias), measure.id);
  }
  for (const HeaderList& entry : kHeaderLists) {
    for (const std::string& word : catalogue.lexicon[entry.list]) headers_.emplace(text::compact(word), entry.header);
  }
  for (const model::Industry& industry : catalogue.industries) {
    industries_.emplace(text::compact(industry.name), industry.name);
    for (const std::string& alias : industry.aliases) industries_.emplace(text::compact(alias), industry.name);
  }
  for (const model::Form& form : catalogue.forms) {
    FormRows& rows = form_rows_.emplace_back();
    for (const model::Indicator& indicator : catalogue.indicators) {
      rows.by_indicator.push_back(form.row_of(indicator.id));
      rows.indicators += rows.by_indicator.back() != nullptr;
    }
  }
  for (const model::Form& form : catalogue.forms) titles_.emplace_back(text::compact(form.title), form.id);
  std::sort(titles_.begin(), titles_.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  for (const char* list : {"totals", "subtotals"}) {
    for (const std::string& word : catalogue.lexicon[list]) totals_.emplace(text::compact(word), true);
  }
}

const Meaning& Vocabulary::of(std::string_view text) {
  if (const auto found = worked_out_.find(text); found != worked_out_.end()) return found->second;
  return worked_out_.emplace(std::string(text), work_out(text)).first->second;
}

void Vocabulary::forget_if_large() {
  if (worked_out_.size() > kKeptTexts) worked_out_.clear();
}

Meaning Vocabulary::work_out(std::string_view text) {
  Meaning meaning = of_words(text);
  meaning.unit_text = brackets_.unit_among(meaning.label->brackets);
  if (meaning.unit_text.empty() && meaning.units.empty()) take_unit_behind(text, meaning);
  if (meaning.indicators.empty() && !meaning.star) {
    const std::string folded = text::fold(text);
    meaning.note =
        std::any_of(note_openings_.begin(), note_openings_.end(), [&](const auto& word) { return folded.starts_with(word); });
  }
  return meaning;
}

bool Vocabulary::names_a_rate(std::string_view folded) const {
  return contains_any(folded, growth_) ||
         std::any_of(catalogue_.units.begin(), catalogue_.units.end(), [&](const model::Unit& unit) {
           return unit.dimension == model::kPercent && folded.find(unit.id) != std::string_view::npos;
         });
}

// "Operating revenue, 10,000 yuan" in one cell without brackets: a unit's name behind what is known without it.
bool Vocabulary::take_unit_behind(std::string_view text, Meaning& meaning) {
  const bool named = !meaning.indicators.empty() || meaning.measures();
  if (named) return false;
  const std::string folded = text::fold(text);
  std::size_t cut = 0;
  for (std::size_t start = 0; start < folded.size();) {
    const auto [end, length] = LabelBrackets::next_separator(folded, start);
    if (end < folded.size()) cut = end;
    start = end + length;
  }
  if (cut > 0) {
    const std::string tail = folded.substr(cut + LabelBrackets::next_separator(folded, cut).second);
    Meaning head = of_words(std::string_view(folded).substr(0, cut));
    if (is_unit(tail) && (!head.indicators.empty() || head.star || head.measures() || head.year_growth || head.spans)) {
      meaning = std::move(head);
      meaning.unit_text = tail;
      return true;
    }
  }
  if (meaning.star) return false;
  const std::string& label = meaning.label->key;
  for (const auto& [unit, senses] : brackets_.units()) {
    if (unit.size() >= label.size() || !label.ends_with(unit)) continue;
    const auto sense = indicators_.find(std::string_view(label).substr(0, label.size() - unit.size()));
    if (sense == indicators_.end() || unit.size() <= meaning.unit_text.size()) continue;
    meaning.indicators = sense->second;
    meaning.unit_text = unit;
  }
  return !meaning.indicators.empty();
}

// True where a form or an alias has the label with these very brackets, or with none.
bool Vocabulary::is_printed(const text::Label& label) const {
  if (label.brackets.empty()) return true;
  const auto known = printed_brackets_.find(label.key);
  return known != printed_brackets_.end() && known->second.contains(label.brackets);
}

// Notes, units and periods behind an indicator's name.
void Vocabulary::take_brackets(const text::Label& label, Meaning& meaning) const {
  const std::string& brackets = label.brackets;
  const auto known = printed_brackets_.find(label.key);
  const auto printed = [&](const std::string& piece) {
    return known != printed_brackets_.end() && known->second.contains(piece);
  };
  for (std::size_t start = 0; start <= brackets.size();) {
    const auto [end, length] = LabelBrackets::next_separator(brackets, start);
    const std::string piece = brackets.substr(start, end - start);
    const std::vector<text::PeriodMention> mentions = text::find_periods(piece, catalogue_.lexicon);
    const bool period = mentions.size() == 1 && mentions.front().offset == 0 && mentions.front().length == piece.size();
    const bool changes = !printed(piece) && !brackets_.change_nothing(piece);
    if (period) meaning.periods_within.push_back(mentions.front());
    meaning.narrowed |= changes;
    meaning.narrowed_header |= changes && !period;
    start = end + length;
  }
}

Meaning Vocabulary::of_words(std::string_view text) {
  Meaning meaning;
  meaning.label = &labels_->read(text);
  meaning.units = brackets_.units_called(text);
  const std::string key = text::compact(text);
  if (key.empty()) return meaning;
  const std::string& label = meaning.label->key;
  const auto sense = indicators_.find(label);
  // A star behind a known label is a footnote's, not a starred row's.
  const bool printed = sense != indicators_.end() && is_printed(*meaning.label);
  if (sense != indicators_.end() && (printed || !contains_any(meaning.label->brackets, other_figures_))) {
    meaning.indicators = sense->second;
    if (!printed) take_brackets(*meaning.label, meaning);
  }
  if (meaning.label->star && meaning.indicators.empty()) {
    meaning.star = true;
    meaning.item = meaning.label->item;
    meaning.star_indicator = only_star_indicator_;
  } else if (meaning.indicators.empty()) {
    for (const auto& [star_key, indicator] : star_labels_) {
      if (star_key.empty() || !label.ends_with(star_key)) continue;
      meaning.star = true;  // the star was lost, the words that follow the name were not
      meaning.item = label.substr(0, label.size() - star_key.size());
      meaning.star_indicator = indicator;
    }
  }
  if (const auto found = measures_.find(key); found != measures_.end()) {
    meaning.measure = found->second;
  } else if (!label.empty() && label != key) {
    // A header with a unit in brackets behind it.
    if (const auto bare = measures_.find(label); bare != measures_.end()) meaning.measure = bare->second;
  }
  // "The same period a year ago (%)" is no amount of that period.
  if (!meaning.measure.empty() && catalogue_.measure(meaning.measure)->unit.empty() && names_a_rate(text::fold(text))) {
    meaning.measure.clear();
    meaning.growth = true;
  }
  if (meaning.measure.empty() && meaning.indicators.empty()) time_words(text, meaning);
  if (const auto found = headers_.find(key); found != headers_.end()) meaning.header = found->second;
  if (meaning.header == Header::none && label != key) {
    if (const auto found = headers_.find(label); found != headers_.end()) meaning.header = found->second;
  }
  meaning.total = totals_.contains(key) || totals_.contains(label);
  take_parts_of_forms(key, meaning);
  if (meaning.indicators.empty() && !meaning.measures() && meaning.header == Header::none && meaning.units.empty() &&
      !meaning.total) {
    meaning.parks = names_.lookup(text);
  }
  return meaning;
}

// Periods and words of time ("January to March", "the same period a year ago"), and nothing else. A rate of growth over a period
// is not the period.
void Vocabulary::time_words(std::string_view text, Meaning& meaning) const {
  const std::string folded = text::fold(text);
  meaning.growth = std::any_of(growth_.begin(), growth_.end(),
                               [&](const std::string& word) { return folded.find(word) != std::string::npos; });
  if (meaning.growth) return;
  meaning.other_month = std::any_of(other_months_.begin(), other_months_.end(),
                                    [&](const std::string& word) { return folded.find(word) != std::string::npos; });
  if (meaning.other_month) return;
  std::vector<text::PeriodMention> mentions = text::find_periods(folded, catalogue_.lexicon);
  if (mentions.empty()) return bare_range(folded, meaning);
  std::string rest;
  std::size_t from = 0;
  for (const text::PeriodMention& mention : mentions) {
    rest.append(folded, from, mention.offset - from);
    from = mention.offset + mention.length;
  }
  rest.append(folded, from);
  if (const std::size_t bracket = rest.find('('); bracket != std::string::npos) rest.erase(bracket);
  rest = text::compact(rest);
  meaning.year_ago = remove_words(rest, year_ago_);
  meaning.cumulative = remove_words(rest, cumulative_);
  if (rest.empty()) {
    meaning.periods = std::move(mentions);
  } else {
    meaning.year_ago = meaning.cumulative = false;
  }
}

// "1-3", and what spreadsheet programs make of it, with words of time around it.
void Vocabulary::bare_range(std::string text, Meaning& meaning) const {
  const bool year_ago = remove_words(text, year_ago_), cumulative = remove_words(text, cumulative_);
  const auto range = text::range_without_words(text, catalogue_.lexicon);
  if (!range) return;
  meaning.periods.push_back({*range, true, 0, 0});
  meaning.year_ago = year_ago;
  meaning.cumulative = cumulative;
}

const model::Unit* Vocabulary::unit(std::string_view name, std::string_view dimension) {
  for (const model::Unit* unit : of(name).units) {
    if (unit->dimension == dimension) return unit;
  }
  return nullptr;
}

std::string Vocabulary::industry(std::string_view name) const {
  const auto found = industries_.find(text::compact(name));
  return found == industries_.end() ? std::string(name) : found->second;
}

std::string Vocabulary::similar_industry(std::string_view name) const {
  const std::string key = text::compact(name);
  if (key.empty() || industries_.contains(key)) return "";
  const int length = text::edit_distance(key, "");
  std::pair<int, std::string> nearest{length / 3 + 1, ""};
  for (const auto& [known, printed] : industries_) nearest = std::min(nearest, {text::edit_distance(key, known), printed});
  return nearest.second;
}

std::string Vocabulary::form_titled(std::string_view folded) const {
  const std::string key = text::compact(folded);
  for (const auto& [title, id] : titles_) {
    if (key.find(title) != std::string::npos) return id;
  }
  return "";
}

std::vector<std::string> Vocabulary::nearest_labels(std::string_view text, std::size_t count) const {
  const std::string key = text::compact(text);
  std::vector<std::pair<int, const std::string*>> distances;
  for (const auto& [known, printed] : known_labels_) distances.emplace_back(text::edit_distance(key, known), &printed);
  std::sort(distances.begin(), distances.end(),
            [](const auto& a, const auto& b) { return a.first != b.first ? a.first < b.first : *a.second < *b.second; });
  std::vector<std::string> labels;
  for (const auto& [distance, printed] : distances) {
    if (labels.size() == count) break;
    if (std::find(labels.begin(), labels.end(), *printed) == labels.end()) labels.push_back(*printed);
  }
  return labels;
}

}  // namespace huibiao::recognise
