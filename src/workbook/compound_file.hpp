// A compound file (MS-CFB): a small file system of streams in chains of sectors. Nothing in it is believed before it is checked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.hpp"

namespace huibiao::workbook {

inline constexpr std::string_view kCompoundFile = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

struct CompoundStream {
  std::string name;  // UTF-8
  std::uint32_t start = 0;
  std::size_t size = 0;
};

// The streams that lie in the root storage itself; those of embedded objects are of no concern. Keeps views of the bytes.
class CompoundFile {
 public:
  // Failure: file.truncated where sectors lie behind the end of the bytes, file.damaged where chains or the directory go round,
  // end too early or say other than the header.
  static model::Result<CompoundFile> read(std::string_view bytes);

  // The stream of that name, upper or lower case; null where there is none.
  const CompoundStream* find(std::string_view name) const;
  // All of the stream: a view of the file's bytes where its sectors lie one behind the other, else of `buffer`.
  model::Result<std::string_view> open(const CompoundStream& stream, std::string& buffer) const;

 private:
  static constexpr std::size_t kToTheEnd = static_cast<std::size_t>(-1);

  explicit CompoundFile(std::string_view bytes) : bytes_(bytes) {}

  std::optional<model::Diagnostic> read_header();
  std::optional<model::Diagnostic> read_allocation();
  std::optional<model::Diagnostic> add_allocation_sectors(std::string_view list);
  std::optional<model::Diagnostic> read_directory();
  // The sectors of a chain, at most so many of them.
  model::Result<std::vector<std::uint32_t>> sectors_of(std::uint32_t start, std::size_t most, const std::string& part) const;
  // The bytes of the chain of sectors that begins there: `size` of them, or up to its last sector.
  model::Result<std::string_view> chain(std::uint32_t start, std::size_t size, const std::string& part,
                                        std::string& buffer) const;
  model::Result<std::string_view> mini_chain(const CompoundStream& stream, std::string& buffer) const;
  std::uint32_t next(std::uint32_t sector) const;
  std::size_t sector_size() const { return std::size_t{1} << sector_shift_; }
  std::size_t offset_of(std::uint32_t sector) const { return (static_cast<std::size_t>(sector) + 1) << sector_shift_; }
  std::size_t sectors() const { return (bytes_.size() - 1) >> sector_shift_; }  // the last one whole or in part

  std::string_view bytes_;
  unsigned sector_shift_ = 9;
  std::size_t mini_cutoff_ = 0;            // streams below that many bytes lie in the mini stream
  std::vector<std::uint32_t> allocation_;  // the sectors that hold the file allocation table
  std::vector<CompoundStream> streams_;
  CompoundStream mini_stream_;
};

}  // namespace huibiao::workbook
