// What only some forms say: answers, spanning headers, columns that are indicators, growth beside its figure.
#include <algorithm>

#include "recognise/vocabulary.hpp"
#include "recognise/words.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {

std::string Vocabulary::without_unit(const std::string& header) const {
  const std::string folded = text::fold(header);
  const std::size_t slash = folded.rfind('/');
  if (slash == std::string::npos) return header;
  const std::string tail = unit_key(std::string_view(folded).substr(slash + 1));
  const bool unit = std::any_of(catalogue_.units.begin(), catalogue_.units.end(),
                                [&](const model::Unit& known) { return unit_key(known.id) == tail; });
  return unit ? folded.substr(0, slash) : header;
}

// The headers that say no indicator, and the labels of rows that have none.
void Vocabulary::add_form(const model::Form& form) {
  for (const model::FormTable& table : form.tables) {
    const bool answers = std::all_of(table.rows.begin(), table.rows.end(), [&](const model::FormRow& row) {
      const model::Indicator* indicator = catalogue_.indicator(row.indicator);
      return indicator && indicator->nature == model::Nature::answer;
    });
    for (const model::FormRow& row : table.rows) {
      if (row.indicator.empty()) carriers_.insert(labels_->read(row.label).key);
    }
    for (const model::FormColumn& column : table.columns) {
      for (const std::string& above : column.above) spans_.insert(labels_->read(without_unit(above)).key);
      if (column.measure.empty() || !column.indicator.empty()) continue;
      std::vector<std::string> headers = column.aliases;
      headers.push_back(column.header);
      for (const std::string& header : headers) {
        if (answers)
          answer_headers_.insert(text::compact(header));
        else
          measures_.emplace(text::compact(header), column.measure);
      }
    }
  }
}

// What only some forms have: answers, spanning headers, rows whose columns speak, rates of growth, and both of them in one text.
void Vocabulary::take_parts_of_forms(const std::string& key, Meaning& meaning) const {
  const std::string& label = meaning.label->key;
  meaning.answers = answer_headers_.contains(key) || answer_headers_.contains(label);
  meaning.spans = spans_.contains(label);
  meaning.carrier = carriers_.contains(label);
  if (take_year_growth(label, meaning)) return;
  const bool known = !meaning.indicators.empty() || meaning.measures() || meaning.answers || meaning.spans || meaning.carrier ||
                     meaning.star || meaning.total || meaning.header != Header::none || !meaning.units.empty();
  if (!known) take_compound(label, meaning);
}

// Growth over the year before, alone or of a measure that is named beside it.
bool Vocabulary::take_year_growth(const std::string& label, Meaning& meaning) const {
  for (const std::string& words : year_growth_) {
    const std::size_t at = label.find(words);
    if (at == std::string::npos) continue;
    std::string rest = label;
    rest.erase(at, words.size());
    if (const auto of = measures_.find(rest); of != measures_.end() && catalogue_.rate_of(of->second)) {
      meaning.growth_of = of->second;
    } else if (!rest.empty()) {
      return false;
    }
    return meaning.year_growth = true;
  }
  return false;
}

// The longest known label that the text opens or ends with, where the rest is a measure, its growth, or a header of answers or
// notes.
void Vocabulary::take_compound(const std::string& label, Meaning& meaning) const {
  const auto take = [&](std::string_view name, std::string_view rest) {
    const auto senses = indicators_.find(name);
    if (senses == indicators_.end()) return false;
    Meaning growth;
    const auto measure = measures_.find(rest);
    const auto header = headers_.find(rest);
    CompoundHeader said;
    said.year_growth = take_year_growth(std::string(rest), growth);
    said.growth_of = growth.growth_of;
    if (!said.year_growth && measure != measures_.end() && catalogue_.measure(measure->second)->unit.empty())
      said.measure = measure->second;
    said.answers = answer_headers_.contains(rest);
    said.remark = header != headers_.end() && header->second == Header::remark;
    if (!said.year_growth && said.measure.empty() && !said.answers && !said.remark) return false;
    said.indicators = senses->second;
    meaning.compound = std::move(said);
    return true;
  };
  const std::string_view text = label;
  for (std::size_t cut = text.size(); cut-- > 1;) {
    if ((static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) continue;  // within a character
    if (take(text.substr(0, cut), text.substr(cut)) || take(text.substr(text.size() - cut), text.substr(0, text.size() - cut)))
      return;
  }
}

}  // namespace huibiao::recognise
