// Submissions, and layers of the store, -> filed forms: compact, and by unit and period.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "model/effective.hpp"
#include "model/figure_sheet.hpp"
#include "validate/sheets.hpp"

namespace huibiao::validate {

// Rule ids of checks begin so: what they said, and what they hold, is replaced when they are run again.
inline constexpr std::string_view kCheckPrefix = "check.";

class Filing {
 public:
  // The layout must outlive it.
  explicit Filing(const Layout& layout) : layout_(layout) {}

  // Figures that something else than a check holds are left out, and so are submissions that are held whole, but for proposals.
  void add(const model::Submission& submission);
  void add(const std::vector<model::Layer>& layers);

  void clear();

  const model::Names& names() const { return names_; }
  model::Names& names() { return names_; }
  std::size_t size() const { return forms_.size(); }
  // The forms of each unit. Valid until something is added.
  std::map<std::string, std::vector<const model::FiledForm*>> by_park() const;

 private:
  model::FiledForm& form_of(std::string_view submission, const model::ObservationKey& key);
  model::FigureKey key_of(const model::ObservationKey& key);  // places below 0 for what the layout does not have
  void put(model::FiledForm& form, const model::Observation& observation);

  const Layout& layout_;
  model::Names names_;
  std::vector<model::FiledForm> forms_;  // a figure's origin is its form's place here
  std::map<std::tuple<std::string, std::string, model::Period>, std::size_t> places_;
  std::size_t last_ = 0;
  int last_sheet_ = 0;  // most figures lie on the same sheet as the one before
};

}  // namespace huibiao::validate
