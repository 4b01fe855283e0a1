// The text of a workbook, up to what it may cost.
#pragma once

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
    return workbook_.keep(text);
  }
  // Counts text that cells share as often as it is shown: a long string in many cells is a small file that nobody can print.
  void share(std::string_view text) {
    full_ |= text.size() > shown_room_;
    shown_room_ -= full_ ? 0 : text.size();
  }
  // True where something could not be kept, or is shown too often: the workbook must be refused.
  bool full() const { return full_; }

 private:
  model::Workbook& workbook_;
  std::size_t room_;  // bytes
  std::size_t shown_room_;
  bool full_ = false;
};

}  // namespace huibiao::workbook
