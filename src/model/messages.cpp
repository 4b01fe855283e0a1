#include <algorithm>
#include <array>

#include "model/catalogue.hpp"

namespace huibiao::model {
namespace {

const RuleWording* wording_of(const Catalogue& catalogue, std::string_view language, std::string_view rule) {
  const auto rules = catalogue.rule_wordings.find(language);
  if (rules == catalogue.rule_wordings.end()) return nullptr;
  const auto found = rules->second.find(rule);
  return found == rules->second.end() ? nullptr : &found->second;
}

std::string name_of(const Indicator* indicator, std::string_view id, std::string_view language) {
  return indicator == nullptr ? std::string(id) : indicator->name.in(language);
}

std::string name_of(const Measure* measure, std::string_view id, std::string_view period, std::string_view language) {
  return measure == nullptr ? std::string(id) : measure->name_in(period).in(language);
}

// The name of an indicator ("indicator.<id>") or a measure ("measure.<id>"), or the catalogue's word of that key.
std::string word_of(std::string_view key, std::string_view otherwise, std::string_view period, const Catalogue& catalogue,
                    std::string_view language) {
  constexpr std::string_view kIndicator = "indicator.", kMeasure = "measure.";
  if (key.starts_with(kIndicator))
    if (const Indicator* indicator = catalogue.indicator(key.substr(kIndicator.size()))) return indicator->name.in(language);
  if (key.starts_with(kMeasure))
    if (const Measure* measure = catalogue.measure(key.substr(kMeasure.size()))) return measure->name_in(period).in(language);
  const std::string_view word = catalogue.word(language, key);
  return std::string(word == key ? otherwise : word);
}

// Replaces each [[key]] by its word: an argument may name words among its text. Unknown keys stay.
std::string worded(const std::string& text, std::string_view period, const Catalogue& catalogue, std::string_view language) {
  std::string result;
  std::size_t at = 0;
  for (std::size_t open; (open = text.find("[[", at)) != std::string::npos;) {
    const std::size_t close = text.find("]]", open);
    if (close == std::string::npos) break;
    result.append(text, at, open - at);
    const std::string_view key = std::string_view(text).substr(open + 2, close - open - 2);
    result += word_of(key, std::string_view(text).substr(open, close + 2 - open), period, catalogue, language);
    at = close + 2;
  }
  return result.append(text, at);
}

// The rule's own arguments first, so that they win over where and what the diagnostic is about.
Arguments facts(const Diagnostic& diagnostic, const Catalogue& catalogue, std::string_view language) {
  Arguments all = diagnostic.arguments;
  for (auto& [name, value] : all) {
    value = worded(value, diagnostic.period, catalogue, language);
  }
  all.emplace_back("file", diagnostic.file);
  all.emplace_back("sheet", diagnostic.sheet);
  all.emplace_back("cell", diagnostic.cell ? to_string(*diagnostic.cell) : std::string());
  all.emplace_back("line", std::to_string(diagnostic.line));
  all.emplace_back("park", diagnostic.park);
  all.emplace_back("period", diagnostic.period);
  all.emplace_back("indicator", name_of(catalogue.indicator(diagnostic.indicator), diagnostic.indicator, language));
  all.emplace_back("item", diagnostic.item);
  all.emplace_back("measure", name_of(catalogue.measure(diagnostic.measure), diagnostic.measure, diagnostic.period, language));
  all.emplace_back("submission", diagnostic.submission);
  return all;
}

// Where nothing may be quoted, only what the filer knows: which cell it is about.
bool quotes_nothing(std::string_view pattern) {
  static constexpr std::array<std::string_view, 6> kHarmless = {"{indicator}", "{item}",  "{measure}",
                                                                "{cell}",      "{sheet}", "{period}"};
  for (std::size_t open = 0; (open = pattern.find('{', open)) != std::string_view::npos; ++open) {
    const std::string_view rest = pattern.substr(open);
    if (std::none_of(kHarmless.begin(), kHarmless.end(), [&](std::string_view name) { return rest.starts_with(name); }))
      return false;
  }
  return true;
}

std::string unworded(const Diagnostic& diagnostic) {
  std::string text = diagnostic.rule;
  for (const auto& [name, value] : diagnostic.arguments) text += " " + name + "=" + value;
  return text;
}

std::string_view place_pattern(const Diagnostic& diagnostic) {
  if (diagnostic.cell && !diagnostic.sheet.empty()) return "where.cell";
  if (!diagnostic.sheet.empty()) return "where.sheet";
  if (diagnostic.line > 0) return "where.line";
  return diagnostic.file.empty() ? "" : "where.file";
}

}  // namespace

std::string fill(std::string_view pattern, const Arguments& arguments) {
  std::string text;
  text.reserve(pattern.size() + 32);
  std::size_t at = 0;
  while (at < pattern.size()) {
    const std::size_t open = pattern.find('{', at);
    const std::size_t close = open == std::string_view::npos ? open : pattern.find('}', open);
    if (close == std::string_view::npos) break;
    text += pattern.substr(at, open - at);
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    bool known = false;
    for (const auto& [key, value] : arguments) {
      if (key != name) continue;
      text += value;
      known = true;
      break;
    }
    if (!known) text += pattern.substr(open, close - open + 1);
    at = close + 1;
  }
  text += pattern.substr(at);
  return text;
}

std::string render_message(const Diagnostic& diagnostic, const Catalogue& catalogue, std::string_view language) {
  const RuleWording* wording = wording_of(catalogue, language, diagnostic.rule);
  if (wording == nullptr) return unworded(diagnostic);
  const Arguments arguments = facts(diagnostic, catalogue, language);
  std::string text;
  for (const std::string* part : {&wording->found, &wording->expected, &wording->action}) {
    if (part->empty()) continue;
    if (!text.empty()) text += catalogue.word(language, "message.separator");
    text += fill(*part, arguments);
  }
  if (diagnostic.explanation.empty()) return text;
  text += catalogue.word(language, "message.separator");
  return text + fill(catalogue.word(language, "message.explained"), {{"text", diagnostic.explanation}});
}

WordedMessage word_for_filer(const Diagnostic& diagnostic, const Catalogue& catalogue, std::string_view language) {
  const RuleWording* wording = wording_of(catalogue, language, diagnostic.rule);
  const bool in_general = !diagnostic.argument(kQuotesOthers).empty();
  if (wording == nullptr) return {in_general ? diagnostic.rule : unworded(diagnostic), "", ""};
  const std::string general(catalogue.word(language, "message.not-quoted"));
  const std::string& action = wording->asked.empty() ? wording->action : wording->asked;
  const Arguments arguments = facts(diagnostic, catalogue, language);
  const auto unless_quoting = [&](const std::string& pattern) {
    return in_general && !quotes_nothing(pattern) ? std::string() : fill(pattern, arguments);
  };
  const std::string& found = !in_general ? wording->found : wording->told.empty() ? general : wording->told;
  return {fill(found, arguments), unless_quoting(wording->expected), unless_quoting(action)};
}

std::string render(const Diagnostic& diagnostic, const Catalogue& catalogue, std::string_view language) {
  std::string message = render_message(diagnostic, catalogue, language);
  const std::string_view pattern = place_pattern(diagnostic);
  if (pattern.empty()) return message;
  const std::string_view place = catalogue.word(language, pattern);
  if (place == pattern) return diagnostic.file + ": " + message;
  const std::string where = fill(place, facts(diagnostic, catalogue, language));
  return fill(catalogue.word(language, "message.located"), {{"where", where}, {"message", message}});
}

}  // namespace huibiao::model
