#include <map>

#include "store/encoding.hpp"
#include "store/failure.hpp"
#include "store/reader.hpp"

namespace huibiao::store {

namespace {

using model::Submission;

// The submissions that are meant, as the condition of a query on a column that holds their numbers. meant: a query that gives
// these, or "" for all.
std::string condition(const char* column, const std::string& meant) {
  return meant.empty() ? std::string() : std::string(" WHERE ") + column + " IN (" + meant + ")";
}

// In order of path, then of their place in the file.
std::map<int, std::size_t> read_rows(Database& database, const Words& words, const std::string& meant,
                                     std::vector<Submission>& submissions) {
  using soci::into;
  std::map<int, std::size_t> places;
  int id = 0, kind = 0, state = 0, form = 0, source = 0, park = 0, encoded_period = 0, correction = 0, precedence = 0, intake = 0,
      stated = 0;
  std::string name, sha256, file, path, reported, received, answers;
  soci::indicator has_period = soci::i_null, has_reported = soci::i_null;
  soci::statement rows =
      (database.sql().prepare
           << "SELECT s.id, s.name, f.sha256, f.file, f.path, s.kind_word, s.state_word, s.form_word, s.source_word, s.park_word,"
              " s.period, s.reported, s.received, s.correction, s.answers, s.precedence, s.intake,"
              " s.received_stated"
              " FROM submission s JOIN received_file f ON f.id = s.file" +
                  condition("s.id", meant) + " ORDER BY f.path, f.sha256, s.id",
       into(id), into(name), into(sha256), into(file), into(path), into(kind), into(state), into(form), into(source), into(park),
       into(encoded_period, has_period), into(reported, has_reported), into(received), into(correction), into(answers),
       into(precedence), into(intake), into(stated));
  rows.execute();
  while (rows.fetch()) {
    Submission submission;
    submission.id = name;
    submission.sha256 = sha256;
    submission.file = database.text(file);
    submission.path = database.text(path);
    submission.kind = model::submission_kind_from_string(words.word(kind)).value_or(model::SubmissionKind::unreadable);
    submission.state = model::submission_state_from_string(words.word(state)).value_or(model::SubmissionState::refused);
    submission.form = words.word(form);
    submission.source = words.word(source);
    submission.park = words.word(park);
    if (has_period == soci::i_ok) submission.period = decode_period(encoded_period);
    if (has_reported == soci::i_ok) submission.reported = model::parse_date(reported);
    submission.received = received;
    submission.received_stated = stated != 0;
    submission.correction = correction != 0;
    submission.answers = database.text(answers);
    submission.precedence = precedence;
    submission.intake = intake;
    places.emplace(id, submissions.size());
    submissions.push_back(std::move(submission));
  }
  return places;
}

// Throws Damaged where there is none.
Submission& submission_of(int id, const std::map<int, std::size_t>& places, std::vector<Submission>& submissions) {
  const auto place = places.find(id);
  if (place == places.end()) throw Damaged("there is no submission of number " + std::to_string(id));
  return submissions[place->second];
}

void read_diagnostics(Database& database, const Words& words, const std::string& meant, const std::map<int, std::size_t>& places,
                      std::vector<Submission>& submissions) {
  using soci::into;
  int submission = 0, rule = 0, severity = 0, sheet = 0, row = 0, column = 0, line = 0, park = 0, about = 0, indicator = 0,
      item = 0, measure = 0;
  std::string file, related;
  soci::indicator has_row = soci::i_null, has_column = soci::i_null;
  soci::statement rows =
      (database.sql().prepare
           << "SELECT submission, rule_word, severity_word, file, sheet_word, cell_row, cell_column, related, line, park_word,"
              " period_word, indicator_word, item_word, measure_word FROM diagnostic" +
                  condition("submission", meant) + " ORDER BY submission, place",
       into(submission), into(rule), into(severity), into(file), into(sheet), into(row, has_row), into(column, has_column),
       into(related), into(line), into(park), into(about), into(indicator), into(item), into(measure));
  rows.execute();
  while (rows.fetch()) {
    Submission& owner = submission_of(submission, places, submissions);
    model::Diagnostic diagnostic;
    diagnostic.rule = words.word(rule);
    diagnostic.severity = model::severity_from_string(words.word(severity)).value_or(model::Severity::fatal);
    diagnostic.file = database.text(file);
    diagnostic.sheet = words.word(sheet);
    if (has_row == soci::i_ok) diagnostic.cell = {static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column)};
    diagnostic.related = decode_cells(related);
    diagnostic.line = line;
    diagnostic.submission = owner.id;
    diagnostic.park = words.word(park);
    diagnostic.period = words.word(about);
    diagnostic.indicator = words.word(indicator);
    diagnostic.item = words.word(item);
    diagnostic.measure = words.word(measure);
    owner.diagnostics.push_back(std::move(diagnostic));
  }
}

void read_arguments(Database& database, const Words& words, const std::string& meant, const std::map<int, std::size_t>& places,
                    std::vector<Submission>& submissions) {
  using soci::into;
  int submission = 0, diagnostic = 0, name = 0;
  std::string text;
  soci::statement rows =
      (database.sql().prepare << "SELECT submission, diagnostic, name_word, text FROM diagnostic_argument" +
                                     condition("submission", meant) + " ORDER BY submission, diagnostic, place",
       into(submission), into(diagnostic), into(name), into(text));
  rows.execute();
  while (rows.fetch()) {
    Submission& owner = submission_of(submission, places, submissions);
    if (static_cast<std::size_t>(diagnostic) >= owner.diagnostics.size())
      throw Damaged("submission " + owner.id + " has no finding of number " + std::to_string(diagnostic));
    owner.diagnostics[static_cast<std::size_t>(diagnostic)].arguments.emplace_back(words.word(name), database.text(text));
  }
}

void read_explanations(Database& database, const Words& words, const std::string& meant, const std::map<int, std::size_t>& places,
                       std::vector<Submission>& submissions) {
  using soci::into;
  int submission = 0, rule = 0, indicator = 0, item = 0, measure = 0;
  std::string cell, text;
  soci::statement rows =
      (database.sql().prepare
           << "SELECT submission, rule_word, indicator_word, item_word, measure_word, cell, text FROM explanation" +
                  condition("submission", meant) + " ORDER BY submission, place",
       into(submission), into(rule), into(indicator), into(item), into(measure), into(cell), into(text));
  rows.execute();
  while (rows.fetch())
    submission_of(submission, places, submissions)
        .explanations.push_back({words.word(rule), words.word(indicator), words.word(item), words.word(measure),
                                 model::parse_cell_address(cell), database.text(text)});
  attach_explanations(submissions);
}

std::vector<Submission> read_meant(Database& database, const Words& words, const std::string& meant) {
  std::vector<Submission> submissions;
  const auto places = read_rows(database, words, meant, submissions);
  read_diagnostics(database, words, meant, places, submissions);
  read_arguments(database, words, meant, places, submissions);
  read_explanations(database, words, meant, places, submissions);
  return submissions;
}

}  // namespace

std::vector<Submission> read_submissions(Database& database, const Words& words, const std::optional<model::Period>& period) {
  if (!period) return read_meant(database, words, "");
  return read_meant(database, words,
                    "SELECT submission FROM submission_period WHERE period = " + std::to_string(encode(*period)));
}

std::vector<Submission> read_explaining(Database& database, const Words& words, const std::vector<std::string>& rules) {
  std::vector<std::string> texts;
  for (const std::string& rule : rules) texts.push_back("'" + rule + "'");  // letters, points and hyphens
  if (texts.empty()) return {};
  std::string wanted = texts.front();
  for (std::size_t i = 1; i < texts.size(); ++i) wanted += ", " + texts[i];
  return read_meant(database, words,
                    "SELECT e.submission FROM explanation e JOIN word w ON w.id = e.rule_word WHERE w.text IN (" + wanted + ")");
}

std::vector<Submission> read_submissions_of(Database& database, const Words& words, int file) {
  return read_meant(database, words, "SELECT id FROM submission WHERE file = " + std::to_string(file));
}

}  // namespace huibiao::store
