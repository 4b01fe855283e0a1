#include "catalogue/conditions.hpp"

namespace huibiao::catalogue {

std::vector<model::Condition> read_conditions(TableReader& reader, const std::function<bool(const std::string&)>& known) {
  std::vector<model::Condition> result;
  for (const std::string& text : reader.texts("when")) {
    const auto condition = model::parse_condition(text);
    if (!condition || !known(condition->fact)) {
      reader.report("catalogue.not-allowed", {{"key", "when"}, {"value", text}, {"allowed", "[[kind.condition]]"}},
                    reader.line_of("when"));
    } else {
      result.push_back(*condition);
    }
  }
  return result;
}

}  // namespace huibiao::catalogue
