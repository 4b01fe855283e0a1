#include "workbook/part_stream.hpp"

#include <algorithm>
#include <cstring>

#include <isa-l/igzip_lib.h>
#include <libdeflate.h>

#include "workbook/utf8.hpp"

namespace huibiao::workbook {
namespace {

using model::failure;

constexpr std::size_t kWholeUpTo = 2u << 20;      // larger parts are streamed
constexpr std::size_t kChunk = 128u << 10;        // inflated at a time
constexpr std::size_t kLongestToken = 64u << 20;  // of one tag or one text
constexpr std::size_t kSlack = 32;                // bytes behind the window that may be read, never used
constexpr std::size_t kKeptBuffer = 4u << 20;     // a larger buffer is given back

bool has_utf16_mark(const char* text, std::size_t size) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (size < 2) return false;
  return (at(0) == 0xFF && at(1) == 0xFE) || (at(0) == 0xFE && at(1) == 0xFF) || (at(0) == '<' && at(1) == 0) ||
         (at(0) == 0 && at(1) == '<');
}

std::string from_utf16(std::string_view bytes) {
  const auto first = static_cast<unsigned char>(bytes[0]);
  const bool marked = first >= 0xFE;
  return utf16_to_utf8(bytes.substr(marked ? 2 : 0), marked ? first == 0xFE : first == 0);
}

}  // namespace

struct PartStream::Inflater {
  libdeflate_decompressor* whole = libdeflate_alloc_decompressor();
  std::unique_ptr<inflate_state> streamed;
  std::size_t stored_read = 0;  // of a part that is not deflated

  Inflater() = default;
  ~Inflater() { libdeflate_free_decompressor(whole); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

PartStream::PartStream() : inflater_(std::make_unique<Inflater>()) {}
PartStream::~PartStream() = default;

model::Diagnostic PartStream::fail(const char* rule, std::string found, std::string expected) const {
  return model::failure(rule, {{"part", name_}, {"found", std::move(found)}, {"expected", std::move(expected)}});
}

void PartStream::reserve(std::size_t size, std::size_t kept) {
  if (size + kSlack <= capacity_) return;
  const std::size_t grown = std::max(size + kSlack, capacity_ * 2);
  std::unique_ptr<char[]> buffer(new char[grown]);
  if (kept > 0) std::memcpy(buffer.get(), begin_, kept);
  buffer_ = std::move(buffer);
  capacity_ = grown;
}

void PartStream::close() {
  begin_ = end_ = nullptr;
  at_end_ = true;
  if (capacity_ <= kKeptBuffer) return;
  buffer_.reset();
  capacity_ = 0;
}

model::Outcome PartStream::open(const ZipEntry& entry, const Limits& limits) {
  close();
  entry_ = entry;
  name_.assign(entry.name);
  failure_.reset();
  replaced_ = produced_ = cut_size_ = 0;
  checksum_ = 0;
  if (entry.encrypted) return model::failure("file.encrypted", {{"part", name_}});
  if (entry.method != 0 && entry.method != 8) return fail("file.compression", std::to_string(entry.method), "0, 8");
  if (entry.size > limits.part_bytes) {
    return model::failure("file.limit", {{"part", name_},
                                         {"limit", "[[limit.part_bytes]]"},
                                         {"found", std::to_string(entry.size)},
                                         {"expected", std::to_string(limits.part_bytes)}});
  }
  // A few bytes may well be packed tighter than any long text: the smallest part is exempt.
  if (entry.size / limits.ratio > entry.packed_size) {
    return model::failure("file.limit", {{"part", name_},
                                         {"limit", "[[limit.ratio]]"},
                                         {"found", std::to_string(entry.size / std::max<std::size_t>(entry.packed_size, 1))},
                                         {"expected", std::to_string(limits.ratio)}});
  }
  if (entry.method == 0 && entry.size != entry.packed_size) {
    return fail("file.size-mismatch", std::to_string(entry.packed_size), std::to_string(entry.size));
  }
  if (entry.size <= kWholeUpTo) return open_whole(entry);

  inflater_->stored_read = 0;
  if (!inflater_->streamed) inflater_->streamed = std::make_unique<inflate_state>();
  isal_inflate_init(inflater_->streamed.get());
  inflater_->streamed->crc_flag = ISAL_DEFLATE;
  inflater_->streamed->next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(entry.packed.data()));
  inflater_->streamed->avail_in = static_cast<std::uint32_t>(entry.packed.size());
  at_end_ = false;
  reserve(kChunk, 0);
  begin_ = end_ = buffer_.get();
  read_on(begin_);
  if (failure_) return *failure_;
  return model::Done{};
}

model::Outcome PartStream::open(std::string_view bytes, std::string_view name, const Limits& limits) {
  ZipEntry entry;
  entry.name = name;
  entry.checksum = libdeflate_crc32(0, bytes.data(), bytes.size());
  entry.size = entry.packed_size = bytes.size();
  entry.packed = bytes;
  return open(entry, limits);
}

model::Outcome PartStream::open_whole(const ZipEntry& entry) {
  at_end_ = true;
  reserve(entry.size, 0);
  char* text = buffer_.get();
  if (entry.method == 0) {
    std::memcpy(text, entry.packed.data(), entry.size);
  } else {
    std::size_t used = 0, size = 0;
    const auto result = libdeflate_deflate_decompress_ex(inflater_->whole, entry.packed.data(), entry.packed.size(), text,
                                                         entry.size, &used, &size);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE)
      return fail("file.size-mismatch", "> " + std::to_string(entry.size), std::to_string(entry.size));
    if (result != LIBDEFLATE_SUCCESS) return fail("file.inflate", std::to_string(entry.packed.size()), "deflate");
    if (size != entry.size) return fail("file.size-mismatch", std::to_string(size), std::to_string(entry.size));
    if (used != entry.packed.size()) return fail("file.size-mismatch", std::to_string(used), std::to_string(entry.packed.size()));
  }
  const auto checksum = libdeflate_crc32(0, text, entry.size);
  if (checksum != entry.checksum) return fail("file.checksum", std::to_string(checksum), std::to_string(entry.checksum));
  begin_ = text;
  std::size_t size = entry.size;
  if (has_utf16_mark(text, size)) {
    const std::string converted = from_utf16({text, size});
    size = converted.size();
    reserve(size, 0);
    begin_ = buffer_.get();
    std::memcpy(begin_, converted.data(), size);
  }
  settle(begin_, begin_ + size, true);
  return model::Done{};
}

// Inflates up to `room` bytes; false where nothing more came.
bool PartStream::inflate_chunk(char* to, std::size_t room) {
  std::size_t made = 0;
  if (entry_.method == 0) {
    made = std::min(room, entry_.packed.size() - inflater_->stored_read);
    std::memcpy(to, entry_.packed.data() + inflater_->stored_read, made);
    inflater_->stored_read += made;
    at_end_ = inflater_->stored_read == entry_.packed.size();
  } else {
    inflate_state& state = *inflater_->streamed;
    state.next_out = reinterpret_cast<std::uint8_t*>(to);
    state.avail_out = static_cast<std::uint32_t>(room);
    const int result = isal_inflate(&state);
    made = room - state.avail_out;
    at_end_ = state.block_state == ISAL_BLOCK_FINISH;
    if (result < 0 || (made == 0 && !at_end_)) failure_ = fail("file.inflate", std::to_string(produced_ + made), "deflate");
  }
  produced_ += made;
  checksum_ = libdeflate_crc32(checksum_, to, made);
  if (!failure_ && (produced_ > entry_.size || (at_end_ && produced_ != entry_.size))) {
    failure_ = fail("file.size-mismatch", (at_end_ ? "" : "> ") + std::to_string(produced_), std::to_string(entry_.size));
  }
  if (!failure_ && at_end_ && checksum_ != entry_.checksum) {
    failure_ = fail("file.checksum", std::to_string(checksum_), std::to_string(entry_.checksum));
  }
  return !failure_ && made > 0;
}

// Makes the bytes from `from` on part of the window: repaired, characters cut at the end kept for later.
void PartStream::settle(char* from, char* raw_end, bool last) {
  const Repaired repaired = repair_utf8(from, raw_end);
  replaced_ += repaired.replaced;
  end_ = repaired.end;
  cut_size_ = static_cast<std::size_t>(raw_end - end_);
  if (last && cut_size_ > 0) {
    replaced_ += cut_size_;
    std::memset(end_, '?', cut_size_);
    end_ = raw_end;
    cut_size_ = 0;
  }
  std::memcpy(cut_, end_, cut_size_);
  *end_ = '\0';
}

bool PartStream::read_on(const char* from) {
  if (at_end_ || failure_) return false;
  const bool first = produced_ == 0;
  std::size_t kept = static_cast<std::size_t>(end_ - from);
  if (kept > kLongestToken) {
    failure_ = model::failure("file.limit", {{"part", name_},
                                             {"limit", "[[limit.token]]"},
                                             {"found", "> " + std::to_string(kept)},
                                             {"expected", std::to_string(kLongestToken)}});
    return false;
  }
  if (from != buffer_.get()) std::memmove(buffer_.get(), from, kept);
  begin_ = buffer_.get();
  std::memcpy(begin_ + kept, cut_, cut_size_);
  // As much again as is waiting: a long token is then looked through a few times, not once for each chunk.
  const std::size_t room = std::max(kChunk, kept);
  reserve(kept + cut_size_ + room, kept + cut_size_);
  begin_ = buffer_.get();
  char* to = begin_ + kept + cut_size_;
  const std::size_t before = produced_;
  if (!inflate_chunk(to, room) && failure_) {
    end_ = begin_ + kept;
    *end_ = '\0';
    return false;
  }
  if (first && has_utf16_mark(to, produced_)) {
    ZipEntry whole = entry_;
    produced_ = 0;
    const auto opened = open_whole(whole);
    if (!opened) failure_ = opened.failure();
    return !failure_;
  }
  settle(begin_ + kept, to + (produced_ - before), at_end_);
  return true;
}

}  // namespace huibiao::workbook
