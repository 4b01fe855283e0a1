#include "store/file_rows.hpp"

namespace huibiao::store {

using soci::into;
using soci::use;

FileRows::FileRows(soci::session& sql, int catalogue, int intake)
    : sql_(sql),
      catalogue_(catalogue),
      intake_(intake),
      bytes_(sql),
      find_((sql.prepare << "SELECT id FROM received_file WHERE sha256 = :sha256", use(sha256_), into(id_))),
      insert_((sql.prepare << "INSERT INTO received_file (id, sha256, file, path, unknown_label, catalogue_word)"
                              " VALUES (:id, :sha256, :file, :path, :unknown, :catalogue)",
               use(id_), use(sha256_), use(file_), use(path_), use(unknown_label_), use(catalogue_))),
      insert_content_((sql.prepare << "INSERT INTO content (file, bytes) VALUES (:id, :bytes)", use(id_), use(bytes_))) {
  sql_ << "SELECT COALESCE(MAX(id), 0) FROM received_file", into(last_file_);
}

KeptFile FileRows::keep(const ReceivedFile& file) {
  sha256_ = file.sha256;
  if (find_.execute(true)) return forget_submissions(file);
  insert(file);
  return {id_, intake_};
}

void FileRows::insert(const ReceivedFile& file) {
  id_ = ++last_file_;
  file_ = file.file;
  path_ = file.path;
  unknown_label_ = file.unknown_label;
  insert_.execute(true);
  bytes_.trim(0);
  bytes_.write(0, file.bytes.data(), file.bytes.size());
  insert_content_.execute(true);
}

KeptFile FileRows::forget_submissions(const ReceivedFile& file) {
  KeptFile kept{id_, intake_};
  soci::indicator any = soci::i_null;
  int intake = 0;
  sql_ << "SELECT MIN(intake) FROM submission WHERE file = :file", use(kept.id), into(intake, any);
  if (any == soci::i_ok) kept.intake = intake;
  std::vector<std::pair<int, int>> ranges;
  int first = 0, count = 0;
  {
    soci::statement rows = (sql_.prepare << "SELECT first_observation, observations FROM submission WHERE file = :file",
                            use(kept.id), into(first), into(count));
    rows.execute();
    while (rows.fetch()) ranges.emplace_back(first, first + count);
  }
  for (const auto& [begin, end] : ranges)
    sql_ << "DELETE FROM observation WHERE id >= :first AND id < :end", use(begin), use(end);
  for (const char* table : {"diagnostic_argument", "diagnostic", "submission_period"})
    sql_ << "DELETE FROM " << table << " WHERE submission IN (SELECT id FROM submission WHERE file = :file)", use(kept.id);
  sql_ << "DELETE FROM submission WHERE file = :file", use(kept.id);
  const int unknown_label = file.unknown_label;
  sql_ << "UPDATE received_file SET catalogue_word = :catalogue, unknown_label = :unknown WHERE id = :id", use(catalogue_),
      use(unknown_label), use(kept.id);
  return kept;
}

}  // namespace huibiao::store
