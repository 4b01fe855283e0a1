#include "recognise/heading.hpp"

#include <algorithm>
#include <set>

#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

using model::Cell;
using model::CellAddress;
using model::CellKind;

bool contains_any(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

// Where the text that begins there ends: at a bracket that closes what opened before it, or at a semicolon.
std::size_t end_of_saying(std::string_view text, std::size_t from) {
  int open = 0;
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == '(') ++open;
    if (text[at] == ';' || (text[at] == ')' && open-- == 0)) return at;
  }
  return text.size();
}

// What follows one of the words and a colon, up to the end of the saying; nothing where no word opens it. A word in the middle of a
// longer one ("the name of the unit that fills in") does not count.
std::optional<std::string> after_word(const std::string& folded, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    const std::size_t at = folded.find(word);
    if (at == std::string::npos) continue;
    if (at > 0 && static_cast<unsigned char>(folded[at - 1]) >= 0x80) continue;
    std::size_t from = at + word.size();
    while (from < folded.size() && folded[from] == ' ') ++from;
    if (from == folded.size() && at == 0) return "";
    if (from == folded.size() || folded[from] != ':') continue;
    ++from;
    return text::fold(std::string_view(folded).substr(from, end_of_saying(folded, from) - from));
  }
  return std::nullopt;
}

std::vector<std::string> split_units(const std::string& rest, Vocabulary& vocabulary) {
  std::vector<std::string> units;
  std::string piece;
  const auto flush = [&] {
    if (!piece.empty() && vocabulary.is_unit(piece)) units.push_back(piece);
    piece.clear();
  };
  for (std::size_t i = 0; i < rest.size();) {
    const auto lead = static_cast<unsigned char>(rest[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const std::string_view character = std::string_view(rest).substr(i, length);
    i += length;
    // U+3001 parts the units of a list, like a comma.
    if (character == "\xE3\x80\x81" || character == "," || character == " ") {
      flush();
    } else {
      piece += character;
    }
  }
  flush();
  return units;
}

class HeadingReader {
 public:
  HeadingReader(const Circumstances& circumstances, Vocabulary& vocabulary)
      : circumstances_(circumstances), vocabulary_(vocabulary), lexicon_(vocabulary.catalogue().lexicon) {}

  void cell(const model::Grid& grid, const Cell& cell) {
    if (cell.kind == CellKind::number) {  // "202603" typed as a number
      claim_periods(Place::heading, std::string(cell.text), cell.address);
      return;
    }
    if (cell.kind != CellKind::text) return;
    const std::string folded = text::fold(cell.text);
    if (auto rest = after_word(folded, lexicon_["unit_line"]); rest && !heading_.unit_line) {
      if (auto units = split_units(*rest, vocabulary_); !units.empty())
        heading_.unit_line = UnitLine{std::move(units), cell.address};
    }
    if (auto name = after_word(folded, lexicon_["unit_name"])) {
      if (name->empty()) {
        const auto [first, last] = grid.row(cell.address.row);
        const Cell* right =
            std::find_if(first, last, [&](const Cell& other) { return other.address.column > cell.address.column; });
        if (right != last && right->kind == CellKind::text) *name = text::fold(right->text);
      }
      if (!name->empty()) claim_named_park(*name, cell.address);
    } else {
      claim_mentions(Place::heading, folded, cell.address);
    }
    claim_periods(Place::heading, folded, cell.address);
    find_offices(folded);
    find_title(folded);
    find_topics(folded);
    heading_.correction |= contains_any(folded, lexicon_["correction"]);
  }

  void footer(const Cell& cell) {
    if (cell.kind != CellKind::text || heading_.reported || !contains_any(cell.text, lexicon_["filled_on"])) return;
    heading_.reported = text::find_date(cell.text, lexicon_);
  }

  void name(Place place, std::string_view name) {
    const std::string folded = text::fold(name);
    claim_periods(place, folded, std::nullopt);
    if (place == Place::folder) return;  // a folder gathers many parks' files
    claim_mentions(place, folded, std::nullopt);
    find_offices(folded);
    find_title(folded);
    if (place == Place::sheet) find_topics(folded);
    if (place == Place::file) heading_.correction |= contains_any(folded, lexicon_["correction"]);
  }

  void identity(const model::Workbook& workbook) {
    for (const auto& [key, value] : workbook.properties) {
      if (key == "huibiao.period") {
        if (const auto period = model::parse_period(value))
          heading_.periods.push_back({Place::identity, *period, value, std::nullopt});
      } else if (key == "huibiao.park") {
        heading_.parks.push_back({Place::identity, vocabulary_.unit_names().lookup(value), true, value, std::nullopt});
      }
    }
  }

  void person() {
    if (circumstances_.period) {
      heading_.periods.push_back({Place::person, *circumstances_.period, model::to_string(*circumstances_.period), std::nullopt});
    }
    if (circumstances_.park) {
      heading_.parks.push_back(
          {Place::person, vocabulary_.unit_names().lookup(*circumstances_.park), true, *circumstances_.park, std::nullopt});
    }
  }

  Heading take() { return std::move(heading_); }

 private:
  void claim_periods(Place place, const std::string& folded, std::optional<CellAddress> cell) {
    for (const text::PeriodMention& mention : text::find_periods(folded, lexicon_)) {
      heading_.periods.push_back({place, mention.period, folded.substr(mention.offset, mention.length), cell});
      if (place == Place::heading) heading_.cumulative_period |= mention.cumulative;
    }
  }

  void claim_mentions(Place place, const std::string& folded, std::optional<CellAddress> cell) {
    for (const UnitNames::Mention& mention : vocabulary_.unit_names().find(folded)) {
      heading_.parks.push_back({place, {mention.unit}, mention.certain, folded, cell});
    }
  }

  // "Filled in by: NAME", with whatever else stands in the cell behind the name.
  void claim_named_park(const std::string& name, CellAddress cell) {
    std::vector<std::string> names = vocabulary_.unit_names().lookup(name);
    if (names.empty()) {
      for (const UnitNames::Mention& mention : vocabulary_.unit_names().find(name)) {
        if (mention.certain) add_once(names, mention.unit);
      }
      if (names.size() > 1) names.clear();
    }
    heading_.parks.push_back({Place::heading, std::move(names), true, name, cell});
  }

  void find_offices(const std::string& folded) {
    for (const model::Office& office : vocabulary_.catalogue().offices) {
      if (office.id != "park" && contains_any(folded, office.aliases)) add_once(heading_.sources, office.id);
    }
  }

  void find_title(const std::string& folded) {
    if (std::string title = vocabulary_.form_titled(folded); !title.empty()) heading_.form_title = std::move(title);
  }

  // Pieces between punctuation that are a measure or an indicator, once the periods are taken out.
  void find_topics(const std::string& folded) {
    std::string bare = folded;
    const std::vector<text::PeriodMention> mentions = text::find_periods(folded, lexicon_);
    for (auto mention = mentions.rbegin(); mention != mentions.rend(); ++mention) bare.erase(mention->offset, mention->length);
    std::size_t start = 0;
    while (start <= bare.size()) {
      const std::size_t end = std::min(bare.find_first_of("(),;: /", start), bare.size());
      if (const std::string_view piece = std::string_view(bare).substr(start, end - start); !piece.empty()) {
        const Meaning& meaning = vocabulary_.of(piece);
        if (!meaning.measure.empty()) add_once(heading_.measures, meaning.measure);
        for (const IndicatorSense& sense : meaning.indicators) heading_.indicators.push_back(sense.indicator);
      }
      start = end + 1;
    }
  }

  const Circumstances& circumstances_;
  Vocabulary& vocabulary_;
  const model::Lexicon& lexicon_;
  Heading heading_;
};

std::string_view without_extension(std::string_view file) {
  const std::size_t dot = file.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? file : file.substr(0, dot);
}

// "[[place.file]] 2026-03; D2 2026-02": [[key]] is worded when the message is.
std::string quote(Place place, const std::optional<CellAddress>& cell, const std::string& text) {
  std::string quoted = "[[";
  quoted += word_of(place);
  quoted += "]]";
  if (cell) quoted += " " + to_string(*cell);
  return quoted + " \"" + text + "\"";
}

template <class Claim>
std::string quote_all(const std::vector<Claim>& claims) {
  std::string all;
  for (const Claim& claim : claims) {
    if (!all.empty()) all += "; ";
    all += quote(claim.place, claim.cell, claim.text);
  }
  return all;
}

void report(model::RecognisedForm& form, std::string rule, model::Severity severity, model::Arguments arguments,
            std::optional<CellAddress> cell, bool holds) {
  if (holds) form.held_by = rule;
  model::Diagnostic diagnostic;
  diagnostic.rule = std::move(rule);
  diagnostic.severity = severity;
  diagnostic.arguments = std::move(arguments);
  diagnostic.cell = cell;
  form.diagnostics.push_back(std::move(diagnostic));
}

// The year of a month that was named without one: of the years that were said alone, else the last such month before the form was
// sent.
std::optional<int> year_for(int month, const std::set<int>& years, const std::optional<model::Date>& reported) {
  if (years.size() == 1) return *years.begin();
  if (!years.empty() || !reported) return std::nullopt;
  return month < reported->month ? reported->year : reported->year - 1;
}

std::vector<PeriodClaim> gap_fillers(const std::vector<PeriodClaim>& claims, const std::optional<model::Date>& reported) {
  std::vector<PeriodClaim> fillers;
  for (const PeriodClaim& claim : claims) {
    if (claim.place == Place::folder && claim.period.year != 0 && !claim.period.is_year()) fillers.push_back(claim);
  }
  if (reported) {
    fillers.push_back({Place::reported, model::Period::month(reported->year, reported->month).previous_month(),
                       to_string(*reported), std::nullopt});
  }
  return fillers;
}

}  // namespace

std::string_view word_of(Place place) {
  switch (place) {
    case Place::person:
      return "place.person";
    case Place::identity:
      return "place.identity";
    case Place::heading:
      return "place.heading";
    case Place::header:
      return "place.header";
    case Place::sheet:
      return "place.sheet";
    case Place::file:
      return "place.file";
    case Place::folder:
      return "place.folder";
    case Place::reported:
      return "place.reported";
  }
  return "";
}

Heading read_heading(const model::Grid& grid, const Table& table, std::uint32_t first_row, const model::Workbook& workbook,
                     const Circumstances& circumstances, Vocabulary& vocabulary) {
  HeadingReader reader(circumstances, vocabulary);
  reader.person();
  reader.identity(workbook);
  for (const Cell& cell : grid.cells) {
    const std::uint32_t row = cell.address.row;
    if (row < first_row || row > table.body_last) continue;
    if (row < table.header_first) {
      reader.cell(grid, cell);
    } else if (row > table.header_last) {
      reader.footer(cell);
    }
  }
  reader.name(Place::sheet, grid.name);
  reader.name(Place::file, without_extension(circumstances.file));
  if (!circumstances.folder.empty()) reader.name(Place::folder, circumstances.folder);
  return reader.take();
}

Heading read_names(const Circumstances& circumstances, Vocabulary& vocabulary) {
  HeadingReader reader(circumstances, vocabulary);
  reader.person();
  reader.name(Place::file, without_extension(circumstances.file));
  if (!circumstances.folder.empty()) reader.name(Place::folder, circumstances.folder);
  return reader.take();
}

void settle_period(const std::vector<PeriodClaim>& claims, const Heading& heading, model::RecognisedForm& form) {
  std::vector<PeriodClaim> said;  // all that has to agree
  std::set<int> years, folder_years;
  const PeriodClaim* person = nullptr;
  for (const PeriodClaim& claim : claims) {
    if (claim.place == Place::person) person = &claim;
    if (claim.place == Place::folder) {
      if (claim.period.year) folder_years.insert(claim.period.year);
      continue;
    }
    said.push_back(claim);
    if (claim.period.year) years.insert(claim.period.year);
  }
  if (person) {
    form.period = person->period.closing_month();
    for (const PeriodClaim& claim : said) {
      const bool same_month = claim.period.is_year() || claim.period.last_month == form.period->last_month;
      if (!same_month || (claim.period.year && claim.period.year != form.period->year)) {
        report(form, "period.overridden", model::Severity::info,
               {{"period", person->text}, {"claims", quote(claim.place, claim.cell, claim.text)}}, claim.cell, false);
      }
    }
    return;
  }
  std::set<int> months;
  for (const PeriodClaim& claim : said) {
    if (!claim.period.is_year()) months.insert(claim.period.last_month);
  }
  const std::optional<CellAddress> at = said.empty() ? std::nullopt : said.front().cell;
  if (months.size() > 1 || years.size() > 1) {
    // A key is needed to keep the values under while they are held: the first full claim's.
    for (const PeriodClaim& claim : said) {
      if (!form.period && claim.period.year && !claim.period.is_year()) form.period = claim.period.closing_month();
    }
    report(form, "period.contradiction", model::Severity::error, {{"claims", quote_all(said)}}, at, true);
    return;
  }
  if (months.size() == 1) {
    const int month = *months.begin();
    std::optional<int> year = year_for(month, years, std::nullopt);
    if (!year) year = year_for(month, folder_years, heading.reported);
    if (year) {
      form.period = model::Period::month(*year, month);
      return;
    }
  } else {
    const std::vector<PeriodClaim> fillers = gap_fillers(claims, heading.reported);
    std::set<model::Period> candidates;
    for (const PeriodClaim& filler : fillers) {
      if (years.empty() || years.contains(filler.period.year)) candidates.insert(filler.period.closing_month());
    }
    if (candidates.size() == 1) {
      form.period = *candidates.begin();
      report(form, "period.filled-in", model::Severity::warning,
             {{"period", to_string(*form.period)}, {"claims", quote_all(fillers)}}, at, false);
      return;
    }
    if (candidates.size() > 1) {
      report(form, "period.contradiction", model::Severity::error, {{"claims", quote_all(fillers)}}, at, true);
      return;
    }
  }
  report(form, "period.missing", model::Severity::error, {{"claims", quote_all(said)}}, at, true);
}

void settle_park(const std::vector<ParkClaim>& claims, const Vocabulary& vocabulary, model::RecognisedForm& form) {
  for (const ParkClaim& claim : claims) {
    if (claim.place == Place::person && claim.names.size() == 1) {
      form.park = claim.names.front();
      for (const ParkClaim& other : claims) {
        if (std::find(other.names.begin(), other.names.end(), form.park) == other.names.end()) {
          report(form, "park.overridden", model::Severity::info,
                 {{"park", form.park}, {"claims", quote(other.place, other.cell, other.text)}}, other.cell, false);
        }
      }
      return;
    }
  }
  std::optional<std::set<std::string>> agreed;
  bool certain = false;
  for (const ParkClaim& claim : claims) {
    if (claim.names.empty()) {
      std::string nearest;
      for (const std::string& name : vocabulary.unit_names().nearest(claim.text, 3))
        nearest += (nearest.empty() ? "" : ", ") + name;
      report(form, "park.unknown", model::Severity::error, {{"name", claim.text}, {"nearest", nearest}}, claim.cell, true);
      continue;
    }
    certain |= claim.certain;
    const std::set<std::string> names(claim.names.begin(), claim.names.end());
    if (!agreed) {
      agreed = names;
      continue;
    }
    std::set<std::string> both;
    std::set_intersection(agreed->begin(), agreed->end(), names.begin(), names.end(), std::inserter(both, both.begin()));
    if (both.empty()) {
      form.park = *agreed->begin();
      report(form, "park.contradiction", model::Severity::error, {{"claims", quote_all(claims)}}, claims.front().cell, true);
      return;
    }
    agreed = std::move(both);
  }
  if (!agreed) {
    if (form.held_by.empty()) report(form, "park.missing", model::Severity::error, {}, std::nullopt, true);
    return;
  }
  form.park = *agreed->begin();
  if (agreed->size() > 1) {
    report(form, "park.ambiguous", model::Severity::error, {{"claims", quote_all(claims)}}, claims.front().cell, true);
  } else if (!certain) {
    report(form, "park.uncertain", model::Severity::error, {{"claims", quote_all(claims)}, {"park", form.park}},
           claims.front().cell, true);
  }
}

}  // namespace huibiao::recognise
