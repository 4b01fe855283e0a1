// Whether two calls were given the same lexicon, told in a few instructions. Private to the room.
#pragma once

#include <cstddef>

#include "model/lexicon.hpp"

namespace huibiao::text {

// Where the lexicon and its first list lie, and how many lists and words it has: what differs between any two lexicons of one
// program.
class LexiconIdentity {
 public:
  explicit LexiconIdentity(const model::Lexicon& lexicon) : lexicon_(&lexicon), lists_(lexicon.lists.size()) {
    for (const auto& [name, words] : lexicon.lists) {
      words_ += words.size();
      if (!first_) first_ = words.data();
    }
  }
  friend bool operator==(const LexiconIdentity&, const LexiconIdentity&) = default;

 private:
  const model::Lexicon* lexicon_;
  const void* first_ = nullptr;
  std::size_t lists_ = 0;
  std::size_t words_ = 0;
};

}  // namespace huibiao::text
