#include "model/form.hpp"

namespace huibiao::model {

const FormRow* Form::row_of(std::string_view indicator) const {
  for (const FormTable& table : tables) {
    for (const FormRow& row : table.rows) {
      if (row.indicator == indicator) return &row;
    }
  }
  return nullptr;
}

}  // namespace huibiao::model
