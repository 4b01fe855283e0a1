// Effective figures written as a table, for tests that show theirs.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "model/effective.hpp"

namespace huibiao::tests {

inline std::vector<std::string> trimmed_fields(const std::string& line) {
  std::vector<std::string> fields;
  std::stringstream stream(line);
  for (std::string field; std::getline(stream, field, '|');) {
    const std::size_t first = field.find_first_not_of(' ');
    fields.push_back(first == std::string::npos ? "" : field.substr(first, field.find_last_not_of(' ') - first + 1));
  }
  return fields;
}

// One line a park, indicator and item: "period | park | indicator | item | current | current_year_ago | ytd | ytd_year_ago", a
// blank where there is no figure, a ~ before a provisional one. Figures lie in rows of a sheet in the order of the lines.
inline model::EffectiveTable figures_from_text(const std::string& text) {
  static const char* const kMeasures[] = {"current", "current_year_ago", "ytd", "ytd_year_ago"};
  model::EffectiveTable table;
  std::stringstream stream(text);
  std::uint32_t row = 0;
  for (std::string line; std::getline(stream, line); ++row) {
    const std::vector<std::string> fields = trimmed_fields(line);
    for (std::size_t at = 4; at < fields.size() && at < 8; ++at) {
      if (fields[at].empty()) continue;
      const bool provisional = fields[at][0] == '~';
      model::Layer layer;
      layer.observation.key = {*model::parse_period(fields[0]), fields[1], fields[2], fields[3], kMeasures[at - 4]};
      layer.observation.raw = fields[at].substr(provisional ? 1 : 0);
      layer.observation.value = std::stod(layer.observation.raw);
      layer.observation.source = "park";
      layer.observation.sheet = "Sheet1";
      layer.observation.cell = {row, static_cast<std::uint32_t>(at) - 2};
      layer.status = provisional ? model::Status::provisional : model::Status::effective;
      layer.file = "received.xlsx";
      layer.form = "zj-quarterly";
      layer.submission = "0123456789ab";
      table.values[layer.observation.key] = {layer.observation.key, {layer}};
    }
  }
  return table;
}

}  // namespace huibiao::tests
