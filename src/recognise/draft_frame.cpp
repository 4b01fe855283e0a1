#include <algorithm>
#include <cstdint>

#include "recognise/draft_parts.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

using model::Cell;

constexpr std::string_view kWideColon = "\xEF\xBC\x9A";
constexpr std::string_view kWideSpace = "\xE3\x80\x80";

std::string trimmed(std::string text) {
  for (bool more = true; more && !text.empty();) {
    more = false;
    for (const std::string_view space :
         {std::string_view(" "), std::string_view("\t"), kWideSpace, std::string_view(":"), kWideColon}) {
      if (text.starts_with(space)) text.erase(0, space.size()), more = true;
      if (text.ends_with(space)) text.resize(text.size() - space.size()), more = true;
    }
  }
  return text;
}

// The words before each colon of a line: "filled in by: … telephone: …".
std::vector<std::string> words_before_colons(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t at = 0; at < line.size();) {
    const std::string_view rest = std::string_view(line).substr(at);
    if (rest.front() == ':' || rest.starts_with(kWideColon)) {
      if (!word.empty()) words.push_back(word);
      word.clear();
      at += rest.front() == ':' ? 1 : kWideColon.size();
    } else if (rest.front() == ' ' || rest.starts_with(kWideSpace)) {
      word.clear();
      at += rest.front() == ' ' ? 1 : kWideSpace.size();
    } else {
      word += rest.front();
      ++at;
    }
  }
  return words;
}

class Frame {
 public:
  explicit Frame(Drafting& drafting) : drafting_(drafting), form_(drafting.draft.form), texts_(drafting.vocabulary) {}

  void read_above(const BlankSheet& sheet, std::uint32_t header_row) {
    for (const Cell& cell : sheet.grid().cells) {
      if (cell.address.row >= header_row) break;
      if (cell.kind == model::CellKind::text && sheet.printed(cell.address) == &cell) read_heading(printed_text(&cell));
    }
    for (const Saying& saying : {texts_.of_file_name(drafting_.request.file), texts_.of_file_name(sheet.grid().name)})
      note_year(saying);
    if (form_.title.empty()) {
      form_.title = text::fold(sheet.grid().name);
      doubt("title", "adopt.title-missing");
    }
  }

  void read_below(const BlankSheet& sheet, std::uint32_t last_row) {
    std::string line;
    std::uint32_t line_row = last_row;
    const auto flush = [&] {
      if (!line.empty()) read_foot(line);
      line.clear();
    };
    for (const Cell& cell : sheet.grid().cells) {
      if (cell.address.row <= last_row || cell.kind != model::CellKind::text || !sheet.printed(cell.address)) continue;
      if (cell.address.row != line_row) flush();
      line_row = cell.address.row;
      line += (line.empty() ? "" : "    ") + printed_text(&cell);
    }
    flush();
  }

  void settle() {
    const model::Form* earlier = drafting_.catalogue().form(drafting_.request.id, year_ == 0 ? 9999 : year_);
    form_.first_year = year_ != 0 ? year_ : drafting_.request.this_year;
    if (drafting_.request.year != 0) {
      form_.first_year = drafting_.request.year;
    } else {
      doubt("first_year", year_ != 0 ? "adopt.year-printed" : "adopt.year-unsaid");
    }
    if (earlier) {
      take_over(*earlier);
    } else {
      guess_nothing();
    }
  }

 private:
  void doubt(const std::string& key, const char* word, model::Arguments arguments = {}) {
    drafting_.draft.doubts[key].push_back({word, std::move(arguments)});
  }

  void note_year(const Saying& saying) {
    for (const text::PeriodMention& mention : saying.periods)
      if (year_ == 0 && mention.period.year != 0) year_ = mention.period.year;
  }

  void read_heading(const std::string& text) {
    const Saying& saying = texts_.of(text);
    note_year(saying);
    for (const UnitNames::Mention& mention : saying.parks) unit_ = mention.unit;
    if (!saying.units.empty()) {
      form_.unit_line = saying.units.front();
      if (saying.units.size() > 1) doubt("unit_line", "adopt.unit-several");
      return;
    }
    if (saying.name) {
      for (const std::string& word : lexicon()["unit_name"])
        if (saying.folded.starts_with(word) && word.size() > form_.unit_heading.size()) form_.unit_heading = word;
      return;
    }
    if (form_.title.empty()) read_title(text, saying);
  }

  // The annex's number is no part of the title, nor is the period that it was printed for.
  void read_title(const std::string& text, const Saying& saying) {
    std::string title = saying.folded;
    for (auto mention = saying.periods.rbegin(); mention != saying.periods.rend(); ++mention)
      title.erase(mention->offset, mention->length);
    const std::vector<std::string>& annexes = lexicon()["annex"];
    const bool annex =
        std::any_of(annexes.begin(), annexes.end(), [&](const std::string& word) { return title.starts_with(word); });
    if (annex) {
      const std::size_t colon = title.find_first_of(": ");
      title = colon == std::string::npos ? "" : trimmed(title.substr(colon));
      form_.caption = text;
    }
    title = trimmed(title);
    if (title.empty()) return;
    if (!saying.periods.empty()) doubt("title", "adopt.title-period");
    form_.title = title;
  }

  void read_foot(const std::string& line) {
    const std::string folded = text::fold(line);
    if (form_.signoff.empty() && contains_any(folded, lexicon()["filled_on"])) {
      form_.signoff_line = line;
      form_.signoff = words_before_colons(line);
      if (form_.signoff.empty()) doubt("signoff", "adopt.signoff-unsaid");
      return;
    }
    form_.footnote += (form_.footnote.empty() ? "" : "\n") + line;
  }

  // What the blank does not say is as in the version before.
  void take_over(const model::Form& earlier) {
    const model::Arguments from = {{"year", std::to_string(earlier.first_year)}};
    form_.name = earlier.name;
    form_.register_id = earlier.register_id;
    form_.months = earlier.months;
    form_.precedence = earlier.precedence;
    for (const char* key : {"name", "register", "months", "precedence"}) doubt(key, "adopt.as-before", from);
    const auto keep = [&](const char* key, std::string& text, const std::string& before) {
      if (!text.empty() || before.empty()) return;
      text = before;
      doubt(key, "adopt.as-before", from);
    };
    keep("unit_line", form_.unit_line, earlier.unit_line);
    keep("unit_heading", form_.unit_heading, earlier.unit_heading);
    doubt("id", "adopt.checks-before", from);
  }

  void guess_nothing() {
    form_.name = {form_.title, form_.id};
    doubt("name", "adopt.name");
    guess_register();
    read_months();
    doubt("precedence", "adopt.precedence");
    if (form_.unit_line.empty()) doubt("unit_line", "adopt.unit-line");
    if (form_.unit_heading.empty()) doubt("unit_heading", "adopt.unit-heading");
    doubt("id", "adopt.register-forms", {{"form", form_.id}});
  }

  // Whose unit is named, or else who is in the title; else the one that has most forms.
  void guess_register() {
    const auto& catalogue = drafting_.catalogue();
    std::ptrdiff_t most = -1;
    for (const model::Register& units : catalogue.registers) {
      const auto is_named = [&](const model::ReportingUnit& unit) { return unit.name == unit_; };
      if (std::any_of(units.units.begin(), units.units.end(), is_named)) {
        form_.register_id = units.id;
        return;
      }
      const bool in_title = form_.title.find(units.name.zh) != std::string::npos;
      const std::ptrdiff_t forms =
          in_title ? PTRDIFF_MAX : std::count_if(catalogue.forms.begin(), catalogue.forms.end(), [&](const model::Form& form) {
            return form.register_id == units.id;
          });
      if (forms <= most) continue;
      most = forms;
      form_.register_id = units.id;
    }
    doubt("register", "adopt.register");
  }

  // A title speaks of months or of quarters, and says nothing of the months in which another form is sent instead.
  void read_months() {
    const bool quarterly = contains_any(form_.title, lexicon()["quarter"]);
    const bool monthly = contains_any(form_.title, lexicon()["month"]);
    if (quarterly && !monthly) {
      form_.months = {3, 6, 9, 12};
    } else {
      for (int month = 1; month <= 12; ++month) form_.months.push_back(month);
    }
    doubt("months", quarterly != monthly ? "adopt.months-title" : "adopt.months-unsaid");
  }

  const model::Lexicon& lexicon() const { return drafting_.catalogue().lexicon; }

  Drafting& drafting_;
  model::Form& form_;
  HeadingTexts texts_;
  int year_ = 0;      // printed
  std::string unit_;  // the reporting unit that is named
};

}  // namespace

void draft_frame(const BlankSheet& first, std::uint32_t header_row, const BlankSheet& last, std::uint32_t last_row,
                 Drafting& drafting) {
  Frame frame(drafting);
  frame.read_above(first, header_row);
  frame.read_below(last, last_row);
  frame.settle();
}

}  // namespace huibiao::recognise
