// The month's summary workbook, a function a sheet. Observed figures stand once, in the grids; every derived one is a formula
// over them.
#pragma once

#include <memory>
#include <optional>

#include "report/figure_grid.hpp"
#include "report/report.hpp"
#include "report/sums.hpp"

namespace huibiao::report {

// What the sheets of one summary share.
struct Summary {
  const MonthlyReport& report;
  const model::Catalogue& catalogue;
  const Words& words;
  const model::Form& form;
  std::vector<FigureGroup> groups;  // all parks, then each level

  // The figures of the period by park; of the previous one, where the year has one; of items, where the form has any and somebody
  // filed some.
  std::optional<FigureGrid> now;
  std::optional<FigureGrid> before;
  std::optional<FigureGrid> items;
  std::vector<FigureGroup> item_groups;
  std::optional<Sums> sums;
  std::optional<CommonSums> common;
  std::optional<Sums> item_sums;

  // Counts the sums of groups that are not the total, and whether there are none; set by write_contributions.
  struct Ties {
    std::string disagreements;
    bool agree = true;
  } ties;

  const model::MonthAnalysis& analysis() const { return report.analysis; }
  // True where a comparison says nothing: a stock has no cumulative.
  bool meaningless(const model::Indicator& indicator, const model::Measure& measure) const {
    return indicator.nature == model::Nature::stock && measure.cumulative;
  }
};

// Columns of the grids' sheets before the first figure.
inline constexpr std::uint32_t kParkNameColumn = 1;
inline constexpr std::uint32_t kParkCityColumn = 2;
inline constexpr std::uint32_t kGridLabelColumns = 4;
inline constexpr std::uint32_t kGridFirstRow = 4;

void write_cover(Sheet& sheet, const Summary& summary, const std::vector<std::pair<std::string, std::string>>& contents);
void write_totals(Sheet& sheet, const Summary& summary);
// A sheet a page of indicators: which indicators go on which.
std::vector<std::vector<const model::Indicator*>> park_pages(const model::MonthAnalysis& analysis,
                                                             const model::Catalogue& catalogue);
void write_parks(Sheet& sheet, const Summary& summary, const std::vector<const model::Indicator*>& indicators, std::size_t page);
// Every indicator by level, by city and by park. The figures' grid must be placed.
struct ContributionSheets {
  Sheet* levels;
  Sheet* cities;
  Sheet* parks;
};
void write_contributions(const ContributionSheets& sheets, Summary& summary);
void write_items(Summary& summary);
// The cells of the items' sheet that hold those rows' shares of the whole. Precondition: the analysis has concentrations.
std::string item_shares(const Summary& summary, const FigureGroup& group);
void write_concentration(Sheet& sheet, const Summary& summary);
void write_questions(Sheet& sheet, const Summary& summary);
void write_figures(Summary& summary);
void write_previous(Summary& summary);
// For filers, no finding quotes what is another's.
enum class Readers { department, filers };
void write_quality(Sheet& sheet, const MonthlyReport& report, const model::Catalogue& catalogue, const Words& words,
                   Readers readers = Readers::department);
void write_detail(Sheet& sheet, const Summary& summary);
// The same without links to other sheets.
void write_plain_detail(Sheet& sheet, const MonthlyReport& report, const model::Catalogue& catalogue, const Words& words);

// Of the desk edition and of its details.
inline constexpr const char* kDetailKind = "detail";
// Whether the period has more details than a sheet of the desk edition takes. They then go into a workbook of their own, without
// links and written in constant memory, beside the desk's: its name, and the writing of it.
bool detail_apart(const MonthlyReport& report, const model::Catalogue& catalogue);
std::string detail_file(const MonthlyReport& report, const Words& words);
model::Result<model::WrittenFile> write_detail_book(const MonthlyReport& report, const model::Catalogue& catalogue,
                                                    const Words& words, const std::filesystem::path& out);

}  // namespace huibiao::report
