// The plain UTF-8 text of one part of a zip, in a window that moves forward. Small parts are inflated whole; large ones chunk by
// chunk, so that a sheet of any size costs the memory of a window.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include "model/result.hpp"
#include "workbook/reader.hpp"
#include "workbook/zip_directory.hpp"

namespace huibiao::workbook {

class PartStream {
 public:
  PartStream();
  ~PartStream();
  PartStream(const PartStream&) = delete;
  PartStream& operator=(const PartStream&) = delete;

  // Begins a part; one stream serves many parts, one after another, and keeps its buffer. Failures: file.encrypted,
  // file.compression, file.limit, file.size-mismatch, file.checksum, file.inflate. The packed bytes must outlive the reading.
  model::Outcome open(const ZipEntry& entry, const Limits& limits);
  // Begins plain bytes that are no part of a zip, under the name that messages shall call them by.
  model::Outcome open(std::string_view bytes, std::string_view name, const Limits& limits);
  // Gives back a buffer that a large part made grow.
  void close();

  // The window: well-formed UTF-8, characters not cut, behind its end a NUL (which the text itself never holds). The text may be
  // changed in place by whoever scans it.
  char* begin() const { return begin_; }
  char* end() const { return end_; }
  // Drops what lies before `from` (a place in the window) and reads on; begin() is then the same place of the text. False where
  // the part is at its end, or broken: failure().
  bool read_on(const char* from);

  const std::optional<model::Diagnostic>& failure() const { return failure_; }
  const std::string& name() const { return name_; }
  // Bytes that were not UTF-8, or control characters, and became '?'.
  std::size_t replaced() const { return replaced_; }

 private:
  struct Inflater;  // libdeflate and igzip

  model::Outcome open_whole(const ZipEntry& entry);
  bool inflate_chunk(char* to, std::size_t room);
  void reserve(std::size_t size, std::size_t kept);
  void settle(char* from, char* raw_end, bool last);
  model::Diagnostic fail(const char* rule, std::string found, std::string expected) const;

  std::unique_ptr<Inflater> inflater_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  char* begin_ = nullptr;
  char* end_ = nullptr;
  char cut_[4] = {};  // first bytes of a character that is not whole yet
  std::size_t cut_size_ = 0;
  bool at_end_ = true;
  std::size_t produced_ = 0;
  std::uint32_t checksum_ = 0;
  ZipEntry entry_;
  std::string name_;
  std::size_t replaced_ = 0;
  std::optional<model::Diagnostic> failure_;
};

}  // namespace huibiao::workbook
