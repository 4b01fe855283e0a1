#include "model/lexicon.hpp"

namespace huibiao::model {

const std::vector<std::string>& Lexicon::operator[](std::string_view name) const {
  static const std::vector<std::string> empty;
  const auto found = lists.find(name);
  return found == lists.end() ? empty : found->second;
}

}  // namespace huibiao::model
