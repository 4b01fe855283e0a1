// Everything that templates/ and mappings/ say, checked whole when it is loaded. Immutable afterwards and shared by all rooms.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/check.hpp"
#include "model/diagnostic.hpp"
#include "model/edition.hpp"
#include "model/form.hpp"
#include "model/ledger.hpp"
#include "model/lexicon.hpp"
#include "model/place_report.hpp"
#include "model/reporting_unit.hpp"
#include "model/schedule.hpp"
#include "model/unit.hpp"

namespace huibiao::model {

// A measure : what a value column holds.
struct Measure {
  std::string id;  // "current", "current_year_ago", "ytd", "ytd_year_ago"
  Wording name;
  Wording of_year;                   // what it is called where the period is a whole year; empty: the same
  std::vector<std::string> aliases;  // wordings of its header, beside the forms' own
  std::string year_ago;              // id of the measure that is its base a year ago; "" where it has none
  std::string unit;                  // id of its own unit (a rate's "%"); "" where it is the indicator's
  std::string rate_of;               // id of the measure whose growth it is; "" where it is no rate
  bool words = false;                // words of the filer's own beside an answer, no figure
  bool cumulative = false;
  std::vector<int> may_be_blank_in;  // months whose column nobody owes: February's, where January and February are added up

  // "2024" or "2024-03".
  const Wording& name_in(std::string_view period) const;
};

// Other wordings of an indicator (labels.toml).
struct LabelAlias {
  std::string indicator;
  std::string text;
  std::string part_of;  // only under this whole; "" anywhere
};

// An industry's spellings (industries.csv): the first is the one kept.
struct Industry {
  std::string name;
  std::vector<std::string> aliases;
};

// What people write for one code of an answer (answers.toml).
struct AnswerWords {
  std::string code;
  std::vector<std::string> words;   // each says it; something may follow that explains
  std::vector<std::string> doubts;  // words in what follows that leave it open after all
  bool wants_reason = false;        // who answers so has to explain it
  bool runs_on = false;             // what explains may follow without a sign between
};

// What a figure covers (scopes.toml): industry above designated size, everything in the park, …
struct Scope {
  std::string id;
  Wording name;
};

// The scope of an indicator (scopes.csv), at one park or, where it is "", at all; from one period to another, both included.
struct ScopeLine {
  std::string park;
  std::string indicator;
  std::string scope;
  std::optional<Period> from, to;
};

// The wording of one rule's diagnostics. Placeholders are {name}: an argument, or park, period, indicator, measure, cell, file,
// sheet.
struct RuleWording {
  std::string found;
  std::string expected;
  std::string action;
  // To the filer of the form, in a returned copy:
  std::string told;   // in place of found, where that would quote figures or names that are not the filer's own
  std::string asked;  // in place of action, where that is for the department
};

// A diagnostic in words, in one language.
struct WordedMessage {
  std::string found;
  std::string expected;
  std::string action;
};

struct Catalogue {
  std::vector<Indicator> indicators;  // in the order of templates/indicators.toml
  std::vector<Measure> measures;
  std::vector<Form> forms;                // every version, ascending by id, then first year
  std::vector<LedgerDefinition> ledgers;  // by id
  std::vector<Unit> units;
  std::vector<Office> offices;
  std::vector<Batch> batches;
  Schedule schedule;
  std::vector<Register> registers;
  std::vector<Scope> scopes;
  std::vector<ScopeLine> scope_lines;
  std::vector<LabelAlias> label_aliases;
  std::vector<Industry> industries;
  std::vector<AnswerWords> answers;
  std::vector<ReportDefinition> reports;
  std::vector<Edition> editions;  // the definitions in templates/report that are of a register
  std::vector<PlaceReport> place_reports;
  std::vector<ProvinceGrowth> province;
  std::vector<Target> targets;
  std::vector<Check> checks;  // shared ones first, then those of the forms, in the order of their files
  Lexicon lexicon;
  std::map<std::string, std::map<std::string, RuleWording, std::less<>>, std::less<>>
      rule_wordings;  // language -> rule -> wording
  std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>>
      words;           // language -> key -> text of the CLI
  std::string digest;  // SHA-256 hex of all its files: changes when anything does

  const Indicator* indicator(std::string_view id) const;
  const Measure* measure(std::string_view id) const;
  // The measure whose base a year ago that one is, or null where it is none's.
  const Measure* measure_based_on(std::string_view id) const;
  const Unit* unit(std::string_view id) const;
  const Office* office(std::string_view id) const;
  const Batch* batch(std::string_view id) const;
  // The rate of growth of that measure, or null where there is none.
  const Measure* rate_of(std::string_view id) const;
  // The measure that holds the filer's words beside an answer, or null where there is none.
  const Measure* words_beside_answer() const;
  // The unit that a bare multiplier counts in that dimension, or null where it has none.
  const Unit* natural_unit(std::string_view dimension) const;
  const Register* register_of(std::string_view id) const;
  const ReportDefinition* report(std::string_view id) const;
  // The reader's edition of that register's reports, or null.
  const Edition* edition_of(std::string_view register_id) const;
  // The reports by place of that register, or null.
  const PlaceReport* place_report_of(std::string_view register_id) const;
  // The register that lists a unit of that name, or null.
  const Register* register_listing(std::string_view unit_name) const;
  // The version of the form that holds in that year: the one with the latest first year not after it (the first one where none
  // is), or null where no such form exists.
  const Form* form(std::string_view id, int year) const;
  const LedgerDefinition* ledger(std::string_view id) const;

  // The id of the scope that the indicator has at the park in that period, "" where none is stated.
  std::string_view scope_of(std::string_view indicator, std::string_view park, const Period& period) const;

  // The word of that key in that language ("zh", "en"); the key itself where it is missing.
  std::string_view word(std::string_view language, std::string_view key) const;
};

// "where: found; expected; what to do", and what the filer has said to it, in that language. A rule without wording is printed
// with its id and arguments.
// [[key]] in an argument stands for the word of that key.
std::string render(const Diagnostic& diagnostic, const Catalogue& catalogue, std::string_view language);
// Without the part that says where.
std::string render_message(const Diagnostic& diagnostic, const Catalogue& catalogue, std::string_view language);
// Its parts as the filer of the form may read them: nothing is quoted that is another's (see kQuotesOthers), and asked is what
// the filer can do.
WordedMessage word_for_filer(const Diagnostic& diagnostic, const Catalogue& catalogue, std::string_view language);
// Replaces each {name} by the argument of that name; an unknown name stays as it is.
std::string fill(std::string_view pattern, const Arguments& arguments);

}  // namespace huibiao::model
