// The wording of a report in one language, from templates/report/<id>.toml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/analysis.hpp"
#include "model/catalogue.hpp"

namespace huibiao::report {

class Words {
 public:
  // All must outlive the words. `definition` holds every key of model::kReportKeys: catalogue::load has checked that. What `own`
  // says, where it is given, goes before.
  Words(const model::ReportDefinition& definition, std::string_view language, const model::ReportDefinition* own = nullptr)
      : definition_(definition), own_(own), language_(language) {}

  // The text of that key, each {name} replaced by its argument.
  std::string operator()(std::string_view key, const model::Arguments& arguments = {}) const;
  // The lines of a text that has several.
  std::vector<std::string> lines(std::string_view key, const model::Arguments& arguments = {}) const;
  // What a name from other data is called here ("level.<name>", "unit.<id>"); the name itself where the definition does not say.
  std::string name(std::string_view prefix, const std::string& name) const { return this->name(prefix, name, name); }
  std::string name(std::string_view prefix, const std::string& name, const std::string& otherwise) const;
  const std::string& in(const model::Wording& wording) const { return wording.in(language_); }
  std::string_view language() const { return language_; }

  // The name of a period in the language: a month, or the months from one to another of a year.
  std::string period(const model::Period& period) const;
  std::string months_to(const model::Period& period) const;
  std::string change(model::ChangeKind kind) const;

 private:
  const model::Wording* find(std::string_view key) const;

  const model::ReportDefinition& definition_;
  const model::ReportDefinition* own_;
  std::string_view language_;
};

// {year}, {month}, {first}, {period} of a period, for patterns.
model::Arguments period_arguments(const model::Period& period);

}  // namespace huibiao::report
