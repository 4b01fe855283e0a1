#include "workbook/compound_file.hpp"

#include <algorithm>

#include "workbook/bytes.hpp"
#include "workbook/utf8.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::size_t kHeaderSize = 512, kEntrySize = 128, kMiniShift = 6;
constexpr std::size_t kSectorsInHeader = 109;      // of the allocation table
constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // above lie the marks for ends and free sectors
constexpr std::uint32_t kEndOfChain = 0xFFFFFFFE;
constexpr std::uint8_t kStream = 2, kRoot = 5;

model::Diagnostic damaged(std::string part, std::size_t found, std::size_t expected) {
  return model::failure("file.damaged",
                        {{"part", std::move(part)}, {"found", std::to_string(found)}, {"expected", std::to_string(expected)}});
}

model::Diagnostic truncated(std::string part, std::size_t found, std::size_t expected) {
  return model::failure("file.truncated",
                        {{"part", std::move(part)}, {"found", std::to_string(found)}, {"expected", std::to_string(expected)}});
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; }

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return upper(x) == upper(y); });
}

// The name of a directory entry: UTF-16 with its end counted (MS-CFB 2.6.1).
std::string name_of(std::string_view entry) {
  const std::size_t size = std::min<std::size_t>(load<std::uint16_t>(entry, 64), 64);
  return size < 2 ? std::string{} : utf16_to_utf8(entry.substr(0, size - 2), false);
}

}  // namespace

model::Result<CompoundFile> CompoundFile::read(std::string_view bytes) {
  CompoundFile file(bytes);
  if (auto failure = file.read_header()) return *std::move(failure);
  if (auto failure = file.read_allocation()) return *std::move(failure);
  if (auto failure = file.read_directory()) return *std::move(failure);
  return file;
}

std::optional<model::Diagnostic> CompoundFile::read_header() {
  if (bytes_.size() < kHeaderSize) return truncated("CFB", bytes_.size(), kHeaderSize);
  const auto byte_order = load<std::uint16_t>(bytes_, 28), shift = load<std::uint16_t>(bytes_, 30);
  const auto mini_shift = load<std::uint16_t>(bytes_, 32);
  if (byte_order != 0xFFFE) return damaged("CFB byte order", byte_order, 0xFFFE);
  if (shift != 9 && shift != 12) return damaged("CFB sector shift", shift, 9);
  if (mini_shift != kMiniShift) return damaged("CFB mini sector shift", mini_shift, kMiniShift);
  sector_shift_ = shift;
  mini_cutoff_ = load<std::uint32_t>(bytes_, 56);
  if (sectors() == 0) return truncated("CFB", bytes_.size(), sector_size() * 2);
  return std::nullopt;
}

std::optional<model::Diagnostic> CompoundFile::add_allocation_sectors(std::string_view list) {
  for (std::size_t at = 0; at + 4 <= list.size(); at += 4) {
    const auto sector = load<std::uint32_t>(list, at);
    if (sector > kLastSector) continue;  // free
    if (sector >= sectors() || !lies_within(bytes_, offset_of(sector), sector_size())) {
      return truncated("CFB FAT", bytes_.size(), offset_of(sector) + sector_size());
    }
    if (allocation_.size() > sectors()) return damaged("CFB FAT", allocation_.size(), sectors());
    allocation_.push_back(sector);
  }
  return std::nullopt;
}

std::optional<model::Diagnostic> CompoundFile::read_allocation() {
  if (auto failure = add_allocation_sectors(bytes_.substr(kHeaderSize - 4 * kSectorsInHeader, 4 * kSectorsInHeader)))
    return failure;
  std::size_t count = 0;
  for (auto sector = load<std::uint32_t>(bytes_, 68); sector <= kLastSector;) {  // lists of further ones, one behind the other
    if (sector >= sectors() || !lies_within(bytes_, offset_of(sector), sector_size())) {
      return truncated("CFB DIFAT", bytes_.size(), offset_of(sector) + sector_size());
    }
    if (++count > sectors()) return damaged("CFB DIFAT", count, sectors());
    const std::string_view list = bytes_.substr(offset_of(sector), sector_size());
    if (auto failure = add_allocation_sectors(list.substr(0, list.size() - 4))) return failure;
    sector = load<std::uint32_t>(list, list.size() - 4);
  }
  const auto stated = load<std::uint32_t>(bytes_, 44);
  if (allocation_.size() < stated) return damaged("CFB FAT", allocation_.size(), stated);
  allocation_.resize(stated);
  return std::nullopt;
}

std::optional<model::Diagnostic> CompoundFile::read_directory() {
  std::string buffer;
  const auto directory = chain(load<std::uint32_t>(bytes_, 48), kToTheEnd, "CFB directory", buffer);
  if (!directory) return directory.failure();
  const std::size_t count = directory->size() / kEntrySize;
  const auto entry_at = [&](std::size_t index) { return directory->substr(index * kEntrySize, kEntrySize); };
  // The streams of one storage are a tree of siblings (2.6.4).
  std::vector<bool> seen(count);
  std::vector<std::uint32_t> waiting;
  const bool wide_sizes = sector_shift_ == 12;  // version 3 leaves the upper half undefined
  if (count == 0) return damaged("CFB directory", 0, 1);
  const std::string_view root = entry_at(0);
  if (load<std::uint8_t>(root, 66) != kRoot) return damaged("CFB directory", load<std::uint8_t>(root, 66), kRoot);
  mini_stream_ = {"CFB mini stream", load<std::uint32_t>(root, 116), load<std::uint32_t>(root, 120)};
  waiting.push_back(load<std::uint32_t>(root, 76));
  while (!waiting.empty()) {
    const std::uint32_t index = waiting.back();
    waiting.pop_back();
    if (index > kLastSector) continue;
    if (index >= count || seen[index]) return damaged("CFB directory", index, count);
    seen[index] = true;
    const std::string_view entry = entry_at(index);
    if (load<std::uint8_t>(entry, 66) == kStream) {
      const std::size_t size = wide_sizes ? load<std::uint64_t>(entry, 120) : load<std::uint32_t>(entry, 120);
      streams_.push_back({name_of(entry), load<std::uint32_t>(entry, 116), size});
    }
    waiting.push_back(load<std::uint32_t>(entry, 68));
    waiting.push_back(load<std::uint32_t>(entry, 72));
  }
  return std::nullopt;
}

std::uint32_t CompoundFile::next(std::uint32_t sector) const {
  const std::size_t index = sector >> (sector_shift_ - 2);
  if (index >= allocation_.size()) return kEndOfChain;
  return load<std::uint32_t>(bytes_, offset_of(allocation_[index]) + (sector & (sector_size() / 4 - 1)) * 4);
}

model::Result<std::vector<std::uint32_t>> CompoundFile::sectors_of(std::uint32_t start, std::size_t most,
                                                                   const std::string& part) const {
  std::vector<std::uint32_t> list;
  std::vector<bool> seen(sectors());
  for (std::uint32_t sector = start; sector <= kLastSector && list.size() < most; sector = next(sector)) {
    if (sector >= sectors()) return truncated(part, bytes_.size(), offset_of(sector));
    if (seen[sector]) return damaged(part, sector, sector + 1);  // round and round
    seen[sector] = true;
    list.push_back(sector);
  }
  return list;
}

model::Result<std::string_view> CompoundFile::chain(std::uint32_t start, std::size_t size, const std::string& part,
                                                    std::string& buffer) const {
  const bool whole = size == kToTheEnd;
  if (!whole && size > bytes_.size()) return truncated(part, bytes_.size(), size);
  const auto list = sectors_of(start, whole ? size : (size + sector_size() - 1) >> sector_shift_, part);
  if (!list) return list.failure();
  buffer.clear();
  std::string_view run;  // of sectors one behind the other
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::size_t from = i;
    while (i + 1 < list->size() && (*list)[i + 1] == (*list)[i] + 1) ++i;
    run = bytes_.substr(offset_of((*list)[from]), (i + 1 - from) << sector_shift_);
    if (from > 0 || i + 1 < list->size()) buffer += run;
  }
  const std::string_view all = buffer.empty() ? run : std::string_view(buffer);
  if (whole) return all;
  if (all.size() < size) return truncated(part, all.size(), size);
  return all.substr(0, size);
}

// Small streams lie in sectors of 64 bytes of a stream of their own, with a table of their own (2.4).
model::Result<std::string_view> CompoundFile::mini_chain(const CompoundStream& stream, std::string& buffer) const {
  std::string table_buffer, mini_buffer;
  const auto table = chain(load<std::uint32_t>(bytes_, 60), kToTheEnd, "CFB mini FAT", table_buffer);
  if (!table) return table.failure();
  const auto mini = chain(mini_stream_.start, mini_stream_.size, mini_stream_.name, mini_buffer);
  if (!mini) return mini.failure();
  buffer.clear();
  std::size_t most = table->size() / 4;  // sectors: a longer chain goes round
  for (std::uint32_t sector = stream.start; buffer.size() < stream.size && sector <= kLastSector; --most) {
    if (most == 0 || !lies_within(*table, std::size_t{sector} * 4, 4)) return damaged(stream.name, sector, table->size() / 4);
    const std::size_t offset = std::size_t{sector} << kMiniShift;
    if (offset >= mini->size()) return truncated(stream.name, mini->size(), offset);
    buffer += mini->substr(offset, std::size_t{1} << kMiniShift);
    sector = load<std::uint32_t>(*table, std::size_t{sector} * 4);
  }
  if (buffer.size() < stream.size) return truncated(stream.name, buffer.size(), stream.size);
  return std::string_view(buffer).substr(0, stream.size);
}

const CompoundStream* CompoundFile::find(std::string_view name) const {
  const auto stream =
      std::find_if(streams_.begin(), streams_.end(), [&](const CompoundStream& other) { return same_name(other.name, name); });
  return stream == streams_.end() ? nullptr : &*stream;
}

model::Result<std::string_view> CompoundFile::open(const CompoundStream& stream, std::string& buffer) const {
  return stream.size < mini_cutoff_ ? mini_chain(stream, buffer) : chain(stream.start, stream.size, stream.name, buffer);
}

}  // namespace huibiao::workbook
