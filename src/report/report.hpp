// Tables and diagnostics -> workbooks for people: the month's summary, the filled forms, the blank templates, and the manifest of
// all that was written. The only room that writes workbooks. Everything it says comes from templates/report/*.toml and the forms'
// definitions.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "model/analysis.hpp"
#include "model/catalogue.hpp"
#include "model/effective.hpp"
#include "model/participation.hpp"
#include "model/place_analysis.hpp"
#include "model/result.hpp"
#include "model/submission.hpp"
#include "model/written_file.hpp"
#include "model/year_analysis.hpp"

namespace huibiao::report {

// What the reports of one period are made of. All must outlive the call.
struct MonthlyReport {
  model::Period period;
  const model::EffectiveTable& table;    // at least this period's
  const model::MonthAnalysis& analysis;  // of this period
  const std::vector<model::Participation>& participation;
  const std::vector<model::Submission>& submissions;  // of this period
  const model::Diagnostics& diagnostics;              // about this period, those of its submissions included
  model::Date cut_off;                                // what was known on that day; also the files' date of creation
  bool flash = false;                                 // before all that is due has come
  std::vector<model::Timeliness> timeliness = {};     // of the year up to the period
  std::vector<model::OpenQuestion> questions = {};    // about `diagnostics`, the one that weighs most first
  std::size_t most_detail_rows = 60'000;              // more go into a workbook of their own, in constant memory
};

// Writes the reader's and the desk's edition of the summary, each park's filled form, and what goes back to the parks to be
// corrected into a folder of the period under `out`; paths in the result are relative to `out`. `language` is "zh" or "en";
// official forms are Chinese in both. The same input gives the same bytes. Fails where a file cannot be written
// ("report.not-written", the environment) or would be broken; what was written before stays.
model::Result<std::vector<model::WrittenFile>> write_month(const MonthlyReport& report, const model::Catalogue& catalogue,
                                                           std::string_view language, const std::filesystem::path& out);

// The answers to forms that are of the whole year, which have no other report: returned copies, as write_month() writes them. The
// report's analysis is not asked for.
model::Result<std::vector<model::WrittenFile>> write_answers(const MonthlyReport& report, const model::Catalogue& catalogue,
                                                             std::string_view language, const std::filesystem::path& out);

// What the reports of one period are made of for a register whose reports go by place. All must outlive the call.
struct PlacesReport {
  const MonthlyReport& period;  // of that register alone; its analysis is not asked for but by form and parks
  const model::PlaceAnalysis& analysis;
  std::vector<model::PlaceAnalysis> extracts = {};  // for each place whose extract is wanted, its units alone
};
// Writes the workbook of all units, an extract for each place (figures of no other place's units in it), and the filled forms and
// returned copies. Otherwise as write_month().
model::Result<std::vector<model::WrittenFile>> write_places(const PlacesReport& report, const model::Catalogue& catalogue,
                                                            std::string_view register_id, std::string_view language,
                                                            const std::filesystem::path& out);

// What the roll-up of a year is made of for such a register: its periods, ascending, with the same units in each.
struct PlacesYearReport {
  int year = 0;
  const std::vector<model::PlaceAnalysis>& periods;
  const std::vector<model::Timeliness>& timeliness;
  model::Date cut_off;
};
model::Result<std::vector<model::WrittenFile>> write_places_year(const PlacesYearReport& report,
                                                                 const model::Catalogue& catalogue, std::string_view register_id,
                                                                 std::string_view language, const std::filesystem::path& out);

// What the summary of a year is made of. All must outlive the call.
struct AnnualReport {
  const model::YearAnalysis& analysis;
  const std::vector<model::Timeliness>& timeliness;  // of the year
  model::Date cut_off;
};

// Writes the summary of the year for the units of that register; nothing where the register has no edition of its own.
model::Result<std::vector<model::WrittenFile>> write_year(const AnnualReport& report, const model::Catalogue& catalogue,
                                                          std::string_view register_id, std::string_view language,
                                                          const std::filesystem::path& out);
// Whether the summary of that year lies there.
bool has_annual_summary(int year, const model::Catalogue& catalogue, std::string_view register_id, std::string_view language,
                        const std::filesystem::path& out);

// Which blank forms are wanted. What is left empty means all.
struct TemplateRequest {
  int year = 0;
  std::string form;                              // id
  std::string park;                              // official full name
  std::optional<model::Period> period;           // of that year
  bool year_workbooks = false;                   // one workbook for each park's year, a sheet for each period
  const model::EffectiveTable* known = nullptr;  // figures of the year before, and of the year so far, to suggest; may be null
};

// The kind of an archive of blank forms in the manifest; its period is the year.
inline constexpr const char* kTemplateArchive = "template-archive";

// Writes the blank forms of every park that reports in that year, one for each period in which the form is due. Where no park is
// asked for, also an archive for each city.
model::Result<std::vector<model::WrittenFile>> write_templates(const TemplateRequest& request, const model::Catalogue& catalogue,
                                                               std::string_view language, const std::filesystem::path& out);

// Says of an entry of the earlier manifest whether this run stands for it: then the file is removed unless this run wrote it too.
// An entry that it does not stand for is kept, as long as its file is there.
using Scope = std::function<bool(const model::WrittenFile&)>;
bool everything(const model::WrittenFile& entry);

// Replaces out/manifest.json, entries by path, and removes what the earlier one lists and `files` does not, within `scope`. Only
// files under `out` are ever removed; an entry that points elsewhere, or a manifest that cannot be read, is left alone.
model::Outcome write_manifest(const std::filesystem::path& out, std::vector<model::WrittenFile> files,
                              const Scope& scope = everything);

}  // namespace huibiao::report
