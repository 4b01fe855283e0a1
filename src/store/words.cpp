#include "store/words.hpp"

#include <algorithm>
#include <numeric>

#include "store/failure.hpp"

namespace huibiao::store {

void Words::refresh(Database& database) {
  constexpr std::size_t kAtOnce = 1024;
  std::vector<std::string> texts(kAtOnce);
  std::vector<int> ids(kAtOnce);
  const int known = static_cast<int>(saved_);
  soci::statement rows = (database.sql().prepare << "SELECT id, text FROM word WHERE id >= :known ORDER BY id", soci::use(known),
                          soci::into(ids), soci::into(texts));
  rows.execute();
  while (rows.fetch()) {
    for (std::size_t i = 0; i < texts.size(); ++i)
      if (code(database.text(texts[i])) != ids[i]) throw Damaged("a word is missing before number " + std::to_string(ids[i]));
    ids.resize(kAtOnce);
    texts.resize(kAtOnce);
  }
  saved_ = words_.size();
}

void Words::fail(int code) { throw Damaged("there is no word of number " + std::to_string(code)); }

void Words::clear() {
  codes_of_names_.clear();
  codes_.clear();
  words_.clear();
  saved_ = 0;
}

int Words::code(std::string_view word) {
  const auto found = codes_.find(word);
  if (found != codes_.end()) return found->second;
  const int code = static_cast<int>(words_.size());
  words_.emplace_back(word);
  codes_.emplace(words_.back(), code);
  return code;
}

int Words::code_of(model::Name name) {
  const auto [found, fresh] = codes_of_names_.try_emplace(name);
  if (fresh) found->second = code(name);
  return found->second;
}

void Words::save(Database& database) {
  if (saved_ == words_.size()) return;
  std::vector<int> ids(words_.size() - saved_);
  std::iota(ids.begin(), ids.end(), static_cast<int>(saved_));
  const std::vector<std::string> texts(words_.begin() + static_cast<std::ptrdiff_t>(saved_), words_.end());
  database.insert("word", {{"id", &ids}, {"text", &texts}});
  saved_ = words_.size();
}

std::vector<int> Words::ranks() const {
  std::vector<int> order(words_.size());
  std::iota(order.begin(), order.end(), 0);
  const auto text = [&](int code) -> const std::string& { return word(code); };
  std::sort(order.begin(), order.end(), [&](int a, int b) { return text(a) < text(b); });
  std::vector<int> ranks(words_.size());
  for (std::size_t place = 0; place < order.size(); ++place)
    ranks[static_cast<std::size_t>(order[place])] = static_cast<int>(place);
  return ranks;
}

}  // namespace huibiao::store
