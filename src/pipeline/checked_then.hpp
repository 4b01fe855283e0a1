// What checks said on an earlier day. What the store says of a form rests on what was known when it was last checked: where
// something came later, or was decided later, it is checked again without that.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "integrate/decided.hpp"
#include "model/catalogue.hpp"
#include "model/result.hpp"
#include "pipeline/checking.hpp"
#include "store/store.hpp"

namespace huibiao::pipeline {

class CheckedThen {
 public:
  // later: what was decided after that day. Store, catalogue and decided (what was decided by then) must outlive it. Fails as the
  // store does.
  static model::Result<CheckedThen> gather(store::Store& store, const model::Catalogue& catalogue, const model::Date& day,
                                           const std::vector<model::Decision>& later);

  // True where what the store says of the unit's form may rest on what nobody knew yet.
  bool rests_on_later(const std::string& park, const model::Period& period) const;
  // Checks what is known of these periods, with what it looks back on, and nothing else. To be called before revision_of() is
  // asked about them.
  model::Outcome look_at(const std::vector<model::Period>& periods, const integrate::Decided& decided);
  // What is to be said of the submission's forms that rest on later ones, or null where nothing is.
  const store::Revision* revision_of(const std::string& submission) const;

 private:
  CheckedThen(store::Store& store, const model::Catalogue& catalogue, const model::Date& day)
      : store_(&store), catalogue_(&catalogue), day_(day) {}

  void touch(const std::string& park, const model::Period& period);
  // Of those periods what was known then, as people had decided it.
  model::Result<std::vector<model::Layer>> known_layers(const std::vector<model::Period>& periods,
                                                        const std::vector<std::string>& parks,
                                                        const integrate::Decided& decided) const;

  store::Store* store_;
  const model::Catalogue* catalogue_;
  model::Date day_;
  FirstMonths touched_;
  int through_ = -1;                                  // the last month that has been looked at
  std::map<std::string, store::Revision> revisions_;  // by submission
};

}  // namespace huibiao::pipeline
