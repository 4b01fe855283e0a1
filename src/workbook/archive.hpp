// A zip of received files: their names as a person would read them, and their bytes. Nothing is ever written out under these
// names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/result.hpp"
#include "workbook/reader.hpp"
#include "workbook/zip_directory.hpp"

namespace huibiao::workbook {

struct ArchivedFile {
  std::string name;  // UTF-8, '/' between folders, without ".." and the like
  ZipEntry entry;
};

class Archive {
 public:
  // A view into the bytes: they must outlive it. Folders are left out. Failures: those of ZipDirectory::read, file.archive-empty.
  static model::Result<Archive> open(std::string_view bytes, const Limits& limits);

  const std::vector<ArchivedFile>& files() const { return files_; }
  // The bytes of one file, checked. Failures: file.encrypted, file.compression, file.limit (file_bytes, ratio, inflated_bytes: of
  // all files so far), file.size-mismatch, file.checksum, file.inflate.
  model::Result<std::string> bytes(const ArchivedFile& file);

 private:
  explicit Archive(const Limits& limits) : limits_(limits) {}

  Limits limits_;
  std::vector<ArchivedFile> files_;
  std::size_t inflated_ = 0;
};

// A stored name as UTF-8: as it says it is, else as UTF-8 where it is well-formed, else GB18030, which Chinese Windows writes.
std::string archived_name(const ZipEntry& entry);

}  // namespace huibiao::workbook
