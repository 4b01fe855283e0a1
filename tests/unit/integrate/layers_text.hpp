// Layers written as text, resolved, and what was decided of them as text again.
#pragma once

#include <algorithm>
#include <sstream>

#include <gtest/gtest.h>

#include "integrate/integrate.hpp"
#include "model/decimal.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::integrate {

using model::Layer;
using model::Missing;
using model::Period;

inline const std::string kPeriod = "2026-03";

// One figure a line: submission, form, printed date (month-day, or - for none), marks, source, row, value.
// form: monthly, quarterly, office. marks, parted by commas: correction, intake=N, answers=SUBMISSION, held, all-held; or -.
// row: indicator, indicator/item, with @measure where it is not `current`.
// value: a number, blank, dash (unknown), none, or unreadable.
inline Layer layer_from_line(const std::string& line) {
  std::istringstream words(line);
  std::string form, date, marks, source, row, value;
  Layer layer;
  words >> layer.submission >> form >> date >> marks >> source >> row >> value;
  layer.observation.source = source;
  EXPECT_FALSE(value.empty()) << line;
  layer.form = form == "office" ? "office-crosstab" : "zj-" + form;
  layer.file = layer.submission + ".xlsx";
  layer.precedence = form == "quarterly" ? 20 : form == "monthly" ? 10 : 0;
  if (date != "-") layer.reported = model::parse_date("2026-" + date);
  layer.intake = 1;
  layer.observation.sheet = "S";
  layer.observation.cell = {3, 2};
  std::istringstream each(marks);
  for (std::string mark; std::getline(each, mark, ',');) {
    if (mark == "correction") layer.correction = true;
    if (mark == "held") layer.observation.standing = model::Standing::held, layer.observation.held_by = "unit.contradiction";
    if (mark == "all-held") layer.state = model::SubmissionState::held;
    if (mark.rfind("intake=", 0) == 0) layer.intake = std::stoi(mark.substr(7));
    if (mark.rfind("answers=", 0) == 0) layer.answers = mark.substr(8);
  }
  const std::size_t measure = row.find('@');
  const std::size_t item = std::min(row.find('/'), measure);
  layer.observation.key = {*model::parse_period(kPeriod), "P", row.substr(0, item),
                           item < measure && item != std::string::npos ? row.substr(item + 1, measure - item - 1) : "",
                           measure == std::string::npos ? "current" : row.substr(measure + 1)};
  layer.observation.raw = value;
  if (value == "blank")
    layer.observation.missing = Missing::blank;
  else if (value == "dash")
    layer.observation.missing = Missing::unknown_dash;
  else if (value == "none")
    layer.observation.missing = Missing::none;
  else if (value == "unreadable")
    layer.observation.missing = Missing::unreadable;
  else
    layer.observation.value = std::stod(value);
  return layer;
}

inline std::vector<Layer> layers_from_text(const std::string& text) {
  std::vector<Layer> layers;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.find_first_not_of(' ') != std::string::npos) layers.push_back(layer_from_line(line));
  return layers;
}

inline std::string written(const model::EffectiveTable& table) {
  std::string text;
  for (const auto& [key, value] : table.values) {
    text += "\n" + key.indicator + (key.item.empty() ? "" : "/" + key.item) +
            (key.measure == "current" ? "" : "@" + key.measure) + ":";
    for (const Layer& layer : value.layers)
      text += " " + layer.submission + " " + layer.observation.raw + " " + std::string(to_string(layer.status)) + " " +
              layer.reason + ";";
  }
  return text + "\n";
}

inline std::string written(const model::Diagnostics& diagnostics) {
  std::string text;
  for (const model::Diagnostic& diagnostic : diagnostics)
    text += std::string(to_string(diagnostic.severity)) + " " + diagnostic.rule + " " + diagnostic.submission + " " +
            diagnostic.indicator + (diagnostic.item.empty() ? "" : "/" + diagnostic.item) + " " +
            std::string(diagnostic.argument("value")) + " against " + std::string(diagnostic.argument("other_value")) + " of " +
            std::string(diagnostic.argument("other_file")) + "\n";
  return text;
}

struct Decision {
  std::string table, said;
};

inline Decision decide(const std::string& text, const model::EffectiveTable& earlier = {}) {
  model::Diagnostics diagnostics;
  const auto table = resolve(layers_from_text(text), tests::real_catalogue(), earlier, diagnostics);
  return {written(table), written(diagnostics)};
}

inline std::string table_of(const std::string& text) { return decide(text).table; }
inline std::string said_of(const std::string& text) { return decide(text).said; }

}  // namespace huibiao::integrate
