#include "workbook/zip_directory.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "workbook/bytes.hpp"

namespace huibiao::workbook {
namespace {

using model::Diagnostic;
using model::failure;

constexpr std::uint32_t kLocalHeader = 0x04034b50, kCentralHeader = 0x02014b50, kEndRecord = 0x06054b50;
constexpr std::uint32_t kEndRecord64 = 0x06064b50, kEndLocator64 = 0x07064b50;
constexpr std::size_t kLocalSize = 30, kCentralSize = 46, kEndSize = 22, kEndSize64 = 56, kLocatorSize = 20;
constexpr std::uint16_t kFlagEncrypted = 1, kFlagSizesFollow = 8, kFlagUtf8 = 0x800;
constexpr std::uint32_t kIn64 = 0xFFFFFFFF;

Diagnostic damaged(std::string_view part, std::string found, std::string expected) {
  return failure("file.zip-damaged",
                 {{"part", std::string(part)}, {"found", std::move(found)}, {"expected", std::move(expected)}});
}

// Where the central directory lies.
struct EndRecord {
  std::size_t position = 0;  // of the record itself
  std::size_t entries = 0;
  std::size_t directory_size = 0;
  std::size_t directory_offset = 0;
  std::size_t end = 0;  // behind its comment
};

std::optional<EndRecord> find_end_record(std::string_view bytes) {
  if (bytes.size() < kEndSize) return std::nullopt;
  const std::size_t lowest = bytes.size() - std::min(bytes.size(), kEndSize + 0xFFFF);
  for (std::size_t at = bytes.size() - kEndSize + 1; at-- > lowest;) {
    if (bytes[at] != 'P' || load<std::uint32_t>(bytes, at) != kEndRecord) continue;
    EndRecord end;
    end.position = at;
    end.entries = load<std::uint16_t>(bytes, at + 10);
    end.directory_size = load<std::uint32_t>(bytes, at + 12);
    end.directory_offset = load<std::uint32_t>(bytes, at + 16);
    end.end = at + kEndSize + load<std::uint16_t>(bytes, at + 20);
    if (end.end <= bytes.size()) return end;
  }
  return std::nullopt;
}

// Takes the 64-bit fields where the end record points to them (APPNOTE 4.3.14).
bool widen(std::string_view bytes, EndRecord& end) {
  if (end.entries != 0xFFFF && end.directory_size != kIn64 && end.directory_offset != kIn64) return true;
  if (end.position < kLocatorSize) return false;
  const std::size_t locator = end.position - kLocatorSize;
  if (load<std::uint32_t>(bytes, locator) != kEndLocator64) return end.entries == 0xFFFF;
  const auto at = load<std::uint64_t>(bytes, locator + 8);
  if (!lies_within(bytes, at, kEndSize64) || load<std::uint32_t>(bytes, at) != kEndRecord64) return false;
  end.entries = load<std::uint64_t>(bytes, at + 32);
  end.directory_size = load<std::uint64_t>(bytes, at + 40);
  end.directory_offset = load<std::uint64_t>(bytes, at + 48);
  end.position = at;
  return true;
}

// One header's sizes, 64-bit ones included (APPNOTE 4.5.3).
struct Sizes {
  std::size_t size = 0;
  std::size_t packed = 0;
  std::size_t offset = 0;
};

bool widen(std::string_view extra, Sizes& sizes) {
  if (sizes.size != kIn64 && sizes.packed != kIn64 && sizes.offset != kIn64) return true;
  while (extra.size() >= 4) {
    const auto id = load<std::uint16_t>(extra, 0);
    const std::size_t length = load<std::uint16_t>(extra, 2);
    if (length > extra.size() - 4) return false;
    std::string_view fields = extra.substr(4, length);
    extra.remove_prefix(4 + length);
    if (id != 1) continue;
    for (std::size_t* field : {&sizes.size, &sizes.packed, &sizes.offset}) {
      if (*field != kIn64) continue;
      if (fields.size() < 8) return false;
      *field = load<std::uint64_t>(fields, 0);
      fields.remove_prefix(8);
    }
    return true;
  }
  return false;
}

// Extent of an entry in the file, for finding overlaps.
struct Extent {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view name;
};

class DirectoryReader {
 public:
  DirectoryReader(std::string_view bytes, const EndRecord& end) : bytes_(bytes), end_(end) {}

  std::optional<Diagnostic> read(std::vector<ZipEntry>& entries) {
    std::size_t at = end_.directory_offset;
    for (std::size_t i = 0; i < end_.entries; ++i) {
      if (!lies_within(bytes_, at, kCentralSize) || load<std::uint32_t>(bytes_, at) != kCentralHeader) {
        return damaged("", std::to_string(i), std::to_string(end_.entries));
      }
      const std::size_t length = read_entry(at);
      if (failure_) return failure_;
      entries.push_back(entry_);
      at += length;
    }
    if (at > end_.position) return damaged("", std::to_string(at), std::to_string(end_.position));
    return check_overlaps();
  }

 private:
  // Length of the central header; the entry is in entry_, or the reason in failure_.
  std::size_t read_entry(std::size_t at) {
    const std::size_t name_length = load<std::uint16_t>(bytes_, at + 28), extra_length = load<std::uint16_t>(bytes_, at + 30);
    const std::size_t length = kCentralSize + name_length + extra_length + load<std::uint16_t>(bytes_, at + 32);
    if (!lies_within(bytes_, at, length)) {
      failure_ = damaged("", std::to_string(bytes_.size() - at), std::to_string(length));
      return length;
    }
    const auto flags = load<std::uint16_t>(bytes_, at + 8);
    entry_.name = bytes_.substr(at + kCentralSize, name_length);
    entry_.encrypted = (flags & kFlagEncrypted) != 0;
    entry_.utf8_name = (flags & kFlagUtf8) != 0;
    entry_.extra = bytes_.substr(at + kCentralSize + name_length, extra_length);
    entry_.method = load<std::uint16_t>(bytes_, at + 10);
    entry_.checksum = load<std::uint32_t>(bytes_, at + 16);
    Sizes sizes{load<std::uint32_t>(bytes_, at + 24), load<std::uint32_t>(bytes_, at + 20), load<std::uint32_t>(bytes_, at + 42)};
    if (!widen(entry_.extra, sizes)) {
      failure_ = damaged(entry_.name, "zip64", "extra 0x0001");
      return length;
    }
    entry_.size = sizes.size;
    entry_.packed_size = sizes.packed;
    failure_ = check_local_header(sizes.offset);
    return length;
  }

  // A reader that went by the local headers must see the same file as one that went by the directory.
  std::optional<Diagnostic> check_local_header(std::size_t at) {
    if (!lies_within(bytes_, at, kLocalSize) || load<std::uint32_t>(bytes_, at) != kLocalHeader) {
      return damaged(entry_.name, std::to_string(at), "PK\\3\\4");
    }
    const std::size_t name_length = load<std::uint16_t>(bytes_, at + 26), extra_length = load<std::uint16_t>(bytes_, at + 28);
    const std::size_t data = at + kLocalSize + name_length + extra_length;
    if (!lies_within(bytes_, data, entry_.packed_size) || data + entry_.packed_size > end_.directory_offset) {
      return damaged(entry_.name, std::to_string(bytes_.size()), std::to_string(entry_.packed_size));
    }
    const std::string_view name = bytes_.substr(at + kLocalSize, name_length);
    if (name != entry_.name) return damaged(entry_.name, std::string(name), std::string(entry_.name));
    const auto method = load<std::uint16_t>(bytes_, at + 8);
    if (method != entry_.method) return damaged(entry_.name, std::to_string(method), std::to_string(entry_.method));
    if (const auto difference = compare_sizes(at, bytes_.substr(data - extra_length, extra_length))) return difference;
    entry_.packed = bytes_.substr(data, entry_.packed_size);
    extents_.push_back({at, data + entry_.packed_size, entry_.name});
    return std::nullopt;
  }

  std::optional<Diagnostic> compare_sizes(std::size_t at, std::string_view extra) const {
    const auto flags = load<std::uint16_t>(bytes_, at + 6);
    if ((flags & kFlagSizesFollow) != 0) return std::nullopt;
    Sizes sizes{load<std::uint32_t>(bytes_, at + 22), load<std::uint32_t>(bytes_, at + 18), 0};
    if (!widen(extra, sizes)) return damaged(entry_.name, "zip64", "extra 0x0001");
    if (sizes.size != entry_.size) return damaged(entry_.name, std::to_string(sizes.size), std::to_string(entry_.size));
    if (sizes.packed != entry_.packed_size) {
      return damaged(entry_.name, std::to_string(sizes.packed), std::to_string(entry_.packed_size));
    }
    if (const auto checksum = load<std::uint32_t>(bytes_, at + 14); checksum != entry_.checksum) {
      return damaged(entry_.name, std::to_string(checksum), std::to_string(entry_.checksum));
    }
    return std::nullopt;
  }

  // Parts that share bytes are how a small file unpacks to a huge one.
  std::optional<Diagnostic> check_overlaps() {
    const auto by_begin = [](const Extent& a, const Extent& b) { return a.begin < b.begin; };
    if (!std::is_sorted(extents_.begin(), extents_.end(), by_begin)) std::sort(extents_.begin(), extents_.end(), by_begin);
    for (std::size_t i = 1; i < extents_.size(); ++i) {
      if (extents_[i].begin >= extents_[i - 1].end) continue;
      return failure("file.overlap", {{"part", std::string(extents_[i].name)}, {"found", std::string(extents_[i - 1].name)}});
    }
    return std::nullopt;
  }

  std::string_view bytes_;
  EndRecord end_;
  ZipEntry entry_;
  std::vector<Extent> extents_;
  std::optional<Diagnostic> failure_;
};

char folded(char c) {
  if (c == '\\') return '/';
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

}  // namespace

bool same_part_name(std::string_view a, std::string_view b) {
  if (!a.empty() && folded(a.front()) == '/') a.remove_prefix(1);
  if (!b.empty() && folded(b.front()) == '/') b.remove_prefix(1);
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return x == y || folded(x) == folded(y); });
}

model::Result<ZipDirectory> ZipDirectory::read(std::string_view bytes, const Limits& limits) {
  auto end = find_end_record(bytes);
  if (!end) return failure("file.truncated", {{"found", std::to_string(bytes.size())}});
  ZipDirectory directory;
  directory.trailing_bytes_ = bytes.size() - end->end;
  if (!widen(bytes, *end) || end->directory_offset > end->position ||
      end->directory_size > end->position - end->directory_offset) {
    return damaged("", std::to_string(end->directory_offset), "<= " + std::to_string(end->position));
  }
  if (end->entries > limits.entries) {
    return failure(
        "file.limit",
        {{"limit", "[[limit.entries]]"}, {"found", std::to_string(end->entries)}, {"expected", std::to_string(limits.entries)}});
  }
  directory.entries_.reserve(end->entries);
  DirectoryReader reader(bytes, *end);
  if (auto failed = reader.read(directory.entries_)) return *std::move(failed);
  return directory;
}

const ZipEntry* ZipDirectory::find(std::string_view part) const {
  for (const ZipEntry& entry : entries_) {
    if (same_part_name(entry.name, part)) return &entry;
  }
  return nullptr;
}

bool ZipDirectory::ambiguous(const ZipEntry& entry) const {
  for (const ZipEntry& other : entries_) {
    if (&other != &entry && same_part_name(other.name, entry.name)) return true;
  }
  return false;
}

}  // namespace huibiao::workbook
