// What the prefixes of an XML part stand for, element by element (Namespaces in XML 1.0, 6).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::workbook {

class XmlNamespaces {
 public:
  // The element at that depth, counted from 1, binds the prefix; "" is the default namespace.
  void bind(std::string_view prefix, std::string_view space, std::size_t depth);
  // Only that many elements are open any more.
  void leave(std::size_t depth) {
    if (!bindings_.empty() && bindings_.back().depth > depth) unbind(depth);
  }
  // The root's prefix: its namespace is the part's own.
  void set_root(std::string_view prefix);

  // The namespace that the prefix stands for here, "" where for none.
  std::string_view space_of(std::string_view prefix) const;
  // True where that is the root's.
  bool is_own(std::string_view prefix) const { return prefix.empty() ? default_own_ : space_of(prefix) == root_space_; }
  // A number that changes whenever what a prefix stands for may have changed.
  std::size_t changes() const { return changes_; }

 private:
  struct Binding {
    std::string prefix;
    std::string space;
    std::size_t depth = 0;
  };

  void unbind(std::size_t depth);

  std::vector<Binding> bindings_;
  std::string root_space_;
  bool default_own_ = true;  // nearly every element is in it, so it is worked out once
  std::size_t changes_ = 0;
};

}  // namespace huibiao::workbook
