// Grid + Catalogue -> which form, which park, which period, where stub, boxhead and body lie. Relations, never coordinates.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/catalogue.hpp"
#include "model/recognised.hpp"
#include "model/workbook.hpp"
#include "recognise/margin.hpp"

namespace huibiao::recognise {

// What is known of a workbook besides its cells.
struct Circumstances {
  std::string file;                     // name of the file
  std::string folder;                   // folders between the inbox and the file, "" at its top
  std::optional<std::string> park;      // said by a person; overrides what the workbook says, and that is recorded
  std::optional<model::Period> period;  // likewise
  const Margins* margins = nullptr;     // that were taken out of it

  // The margin of that sheet, or null.
  const Margin* margin(std::size_t grid) const {
    if (margins == nullptr) return nullptr;
    const auto found = margins->find(grid);
    return found == margins->end() ? nullptr : &found->second;
  }
};

// Recognises against one catalogue, which must outlive it. Keeps indexes and labels seen before; use one for each thread.
class Recogniser {
 public:
  explicit Recogniser(const model::Catalogue& catalogue);
  ~Recogniser();

  // Every form and office table in the workbook. Empty where nothing was recognised; then `diagnostics` says what was looked for.
  // Diagnostics of the workbook as a whole go to `diagnostics`, those of one form into it.
  std::vector<model::RecognisedForm> recognise(const model::Workbook& workbook, const Circumstances& circumstances,
                                               model::Diagnostics& diagnostics);

  // Whose file it is and of when, by its name and folders alone: for what is kept without being read. Fills park and period where
  // nothing contradicts, and says nothing where something does.
  void attribute(const Circumstances& circumstances, model::RecognisedForm& form);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace huibiao::recognise
