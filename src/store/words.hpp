// The store's dictionary: every name that rows repeat (parks, indicators, sheets, rules, …) is kept once and meant by its number.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/name.hpp"
#include "store/database.hpp"

namespace huibiao::store {

class Words {
 public:
  // Reads the words that were added since the last call, by this process or another. Throws soci_error.
  void refresh(Database& database);
  // Forgets everything: after a transaction that was rolled back.
  void clear();

  // The number of that word; a new one is added by the next save(). Call it inside a writing transaction, after refresh().
  int code(std::string_view word);
  int code_of(model::Name name);
  // Writes the new words. Throws soci_error.
  void save(Database& database);

  // The word of that number. Throws Damaged where there is none.
  const std::string& word(int code) const {
    if (static_cast<std::size_t>(code) >= words_.size()) fail(code);
    return words_[static_cast<std::size_t>(code)];
  }
  // The number of a word that is known, or -1.
  int known(std::string_view word) const {
    const auto found = codes_.find(word);
    return found == codes_.end() ? -1 : found->second;
  }
  int size() const { return static_cast<int>(words_.size()); }
  // For each number its place among all words in the order of their text.
  std::vector<int> ranks() const;

 private:
  [[noreturn]] static void fail(int code);

  std::deque<std::string> words_;  // by number; the addresses last, codes_ refers to them
  std::unordered_map<std::string_view, int> codes_;
  std::unordered_map<model::Name, int, model::Name::Hash> codes_of_names_;  // the same, for what is asked most
  std::size_t saved_ = 0;
};

}  // namespace huibiao::store
