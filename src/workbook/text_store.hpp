// The text of a workbook, up to what it may cost.
#pragma once

#include <array>
#include <cstring>
#include <memory>
#include <memory_resource>
#include <string_view>

#include "model/workbook.hpp"

namespace huibiao::workbook {

class TextStore {
 public:
  TextStore(model::Workbook& workbook, std::size_t limit) : workbook_(workbook), room_(limit), shown_room_(limit) {}

  // The lasting view; "" from the moment on when the limit is passed.
  std::string_view keep(std::string_view text) {
    if (text.size() > room_) {
      full_ = true;
      return {};
    }
    room_ -= text.size();
    return passing_ ? passing_->keep(text) : workbook_.keep(text);
  }
  // From now on a text lasts only until the next call.
  void start_batch() {
    if (!passing_) passing_ = std::make_unique<Passing>();
    passing_->texts.release();
  }
  // Counts text that cells share as often as it is shown: a long string in many cells is a small file that nobody can print.
  void share(std::string_view text) {
    full_ |= text.size() > shown_room_;
    shown_room_ -= full_ ? 0 : text.size();
  }
  // True where something could not be kept, or is shown too often: the workbook must be refused.
  bool full() const { return full_; }

 private:
  // The text of one batch of cells, in memory that serves the next one again.
  struct Passing {
    std::string_view keep(std::string_view text) {
      if (text.empty()) return {};
      return {static_cast<char*>(std::memcpy(texts.allocate(text.size(), 1), text.data(), text.size())), text.size()};
    }
    std::array<char, 64 * 1024> memory;
    std::pmr::monotonic_buffer_resource texts{memory.data(), memory.size()};
  };

  model::Workbook& workbook_;
  std::unique_ptr<Passing> passing_;
  std::size_t room_;  // bytes
  std::size_t shown_room_;
  bool full_ = false;
};

}  // namespace huibiao::workbook
