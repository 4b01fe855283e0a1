// Received files -> rows. The bytes go in once and are never touched again.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/database.hpp"
#include "store/store.hpp"

namespace huibiao::store {

struct KeptFile {
  int id = 0;
  int intake = 0;  // that its submissions belong to
  // Of a file that was there before: the day that was put down then. Reading it again makes it no younger.
  std::optional<std::string> received;
  bool received_stated = false;
};

// One batch, inside the caller's transaction. Everything throws soci_error.
class FileRows {
 public:
  // catalogue: the word of the digest under which the files were read.
  FileRows(Database& database, int catalogue, int intake);

  // Keeps new files; of one that was read by another catalogue, what was made of it is removed. Gives for each where its
  // submissions are to be put, or nothing for one that was read by this catalogue already, which is left as it is.
  std::vector<std::optional<KeptFile>> keep(const std::vector<const ReceivedFile*>& files);

 private:
  struct Known {
    int id = 0, catalogue = 0;
  };
  std::map<std::string, Known> known(const std::vector<const ReceivedFile*>& files);
  void insert(const std::vector<const ReceivedFile*>& files, const std::vector<int>& ids);
  KeptFile forget_submissions(const ReceivedFile& file, int id);

  Database& database_;
  soci::session& sql_;
  int catalogue_;
  int intake_;
};

}  // namespace huibiao::store
