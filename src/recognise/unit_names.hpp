// Names of reporting units in received text: whole names, and mentions in titles and file names.
// Look-alikes are never confused: a name is matched whole, the longest first, and what fits two units is given back as two.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/catalogue.hpp"

namespace huibiao::recognise {

class UnitNames {
 public:
  explicit UnitNames(const model::Catalogue& catalogue);
  UnitNames(const UnitNames&) = delete;
  UnitNames& operator=(const UnitNames&) = delete;

  // The official names that a text which is wholly a name may mean: none, one, or several where it is ambiguous.
  std::vector<std::string> lookup(std::string_view name) const;

  struct Mention {
    std::string unit;      // official name
    bool certain = false;  // what stands before it is no part of a longer, unknown name
  };
  // Units mentioned in running text, each once; a name inside a longer one is not a mention.
  std::vector<Mention> find(std::string_view text) const;

  // At most `count` known names that look most alike, nearest first.
  std::vector<std::string> nearest(std::string_view name, std::size_t count) const;

 private:
  struct Entry {
    std::string name;
    std::vector<std::string> places;  // compact names of its province, city and county, with and without their suffix
  };
  using Keys = std::unordered_map<std::string, std::vector<std::size_t>>;

  void add(Keys& keys, std::string key, std::size_t entry);
  const std::vector<std::size_t>* whole(const std::string& key) const;
  std::vector<std::size_t> resolve(const std::string& key) const;
  std::vector<std::size_t> resolve_bracketed(std::string_view folded) const;
  bool opens_name(std::string_view before, const Entry& entry) const;
  bool ends_in_time(std::string_view before) const;

  std::vector<Entry> entries_;
  Keys exact_;    // names and aliases as the register lists them
  Keys derived_;  // a name's own part with every kind of suffix
  // First character -> keys of both, longest first. Views of the keys themselves: neither changes any more.
  std::unordered_map<std::string_view, std::vector<std::string_view>> by_start_;
  std::vector<std::string> kind_suffixes_, body_suffixes_, prefixes_, time_words_;
};

}  // namespace huibiao::recognise
