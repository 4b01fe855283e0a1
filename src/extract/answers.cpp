#include "extract/answers.hpp"

#include <algorithm>
#include <map>

#include "text/answer.hpp"
#include "text/text.hpp"

namespace huibiao::extract {
namespace {

using model::CellKind;
using model::Observation;
using model::Severity;
using text::AnswerText;

// One answer's cell as it was read.
struct Given {
  const model::Slot* slot = nullptr;
  const model::Indicator* indicator = nullptr;
  const model::Cell* cell = nullptr;
  AnswerText text;
  std::string note;  // that belongs to it alone
};

bool has_text(const model::Cell* cell) { return cell && cell->kind == CellKind::text && !text::fold(cell->text).empty(); }

class AnswerSheet {
 public:
  AnswerSheet(const model::Workbook& workbook, const model::RecognisedForm& form, const model::Catalogue& catalogue,
              model::Submission& submission)
      : workbook_(workbook), form_(form), catalogue_(catalogue), submission_(submission) {}

  void read() {
    for (const model::Slot& slot : form_.slots) {
      const model::Indicator* indicator = catalogue_.indicator(slot.indicator);
      if (!indicator || indicator->nature != model::Nature::answer) continue;
      Given& given = given_.emplace_back();
      given.slot = &slot;
      given.indicator = indicator;
      given.cell = workbook_.grids[slot.grid].at(slot.cell);
      given.text = read_cell(given);
    }
    std::map<std::pair<std::size_t, model::CellAddress>, std::vector<Given*>> notes;
    for (Given& given : given_) {
      if (given.slot->note) notes[{given.slot->grid, *given.slot->note}].push_back(&given);
    }
    for (auto& [place, beside] : notes) read_note(workbook_.grids[place.first].at(place.second), beside);
    for (const Given& given : given_) keep(given);
  }

 private:
  AnswerText as_answer(const Given& given, std::string_view text) const {
    return text::read_answer(text, given.indicator->codes, catalogue_.answers, catalogue_.lexicon);
  }

  AnswerText read_cell(const Given& given) const {
    if (!given.cell) return {AnswerText::Kind::missing, model::Missing::blank, "", ""};
    if (given.cell->kind != CellKind::text || given.cell->partly_struck || given.cell->wholly_struck) return {};
    return as_answer(given, given.cell->text);
  }

  bool is_instruction(std::string_view text) const {
    const model::Form* form = catalogue_.form(form_.form, form_.period ? form_.period->year : 9999);
    if (!form) return false;
    const std::string said = text::compact(text);
    return std::any_of(form->tables.begin(), form->tables.end(), [&](const model::FormTable& table) {
      const std::string printed = text::compact(table.instruction);
      return !printed.empty() && (said == printed || text::edit_distance(said, printed) * 4 <= text::edit_distance(printed, ""));
    });
  }

  // What stands in the cell for notes, which may be one for several answers: the printed instruction, an explanation, or an
  // answer in the wrong place.
  void read_note(const model::Cell* cell, std::vector<Given*>& beside) {
    if (!has_text(cell) || is_instruction(cell->text)) return;
    const AnswerText said = as_answer(*beside.front(), cell->text);
    const bool blank = std::all_of(beside.begin(), beside.end(), [](const Given* given) {
      return given->text.kind == AnswerText::Kind::missing && given->text.missing == model::Missing::blank;
    });
    if (said.kind == AnswerText::Kind::missing) return;
    if (said.kind == AnswerText::Kind::code && blank) return take_misplaced(*cell, said, beside);
    if (said.kind == AnswerText::Kind::code && beside.size() == 1) return weigh(*cell, said, *beside.front());
    std::vector<Given*> open;  // whose answer wants to be explained
    for (Given* given : beside) {
      if (given->text.kind == AnswerText::Kind::code && wants_reason(given->text.code)) open.push_back(given);
    }
    if (open.empty() && beside.size() == 1) open = beside;
    for (Given* given : open) add_note(*given, text::fold(cell->text));
    if (open.empty())
      say("answer.note-unclear", Severity::info, *beside.front(), cell->address, {{"text", std::string(cell->text)}});
  }

  bool wants_reason(const std::string& code) const {
    return std::any_of(catalogue_.answers.begin(), catalogue_.answers.end(),
                       [&](const model::AnswerWords& answer) { return answer.code == code && answer.wants_reason; });
  }

  static void add_note(Given& given, const std::string& note) {
    if (note.empty() || note == given.note) return;
    given.note += (given.note.empty() ? "" : "; ") + note;
  }

  // The answer's own cell is blank, and a code stands in the one for notes.
  void take_misplaced(const model::Cell& cell, const AnswerText& said, std::vector<Given*>& beside) {
    for (Given* given : beside) {
      given->text = said;
      given->cell = &cell;
      held_[given] = "answer.misplaced";
    }
    say("answer.misplaced", Severity::error, *beside.front(), cell.address, {{"text", std::string(cell.text)}});
  }

  // A code in both cells: the same one twice, or a contradiction.
  void weigh(const model::Cell& cell, const AnswerText& said, Given& given) {
    if (given.text.kind == AnswerText::Kind::code && given.text.code == said.code) return add_note(given, said.explanation);
    if (given.text.kind == AnswerText::Kind::code) held_[&given] = "answer.contradiction";
    say("answer.contradiction", Severity::error, given, cell.address,
        {{"text", std::string(given.cell ? given.cell->text : std::string_view())}, {"note", std::string(cell.text)}});
  }

  void keep(const Given& given) {
    if (given.text.kind == AnswerText::Kind::missing && given.text.missing == model::Missing::blank) {
      if (!given.note.empty()) keep_note(given);
      return;
    }
    Observation& observation = start(given, given.slot->measure);
    if (given.text.kind == AnswerText::Kind::code) {
      observation.code = given.text.code;
    } else if (given.text.kind == AnswerText::Kind::missing) {
      observation.missing = given.text.missing;
      say("answer.placeholder", Severity::warning, given, given.cell->address, {{"text", std::string(given.cell->text)}});
    } else {
      observation.missing = model::Missing::unreadable;
      std::string codes;
      for (const std::string& code : given.indicator->codes) codes += (codes.empty() ? "" : " / ") + code;
      say("answer.unclear", Severity::warning, given, given.cell->address,
          {{"text", std::string(given.cell->text)}, {"codes", codes}});
    }
    if (!given.text.explanation.empty() || !given.note.empty()) keep_note(given);
  }

  void keep_note(const Given& given) {
    const model::Measure* words = catalogue_.words_beside_answer();
    if (!words) return;
    Given with = given;
    add_note(with, given.text.explanation);
    const bool from_note = given.text.explanation.empty() && given.slot->note;
    const model::Cell* cell = from_note ? workbook_.grids[given.slot->grid].at(*given.slot->note) : given.cell;
    Observation& observation = start(with, words->id);
    observation.code = with.note;
    if (!cell) return;
    observation.cell = cell->address;
    observation.raw = cell->text;
  }

  Observation& start(const Given& given, model::Name measure) {
    Observation& observation = submission_.observations.emplace_back();
    observation.key.period = given.slot->period;
    observation.key.park = given.slot->park;
    observation.key.indicator = given.slot->indicator;
    observation.key.measure = measure;
    observation.source = form_.source;
    observation.sheet = workbook_.grids[given.slot->grid].name;
    observation.cell = given.cell ? given.cell->address : given.slot->cell;
    if (given.cell) observation.raw = given.cell->text;
    const auto held = held_.find(&given);
    observation.held_by = !form_.held_by.empty()         ? model::Name(form_.held_by)
                          : !given.slot->held_by.empty() ? given.slot->held_by
                          : held != held_.end()          ? model::Name(held->second)
                                                         : model::Name();
    if (!observation.held_by.empty()) observation.standing = model::Standing::held;
    return observation;
  }

  void say(const char* rule, Severity severity, const Given& given, model::CellAddress cell, model::Arguments arguments) {
    model::Diagnostic& diagnostic = submission_.diagnostics.emplace_back();
    diagnostic.rule = rule;
    diagnostic.severity = severity;
    diagnostic.arguments = std::move(arguments);
    diagnostic.sheet = workbook_.grids[given.slot->grid].name;
    diagnostic.cell = cell;
    diagnostic.park = given.slot->park;
    diagnostic.period = to_string(given.slot->period);
    diagnostic.indicator = given.slot->indicator;
    diagnostic.measure = given.slot->measure;
  }

  const model::Workbook& workbook_;
  const model::RecognisedForm& form_;
  const model::Catalogue& catalogue_;
  model::Submission& submission_;
  std::vector<Given> given_;
  std::map<const Given*, const char*> held_;
};

}  // namespace

void read_answers(const model::Workbook& workbook, const model::RecognisedForm& form, const model::Catalogue& catalogue,
                  model::Submission& submission) {
  AnswerSheet(workbook, form, catalogue, submission).read();
}

}  // namespace huibiao::extract
