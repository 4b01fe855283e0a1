// The parts of a catalogue in the order in which they are read: each may refer to those before it.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "catalogue/source.hpp"
#include "model/catalogue.hpp"
#include "model/evaluation.hpp"

namespace huibiao::catalogue {

class TableReader;

// What is being loaded, and what is wrong with it so far.
struct Loading {
  const Sources& sources;
  model::Catalogue& catalogue;
  model::Diagnostics& diagnostics;

  // The versions of that file, or nothing with a diagnostic.
  const std::vector<SourceFile>& versions(const std::string& relative);
  // Reads the last version of that file, where overlays replace; says which of its keys nobody asked for.
  void with_table(const std::string& relative, const std::function<void(TableReader&)>& read);
};

void read_units(Loading& loading);       // mappings/units.toml
void read_schedule(Loading& loading);    // mappings/schedule.toml, schedule.csv and holidays.csv, overlays of these two added
void read_indicators(Loading& loading);  // templates/indicators.toml: indicators and measures
void read_offices(Loading& loading);     // mappings/offices.toml
// The units, measures, indicators and offices that a form brings with it; the ids of these indicators are added to `own`.
void read_own_definitions(TableReader& form, Loading& loading, std::set<std::string, std::less<>>& own);
// mappings/registers.toml. Gives, for each register, the csv file of its units: they name forms, and forms name registers.
std::vector<std::string> read_registers(Loading& loading);
void read_checks(Loading& loading);   // templates/checks/*.toml: the checks that hold on every form
void read_forms(Loading& loading);    // templates/<form>/<first-year>.toml, with the checks of each
void read_ledgers(Loading& loading);  // templates/ledger/<id>.toml; indicators, registers and offices are known
// The units of each register, in the order of read_registers; overlays added.
void read_register_units(Loading& loading, const std::vector<std::string>& files);
void read_scopes(Loading& loading);       // mappings/scopes.toml and scopes.csv, overlays of the latter added; parks are known
void read_labels(Loading& loading);       // mappings/labels.toml, overlays added
void read_answers(Loading& loading);      // mappings/answers.toml; indicators are known
void read_industries(Loading& loading);   // mappings/industries.csv, overlays added
void read_lexicon(Loading& loading);      // mappings/lexicon.toml
void read_messages(Loading& loading);     // mappings/messages.<language>.toml
void read_comparisons(Loading& loading);  // mappings/province.csv and targets.csv, overlays added
void read_reports(Loading& loading);      // templates/report/<id>.toml
// templates/evaluation/<id>.toml, and mappings/unit_types.csv, overlays of the latter added; parks are known.
std::vector<model::EvaluationSystem> read_evaluations(const Sources& sources, const model::Catalogue& catalogue,
                                                      model::Diagnostics& diagnostics);
// A reader's edition, with its texts already read.
void read_edition(TableReader& top, Loading& loading, model::ReportDefinition texts);

// Reports by place, likewise.
void read_place_report(TableReader& top, Loading& loading, model::ReportDefinition texts);

// Says which files nobody reads: a misspelt file name would pass in silence. Call it when the registers are known.
void check_files(Loading& loading, const std::vector<std::string>& register_files);

std::string_view role_name(model::ColumnRole role);  // as it is written in a form's definition
bool is_form_path(const std::string& relative);
bool is_evaluation_path(const std::string& relative);
bool is_ledger_path(const std::string& relative);
bool is_report_path(const std::string& relative);
bool is_check_path(const std::string& relative);
bool is_message_path(const std::string& relative);

}  // namespace huibiao::catalogue
