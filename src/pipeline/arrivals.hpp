// Which files of an inbox have arrived whole. The folder is looked at again and again, which works on network shares too, where
// nobody announces a change.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "pipeline/inbox.hpp"

namespace huibiao::pipeline {

// How long is waited, and for what.
struct Waiting {
  std::chrono::milliseconds still{1000};      // a file this long unchanged is no longer being written
  std::chrono::milliseconds patience{30000};  // one that does not look whole, or is locked, is then taken as it is
  std::chrono::milliseconds gather{3000};     // a file that has arrived waits this long for others that are arriving
};

class Arrivals {
 public:
  using Clock = std::chrono::steady_clock;

  Arrivals(std::filesystem::path inbox, std::filesystem::path except, Waiting waiting);

  // Looks once. Files that have arrived or changed since they were last handed out, all together once none of them is still
  // arriving; empty while there is nothing, or something to wait for. Lock files, litter and names of downloads under way are
  // never among them.
  std::vector<IncomingFile> look(Clock::time_point now);
  // Files that the last look began to wait for although they lie still: not whole yet, or locked.
  const std::vector<IncomingFile>& held_up() const { return held_up_; }
  // Files that will never be handed out since they have the name of a download under way, though they have lain still for as long
  // as patience lasts: found by the last look, once each.
  const std::vector<IncomingFile>& passed_over() const { return passed_over_; }
  // Those files are handed out once more: what was to be done with them failed.
  void again(const std::vector<IncomingFile>& files);

 private:
  struct Shape {
    std::uint64_t inode = 0;
    std::int64_t size = -1, changed = 0, status_changed = 0;  // bytes; nanoseconds
    friend bool operator==(const Shape&, const Shape&) = default;
  };
  struct Seen {
    Shape shape;
    Clock::time_point since;  // it has this shape
    bool handed_out = false;
    bool said = false;  // that it is waited for, or passed over
    bool present = false;
  };
  enum class Stage { arriving, held_up, arrived, handed_out, under_way, passed_over };

  // Of all files but litter: what was there when it was last looked at. Nothing where it is gone again.
  Seen* note(const IncomingFile& file, Clock::time_point now);
  Stage stage_of(const IncomingFile& file, const Seen& seen, Clock::time_point now) const;
  static bool shape_of(const std::filesystem::path& path, Shape& shape);

  std::filesystem::path inbox_, except_;
  Waiting waiting_;
  std::map<std::string, Seen> seen_;  // by the name that is shown
  std::vector<IncomingFile> held_up_, passed_over_;
  Clock::time_point first_arrived_{};
};

}  // namespace huibiao::pipeline
