// Asks again and again whether a file with these bytes is there, by one statement.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/soci.hpp"
#include "store/store.hpp"

namespace huibiao::store {

class KnownFiles {
 public:
  // The session must outlive it. Everything throws soci_error.
  explicit KnownFiles(soci::session& sql);

  std::optional<KnownFile> find(std::string_view sha256);

 private:
  // Bound to the statement.
  std::string sha256_, refused_word_, catalogue_digest_;
  int unknown_label_ = 0, refused_ = 0;
  soci::statement find_;
};

}  // namespace huibiao::store
