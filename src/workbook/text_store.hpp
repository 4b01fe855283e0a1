// The text of a workbook, up to what it may cost.
#pragma once

#include <string_view>

#include "model/workbook.hpp"

namespace huibiao::workbook {

class TextStore {
 public:
  TextStore(model::Workbook& workbook, std::size_t limit) : workbook_(workbook), room_(limit) {}

  // The lasting view; "" from the moment on when the limit is passed.
  std::string_view keep(std::string_view text) {
    if (text.size() > room_) {
      full_ = true;
      return {};
    }
    room_ -= text.size();
    return workbook_.keep(text);
  }
  // True where something could not be kept: the workbook must be refused.
  bool full() const { return full_; }

 private:
  model::Workbook& workbook_;
  std::size_t room_;
  bool full_ = false;
};

}  // namespace huibiao::workbook
