// What was known on a day: the submissions received by then, what checks say of them, and what people had decided. Every command
// that answers a question or writes a report asks here, and not the store.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "integrate/decided.hpp"
#include "model/catalogue.hpp"
#include "model/effective.hpp"
#include "model/participation.hpp"
#include "model/result.hpp"
#include "pipeline/checked_then.hpp"
#include "store/store.hpp"

namespace huibiao::pipeline {

class Knowledge {
 public:
  // as_of: nothing for all that is known. Store and catalogue must outlive it. Fails as the store does.
  static model::Result<Knowledge> gather(store::Store& store, const model::Catalogue& catalogue,
                                         const std::optional<model::Date>& as_of);

  const integrate::Decided& decided() const { return decided_; }
  const model::Catalogue& catalogue() const { return *catalogue_; }

  // The registers of which anything was ever received, in the catalogue's order: of the others nothing is expected.
  const std::vector<const model::Register*>& registers() const { return registers_; }
  // Every period that a known submission speaks of, ascending.
  model::Result<std::vector<model::Period>> periods() const;
  // Those that are of the period or speak of it, or all: without observations; findings that a person settled are left out (and
  // appended there, where that is wanted), and the state is what follows from the others.
  model::Result<std::vector<model::Submission>> submissions(const std::optional<model::Period>& period,
                                                            model::Diagnostics* settled = nullptr) const;
  // The effective table of one period, resolved against what stood in the month before; what resolving has to say is appended,
  // without what a person settled.
  model::Result<model::EffectiveTable> effective_table(const model::Period& period, model::Diagnostics& diagnostics,
                                                       model::Diagnostics* settled = nullptr) const;
  // Every unit's standing in the period, on that day, of the registers in their order. received, table: what is known of the
  // period.
  model::Result<std::vector<model::Participation>> participation(const model::Period& period,
                                                                 const std::vector<model::Submission>& received,
                                                                 const model::EffectiveTable& table,
                                                                 const model::Date& day) const;
  // The latest date of sending that is printed in what is known, so that the same store gives the same answer on any day.
  model::Result<model::Date> latest_date() const;

 private:
  Knowledge(store::Store& store, const model::Catalogue& catalogue, const std::optional<model::Date>& as_of,
            integrate::Decided decided)
      : store_(&store), catalogue_(&catalogue), as_of_(as_of), decided_(std::move(decided)) {}

  bool knows(const std::optional<model::Date>& known) const { return !as_of_ || !known || *known <= *as_of_; }
  model::Outcome learn_registers();
  // Leaves out what was not known on that day.
  void leave_unknown(std::vector<model::Submission>& submissions) const;
  model::Result<std::vector<model::Layer>> layers(const std::vector<model::Period>& periods) const;
  // Holds the layer, or lets it go, by what checks say of what was known then.
  void put_right(model::Layer& layer) const;
  // What was said of these, and explained, by what was known then.
  model::Outcome replace_findings(std::vector<model::Submission>& submissions) const;

  store::Store* store_;
  const model::Catalogue* catalogue_;
  std::optional<model::Date> as_of_;
  integrate::Decided decided_;
  std::vector<const model::Register*> registers_;
  std::unique_ptr<CheckedThen> then_;  // null where nothing came or was decided since
};

}  // namespace huibiao::pipeline
