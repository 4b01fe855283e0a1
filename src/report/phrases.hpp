// The words of the reader's text: each fact that a sentence of the edition may name, as a text and as a number.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "report/reader.hpp"

namespace huibiao::report {

struct Fact {
  std::optional<double> number;  // for conditions
  std::string text;              // "" where nothing can be said
};

class Facts {
 public:
  explicit Facts(const Reader& reader) : reader_(reader) {}

  // Of a name as in model::kPlainFacts, or "verb:indicator" or "verb:ratio".
  const Fact& operator()(const std::string& name);
  // The sentence with its facts filled in, or nothing where its conditions do not hold or a fact has no text.
  std::optional<std::string> say(const model::Phrase& sentence);

 private:
  Fact find(const std::string& name);
  Fact plain(const std::string& name);
  Fact of_indicator(const std::string& verb, const model::Comparison& comparison);
  Fact of_ratio(const std::string& verb, const model::ComparedRatio& ratio);
  Fact growth(const model::Change& change);
  Fact course(const model::Comparison& comparison);
  Fact largest(const model::Comparison& comparison);
  Fact falling(const std::string& indicator);
  Fact province(const model::Comparison& comparison, bool lead);

  const Reader& reader_;
  std::map<std::string, Fact> known_;
};

// With that many decimals, rounded half-up in decimal; never "-0.0".
std::string printed_number(double value, int decimals);

// The growth that the province published for the period, or null.
const model::ProvinceGrowth* province_growth(const Reader& reader, const std::string& indicator);

}  // namespace huibiao::report
