#include "workbook/xml_namespaces.hpp"

namespace huibiao::workbook {

void XmlNamespaces::bind(std::string_view prefix, std::string_view space, std::size_t depth) {
  ++changes_;
  bindings_.push_back({std::string(prefix), std::string(space), depth});
  default_own_ = space_of({}) == root_space_;
}

void XmlNamespaces::unbind(std::size_t depth) {
  ++changes_;
  while (!bindings_.empty() && bindings_.back().depth > depth) bindings_.pop_back();
  default_own_ = space_of({}) == root_space_;
}

void XmlNamespaces::set_root(std::string_view prefix) {
  root_space_ = space_of(prefix);
  default_own_ = space_of({}) == root_space_;
}

std::string_view XmlNamespaces::space_of(std::string_view prefix) const {
  for (std::size_t i = bindings_.size(); i-- > 0;) {
    if (bindings_[i].prefix == prefix) return bindings_[i].space;
  }
  return {};
}

}  // namespace huibiao::workbook
