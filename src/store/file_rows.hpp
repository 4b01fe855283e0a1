// Received files -> rows. The bytes go in once and are never touched again.
#pragma once

#include <string>

#include "store/soci.hpp"
#include "store/store.hpp"

namespace huibiao::store {

struct KeptFile {
  int id = 0;
  int intake = 0;  // that its submissions belong to
};

// One batch, inside the caller's transaction. Everything throws soci_error.
class FileRows {
 public:
  // catalogue: the word of the digest under which the files were read.
  FileRows(soci::session& sql, int catalogue, int intake);

  // Keeps a new file; of one that is there already, what was made of it is removed.
  KeptFile keep(const ReceivedFile& file);

 private:
  void insert(const ReceivedFile& file);
  KeptFile forget_submissions(const ReceivedFile& file);

  soci::session& sql_;
  int catalogue_;
  int intake_;
  int last_file_ = 0;
  // Bound to the statements below, which are prepared once a batch.
  int id_ = 0, unknown_label_ = 0;
  std::string sha256_, file_, path_;
  soci::blob bytes_;
  soci::statement find_, insert_, insert_content_;
};

}  // namespace huibiao::store
