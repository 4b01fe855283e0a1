// Who reports: the registers of reporting units, effective-dated, from mappings/registers.toml and a csv file each.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.hpp"
#include "model/form.hpp"
#include "model/period.hpp"

namespace huibiao::model {

// One line of a register: what was true of one unit from one day to another.
struct ReportingUnit {
  std::string name;  // official full name: the identity in every export
  std::string short_name;
  std::vector<std::string> aliases;
  std::string province;
  std::string city;
  std::string county;
  std::string level;  // as grouped in reports; the register's own word for "not stated" where the source leaves it open
  std::string parent;
  std::string successor;
  std::optional<Date> valid_from;      // nothing: since ever
  std::optional<Date> valid_to;        // nothing: still
  std::vector<std::string> forms;      // ids of the forms it reports
  std::optional<Period> reports_from;  // first period it reports
  std::optional<Period> reports_to;
  std::map<std::string, std::string, std::less<>> details;  // of the register's own columns, by id
  int order = 0;                                            // official order in printed lists
  int line = 0;                                             // of the register's file, for messages

  // The value of that column of the register, common or own ("county", "building_body"); "" where it has none.
  const std::string& column(std::string_view id) const;
  bool valid_on(const Date& date) const;
  bool reports(std::string_view form, const Period& period) const;
};

// A column that a register has beside those that all have.
struct RegisterColumn {
  std::string id;
  Wording name;
};

// One step of review between filling in and counting: who has to approve what a unit sent.
struct ApprovalLevel {
  std::string id;                                             // "county", as on the command line
  Wording name;                                               // of whoever approves: the county
  std::string by;                                             // the column of the register that says whose approval it takes
  std::string approver = "{value}";                           // how its office is called, from the value of that column
  std::map<std::string, std::string, std::less<>> approvers;  // of those called otherwise, by that value

  // The office that approves for the unit.
  std::string approver_of(const ReportingUnit& unit) const;
};

struct Register {
  std::string id;  // "parks"
  Wording name;
  std::vector<std::string> levels;  // in printed order
  std::string place = "city";       // the column that says which place a unit lies in: whose figures of a place are the same
  std::vector<RegisterColumn> columns;
  std::vector<ApprovalLevel> approvals;  // in order; none: what a unit sends counts as it comes
  std::vector<ReportingUnit> units;

  const ApprovalLevel* approval(std::string_view level) const;

  // The entry of that official name that is valid at the end of the period (the latest one where none is), or null.
  const ReportingUnit* find(std::string_view unit_name, const Period& period) const;
};

}  // namespace huibiao::model
