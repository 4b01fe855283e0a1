#include "workbook/xml_spaces.hpp"

#include <algorithm>

namespace huibiao::workbook {

int XmlSpaces::of_prefix(std::string_view prefix) {
  if (bindings_ != scanner_.bindings_changed()) {
    prefixes_.clear();
    bindings_ = scanner_.bindings_changed();
  }
  for (const auto& [name, space] : prefixes_) {
    if (name == prefix) return space;
  }
  const auto found = std::find(known_.begin(), known_.end(), scanner_.space_of(prefix));
  const int space = found == known_.end() ? kOther : static_cast<int>(found - known_.begin());
  prefixes_.emplace_back(prefix, space);
  return space;
}

std::pair<int, std::string_view> XmlSpaces::name_of(const XmlAttribute& attribute) {
  const std::size_t colon = attribute.name.find(':');
  if (colon == std::string_view::npos) return {space(), attribute.name};
  return {of_prefix(attribute.name.substr(0, colon)), attribute.name.substr(colon + 1)};
}

std::string_view XmlSpaces::attribute(int space, std::string_view name) {
  for (XmlAttribute& candidate : scanner_.attributes()) {
    if (candidate.name.ends_with(name) && name_of(candidate) == std::pair(space, name)) return scanner_.value(candidate);
  }
  return {};
}

}  // namespace huibiao::workbook
