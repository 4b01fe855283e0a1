// One year's ledgers, file by file, and what they come to together.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "extract/ledger.hpp"
#include "model/catalogue.hpp"
#include "model/submission.hpp"
#include "pipeline/ledgers.hpp"

namespace huibiao::pipeline {

// A unit's enterprises in one file.
struct LedgerPark {
  std::vector<extract::LedgerFigure> figures;  // parallel to the definition's aggregates
  std::vector<extract::LedgerEntry> entries;   // ascending by code; group is that of the reading
  std::size_t rows = 0;
  std::string held_by;
  std::set<std::pair<std::string, std::string>> names;  // sheet, and what its column of units says
  std::string places;                                   // "Sheet1!2:300 n=298"
  std::string sheet;                                    // of the first one
  std::uint32_t row = 0;
  std::vector<int> columns;  // of that sheet, by place in the definition
};

// What one file says of one year.
struct LedgerPart {
  const model::LedgerDefinition* definition = nullptr;
  int year = 0;
  std::string submission, file, path;
  int intake = 0;
  bool correction = false;
  std::map<std::string, LedgerPark> parks;  // by official name
  std::vector<std::string> sheets;          // by the group of an entry
};

// The years that the sheets of a file are of; a sheet that does not say its year is of none (0).
std::map<int, std::vector<std::size_t>> ledger_years(const extract::LedgerReading& reading);
// The reading's sheets of that year. What is wrong with its units, and with its rows, is appended to the diagnostics.
LedgerPart ledger_part(const extract::LedgerReading& reading, int year, LedgerFiles& files, model::Diagnostics& diagnostics);

// Files of one year in the order in which they count: by intake, correction, path.
class LedgerYear {
 public:
  void add(const LedgerPart& part);  // it must outlive this
  // The parts that make up what that one says of the unit.
  std::vector<const LedgerPart*> counted(const std::string& park, const LedgerPart& part, int known_by) const;
  // What that part says of its units, beside the others: observations are appended, and what is to be said of them. Of a unit
  // that several files of one intake speak of the last one says all of it. looks_back: of the aggregates that look back the
  // others are left out, or these alone are meant.
  enum class Which { all, without_year_before, looking_back };
  void say(const LedgerPart& part, Which which, int known_by, std::vector<model::Observation>& observations,
           model::Diagnostics& diagnostics) const;

 private:
  struct Standing {
    std::vector<const LedgerPart*> parts;  // that count together
    std::vector<const LedgerPart*> replaced;
    std::map<const LedgerPart*, std::string> twice;  // parts that contradict each other, with the rows
    const LedgerPart* last = nullptr;                // that says it
  };
  using Elsewhere = std::map<std::pair<std::string, const LedgerPart*>, std::string>;
  // Of the files up to that intake.
  Standing standing(const std::string& park, int known_by) const;
  // Enterprises that stand under another unit, too: the rows, by unit and part.
  const Elsewhere& elsewhere(int known_by) const;
  void tell_elsewhere(const std::string& name, const Standing& all, int known_by, LedgerPark& joint,
                      model::Diagnostics& diagnostics) const;
  static void add_others(const std::string& name, const LedgerPart& part, const Standing& all, LedgerPark& joint);
  static void tell_replaced(const std::string& name, const Standing& all, model::Diagnostics& diagnostics);
  static void observe(const LedgerPart& part, const std::string& name, const LedgerPark& joint, Which which,
                      std::vector<model::Observation>& observations);

  std::vector<const LedgerPart*> parts_;
  mutable std::map<int, Elsewhere> elsewhere_;  // by intake
};

}  // namespace huibiao::pipeline
