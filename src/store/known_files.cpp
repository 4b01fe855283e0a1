#include "store/known_files.hpp"

namespace huibiao::store {

using soci::into;
using soci::use;

KnownFiles::KnownFiles(soci::session& sql)
    : refused_word_(to_string(model::SubmissionState::refused)),
      find_(
          (sql.prepare << "SELECT f.unknown_label, c.text, (SELECT COUNT(*) FROM submission s JOIN word w ON w.id = s.state_word"
                          " WHERE s.file = f.id AND w.text = :refused)"
                          " FROM received_file f JOIN word c ON c.id = f.catalogue_word WHERE f.sha256 = :sha256",
           use(refused_word_), use(sha256_), into(unknown_label_), into(catalogue_digest_), into(refused_))) {}

std::optional<KnownFile> KnownFiles::find(std::string_view sha256) {
  sha256_ = sha256;
  if (!find_.execute(true)) return std::nullopt;
  KnownFile known{unknown_label_ != 0 || refused_ > 0, catalogue_digest_};
  while (find_.fetch()) continue;  // ends the statement, which would else keep its snapshot
  return known;
}

}  // namespace huibiao::store
