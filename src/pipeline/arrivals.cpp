#include "pipeline/arrivals.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <fstream>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace huibiao::pipeline {
namespace {

constexpr std::int64_t kNanoseconds = 1'000'000'000;
constexpr std::int64_t kLongestZipEnd = 22 + 65'535;  // end of central directory record with its comment (APPNOTE 4.3.16)

// What browsers, mail programs and copying tools call a file that they are still writing.
bool is_under_way(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kEndings = {".part",     ".partial", ".crdownload", ".download", ".opdownload",
                                                               ".filepart", ".tmp",     ".temp",       ".td"};
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
  return name.starts_with('.') || name.starts_with('~') || name.ends_with('~') ||
         std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return lower.ends_with(ending); });
}

// Held by another program, or not to be opened at all.
bool is_locked(const std::filesystem::path& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return true;
  struct flock lock = {};
  lock.l_type = F_RDLCK;
  lock.l_whence = SEEK_SET;
  bool locked = fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  if (!locked) {
    locked = flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (!locked) flock(file, LOCK_UN);
  }
  close(file);
  return locked;
}

// A zip is written from the front and ends with its directory; the others are found broken when they are read.
bool looks_whole(const std::filesystem::path& path, std::int64_t size) {
  if (size == 0) return false;
  std::ifstream stream(path, std::ios::binary);
  std::array<char, 4> start{};
  stream.read(start.data(), start.size());
  if (!stream || std::string_view(start.data(), start.size()) != "PK\3\4") return true;
  std::string end(static_cast<std::size_t>(std::min(size, kLongestZipEnd)), '\0');
  stream.seekg(size - static_cast<std::int64_t>(end.size()));
  stream.read(end.data(), static_cast<std::streamsize>(end.size()));
  return stream && end.find("PK\5\6") != std::string::npos;
}

}  // namespace

Arrivals::Arrivals(std::filesystem::path inbox, std::filesystem::path except, Waiting waiting)
    : inbox_(std::move(inbox)), except_(std::move(except)), waiting_(waiting) {}

bool Arrivals::shape_of(const std::filesystem::path& path, Shape& shape) {
  struct stat status = {};
  if (stat(path.c_str(), &status) != 0) return false;
  shape = {status.st_ino, status.st_size, status.st_mtim.tv_sec * kNanoseconds + status.st_mtim.tv_nsec,
           status.st_ctim.tv_sec * kNanoseconds + status.st_ctim.tv_nsec};
  return true;
}

Arrivals::Seen* Arrivals::note(const IncomingFile& file, Clock::time_point now) {
  Shape shape;
  if (!shape_of(file.path, shape)) return nullptr;
  Seen& seen = seen_[file.shown];
  seen.present = true;
  if (!(shape == seen.shape)) {
    seen.shape = shape;
    seen.since = now;
    seen.handed_out = seen.said = false;
  }
  return &seen;
}

Arrivals::Stage Arrivals::stage_of(const IncomingFile& file, const Seen& seen, Clock::time_point now) const {
  if (seen.handed_out) return Stage::handed_out;
  const auto still = now - seen.since;
  if (is_under_way(file.name)) return still >= waiting_.patience ? Stage::passed_over : Stage::under_way;
  if (still < waiting_.still) return Stage::arriving;
  const bool ready = still >= waiting_.patience || (looks_whole(file.path, seen.shape.size) && !is_locked(file.path));
  return ready ? Stage::arrived : Stage::held_up;
}

std::vector<IncomingFile> Arrivals::look(Clock::time_point now) {
  held_up_.clear();
  passed_over_.clear();
  for (auto& [name, seen] : seen_) seen.present = false;
  std::vector<IncomingFile> arrived;
  bool arriving = false;
  for (IncomingFile& file : list_inbox(inbox_, except_)) {
    if (is_litter(file)) continue;
    Seen* seen = note(file, now);
    if (seen == nullptr) continue;
    const Stage stage = stage_of(file, *seen, now);
    arriving |= stage == Stage::arriving;
    if ((stage == Stage::held_up || stage == Stage::passed_over) && !seen->said) {
      seen->said = true;
      (stage == Stage::held_up ? held_up_ : passed_over_).push_back(file);
    }
    if (stage == Stage::arrived) arrived.push_back(std::move(file));
  }
  std::erase_if(seen_, [](const auto& entry) { return !entry.second.present; });
  if (arrived.empty()) {
    first_arrived_ = {};
    return arrived;
  }
  if (first_arrived_ == Clock::time_point{}) first_arrived_ = now;
  if (arriving && now - first_arrived_ < waiting_.gather) return {};
  first_arrived_ = {};
  for (const IncomingFile& file : arrived) seen_[file.shown].handed_out = true;
  return arrived;
}

void Arrivals::again(const std::vector<IncomingFile>& files) {
  for (const IncomingFile& file : files) {
    if (const auto seen = seen_.find(file.shown); seen != seen_.end()) seen->second.handed_out = false;
  }
}

}  // namespace huibiao::pipeline
