// Who reports: parks today, other registers tomorrow. Effective-dated, from mappings/parks.csv.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/date.hpp"
#include "model/period.hpp"

namespace huibiao::model {

// One line of a register: what was true of one unit from one day to another.
struct ReportingUnit {
  std::string name;                    // official full name: the identity in every export
  std::string short_name;
  std::vector<std::string> aliases;
  std::string province;
  std::string city;
  std::string county;
  std::string level;                   // as grouped in reports; the register's own word for "not stated" where the source leaves it open
  std::string parent;
  std::string successor;
  std::optional<Date> valid_from;      // nothing: since ever
  std::optional<Date> valid_to;        // nothing: still
  std::vector<std::string> forms;      // ids of the forms it reports
  std::optional<Period> reports_from;  // first period it reports
  std::optional<Period> reports_to;
  int order = 0;                       // official order in printed lists
  int line = 0;                        // of the register's file, for messages

  bool valid_on(const Date& date) const;
  bool reports(std::string_view form, const Period& period) const;
};

struct Register {
  std::string id;                   // "parks"
  std::vector<std::string> levels;  // in printed order
  std::vector<ReportingUnit> units;

  // The entry of that official name that is valid at the end of the period (the latest one where none is), or null.
  const ReportingUnit* find(std::string_view name, const Period& period) const;
};

}  // namespace huibiao::model
