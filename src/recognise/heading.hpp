// What a sheet, its workbook and its file say of themselves around the table: whose, of when, by whom, in which unit
// (rules of the numbers, 3). Nothing is trusted first: everything that speaks is collected, and has to agree.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/recognised.hpp"
#include "model/workbook.hpp"
#include "recognise/boxhead.hpp"
#include "recognise/heading_text.hpp"
#include "recognise/recognise.hpp"
#include "recognise/vocabulary.hpp"

namespace huibiao::recognise {

// Who says something: a word of the catalogue ("place.title", …) names it in messages.
// identity: properties of the workbook; margin: what a template of ours holds beside its form.
enum class Place { person, identity, margin, heading, header, sheet, file, folder, reported };
std::string_view word_of(Place place);

struct PeriodClaim {
  Place place;
  model::Period period;  // year 0 where only the month was said
  std::string text;      // as it stood
  std::optional<model::CellAddress> cell;
};

struct ParkClaim {
  Place place;
  std::vector<std::string> names;  // official names it may mean; none where the name is unknown
  bool certain = true;
  std::string text;
  std::optional<model::CellAddress> cell;
};

struct UnitLine {
  std::vector<std::string> units;  // as written, one or more
  model::CellAddress cell;
};

struct Heading {
  std::vector<PeriodClaim> periods;
  std::vector<ParkClaim> parks;
  std::vector<std::string> sources;                 // office ids mentioned in heading, sheet name or file name
  std::vector<std::string> measures;                // measures that hold for the whole table
  std::vector<const model::Indicator*> indicators;  // named in the heading
  std::optional<UnitLine> unit_line;
  std::optional<model::Date> reported;
  std::string form_title;  // id of the form whose title stands in the heading
  bool correction = false;
  std::optional<std::pair<std::string, std::optional<model::CellAddress>>> sample;   // what calls it a sample, and where
  std::optional<std::pair<std::string, std::optional<model::CellAddress>>> planned;  // … its figures planned ones
  bool cumulative_period = false;  // the heading's period runs from January ("1-3")
  std::string topic_unit;          // the unit behind the indicator that the heading names
  // The title of a table under another's on the same sheet, where it names nothing that is known: its figures are of nothing.
  std::optional<std::pair<std::string, model::CellAddress>> unknown_title;
};

// Reads what lies above the table (down to its header), below its body, and around the workbook.
Heading read_heading(const model::Grid& grid, const Table& table, std::uint32_t first_row, const model::Workbook& workbook,
                     const Circumstances& circumstances, HeadingTexts& texts);

// Only what a person, the file's name and its folders say.
Heading read_names(const Circumstances& circumstances, HeadingTexts& texts);

// The one closing month that all claims agree on. Disagreement, or none, is appended to the form's diagnostics; a disagreement
// also sets its held_by.
void settle_period(const std::vector<PeriodClaim>& claims, const Heading& heading, model::RecognisedForm& form);
// The same for a table of annual figures, whose period is a whole year: of months only December may be named beside it.
void settle_year(const std::vector<PeriodClaim>& claims, model::RecognisedForm& form);
// A unit's form of February whose heading or name says January to February, and nothing says February alone, is of both months.
void settle_both_months(const std::vector<PeriodClaim>& claims, model::RecognisedForm& form);
// Likewise the reporting unit.
void settle_park(const std::vector<ParkClaim>& claims, const Vocabulary& vocabulary, model::RecognisedForm& form);

}  // namespace huibiao::recognise
