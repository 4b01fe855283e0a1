// Whose figure counts in a row (rules of the numbers, 5).
#pragma once

#include <map>
#include <string>
#include <utility>

#include "model/catalogue.hpp"

namespace huibiao::integrate {

class Owners {
 public:
  explicit Owners(const model::Catalogue& catalogue) : catalogue_(catalogue) {}

  // The office that provides the indicator: by the forms in force that year (the highest one that asks for it), or else by the
  // offices' own lists; the park itself where neither says so.
  const std::string& of(const std::string& indicator, int year);

 private:
  std::string find(const std::string& indicator, int year) const;

  const model::Catalogue& catalogue_;
  std::map<std::pair<std::string, int>, std::string> found_;
};

}  // namespace huibiao::integrate
