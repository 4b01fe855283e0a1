#include "store/table_rows.hpp"

#include <set>

namespace huibiao::store {

namespace {

void write(Database& database, const SubmissionRows& rows) {
  database.insert("submission", {{"id", &rows.id},
                                 {"file", &rows.file},
                                 {"name", &rows.name},
                                 {"kind_word", &rows.kind},
                                 {"state_word", &rows.state},
                                 {"form_word", &rows.form},
                                 {"source_word", &rows.source},
                                 {"park_word", &rows.park},
                                 {"period", &rows.period},
                                 {"reported", &rows.reported},
                                 {"received", &rows.received},
                                 {"correction", &rows.correction},
                                 {"answers", &rows.answers},
                                 {"precedence", &rows.precedence},
                                 {"intake", &rows.intake},
                                 {"first_observation", &rows.first_observation},
                                 {"observations", &rows.observations},
                                 {"received_stated", &rows.received_stated}});
}

void write(Database& database, const PeriodRows& rows) {
  database.insert("submission_period", {{"period", &rows.period}, {"submission", &rows.submission}, {"park_word", &rows.park}});
}

void write(Database& database, const ObservationRows& rows) {
  database.insert("observation", {{"id", &rows.id},
                                  {"period", &rows.period},
                                  {"park_word", &rows.park},
                                  {"indicator_word", &rows.indicator},
                                  {"item_word", &rows.item},
                                  {"measure_word", &rows.measure},
                                  {"amount", &rows.amount},
                                  {"last_digit", &rows.last_digit},
                                  {"code_word", &rows.code},
                                  {"missing_word", &rows.missing},
                                  {"held_by_word", &rows.held_by},
                                  {"sheet_word", &rows.sheet},
                                  {"cell", &rows.cell},
                                  {"raw", &rows.raw},
                                  {"raw_unit_word", &rows.raw_unit}});
}

void write(Database& database, const DiagnosticRows& rows) {
  database.insert("diagnostic", {{"submission", &rows.submission},
                                 {"place", &rows.place},
                                 {"rule_word", &rows.rule},
                                 {"severity_word", &rows.severity},
                                 {"file", &rows.file},
                                 {"sheet_word", &rows.sheet},
                                 {"cell_row", &rows.row},
                                 {"cell_column", &rows.column},
                                 {"related", &rows.related},
                                 {"line", &rows.line},
                                 {"park_word", &rows.park},
                                 {"period_word", &rows.period},
                                 {"indicator_word", &rows.indicator},
                                 {"item_word", &rows.item},
                                 {"measure_word", &rows.measure}});
}

void write(Database& database, const ArgumentRows& rows) {
  database.insert("diagnostic_argument", {{"submission", &rows.submission},
                                          {"diagnostic", &rows.diagnostic},
                                          {"place", &rows.place},
                                          {"name_word", &rows.name},
                                          {"text", &rows.text}});
}

void write(Database& database, const ExplanationRows& rows) {
  database.insert("explanation", {{"submission", &rows.submission},
                                  {"place", &rows.place},
                                  {"rule_word", &rows.rule},
                                  {"indicator_word", &rows.indicator},
                                  {"item_word", &rows.item},
                                  {"measure_word", &rows.measure},
                                  {"cell", &rows.cell},
                                  {"text", &rows.text}});
}

}  // namespace

TableRows::TableRows(Database& database, Words& words) : database_(database), words_(words) {
  database_.sql() << "SELECT COALESCE(MAX(id), 0) FROM submission", soci::into(last_submission_);
  database_.sql() << "SELECT COALESCE(MAX(id), 0) FROM observation", soci::into(last_observation_);
}

void TableRows::add(const model::Submission& submission, const KeptFile& file) {
  const int id = ++last_submission_;
  SubmissionRows& rows = submissions_;
  rows.id.push_back(id);
  rows.file.push_back(file.id);
  rows.name.push_back(submission.id);
  rows.kind.push_back(code(to_string(submission.kind)));
  rows.state.push_back(code(to_string(submission.state)));
  rows.form.push_back(code(submission.form));
  rows.source.push_back(code(submission.source));
  rows.park.push_back(code(submission.park));
  submission.period ? rows.period.add(encode(*submission.period)) : rows.period.add_nothing();
  submission.reported ? rows.reported.add(model::to_string(*submission.reported)) : rows.reported.add_nothing();
  rows.received.push_back(file.received ? *file.received : submission.received);
  rows.received_stated.push_back(file.received ? file.received_stated : submission.received_stated);
  rows.correction.push_back(submission.correction);
  rows.answers.push_back(submission.answers);
  rows.precedence.push_back(submission.precedence);
  rows.intake.push_back(file.intake);
  rows.first_observation.push_back(last_observation_ + 1);
  rows.observations.push_back(static_cast<int>(submission.observations.size()));
  std::set<int> periods;
  if (submission.period) periods.insert(rows.period.values.back());
  if (!submission.observations.empty()) unchecked_.push_back(id);
  for (const model::Observation& observation : submission.observations) {
    add(observation);
    periods.insert(observations_.period.back());
  }
  for (const int period : periods) {
    periods_.period.push_back(period);
    periods_.submission.push_back(id);
    periods_.park.push_back(rows.park.back());
  }
  for (std::size_t place = 0; place < submission.diagnostics.size(); ++place)
    add(submission.diagnostics[place], id, static_cast<int>(place));
  for (std::size_t place = 0; place < submission.explanations.size(); ++place)
    add(submission.explanations[place], id, static_cast<int>(place));
}

void TableRows::add(const model::Observation& observation) {
  ObservationRows& rows = observations_;
  rows.id.push_back(++last_observation_);
  rows.period.push_back(encode(observation.key.period));
  rows.park.push_back(code_of(observation.key.park));
  rows.indicator.push_back(code_of(observation.key.indicator));
  rows.item.push_back(code(item_, observation.key.item));
  rows.measure.push_back(code_of(observation.key.measure));
  // -0 is 0, in one database as in the other.
  observation.value ? rows.amount.add(*observation.value + 0.0) : rows.amount.add_nothing();
  rows.last_digit.push_back(observation.last_digit_exponent);
  rows.code.push_back(code(answer_, observation.code));
  rows.missing.push_back(code(missing_, to_string(observation.missing)));
  rows.held_by.push_back(code_of(observation.held_by));
  rows.sheet.push_back(code(sheet_, observation.sheet));
  rows.cell.push_back(encode(observation.cell));
  rows.raw.push_back(observation.raw);
  rows.raw_unit.push_back(code(raw_unit_, observation.raw_unit));
}

void TableRows::add(const model::Diagnostic& diagnostic, int submission, int place) {
  DiagnosticRows& rows = diagnostics_;
  rows.submission.push_back(submission);
  rows.place.push_back(place);
  rows.rule.push_back(code(diagnostic.rule));
  rows.severity.push_back(code(to_string(diagnostic.severity)));
  rows.file.push_back(diagnostic.file);
  rows.sheet.push_back(code(diagnostic.sheet));
  diagnostic.cell ? rows.row.add(static_cast<int>(diagnostic.cell->row)) : rows.row.add_nothing();
  diagnostic.cell ? rows.column.add(static_cast<int>(diagnostic.cell->column)) : rows.column.add_nothing();
  rows.related.push_back(encode(diagnostic.related));
  rows.line.push_back(diagnostic.line);
  rows.park.push_back(code(diagnostic.park));
  rows.period.push_back(code(diagnostic.period));
  rows.indicator.push_back(code(diagnostic.indicator));
  rows.item.push_back(code(diagnostic.item));
  rows.measure.push_back(code(diagnostic.measure));
  for (std::size_t argument = 0; argument < diagnostic.arguments.size(); ++argument) {
    arguments_.submission.push_back(submission);
    arguments_.diagnostic.push_back(place);
    arguments_.place.push_back(static_cast<int>(argument));
    arguments_.name.push_back(code(diagnostic.arguments[argument].first));
    arguments_.text.push_back(diagnostic.arguments[argument].second);
  }
}

void TableRows::add(const model::Explanation& explanation, int submission, int place) {
  ExplanationRows& rows = explanations_;
  rows.submission.push_back(submission);
  rows.place.push_back(place);
  rows.rule.push_back(code(explanation.rule));
  rows.indicator.push_back(code(explanation.indicator));
  rows.item.push_back(code(explanation.item));
  rows.measure.push_back(code(explanation.measure));
  rows.cell.push_back(explanation.cell ? model::to_string(*explanation.cell) : std::string());
  rows.text.push_back(explanation.text);
}

void TableRows::write() {
  store::write(database_, submissions_);
  store::write(database_, periods_);
  store::write(database_, observations_);
  store::write(database_, diagnostics_);
  store::write(database_, arguments_);
  store::write(database_, explanations_);
  database_.insert("unchecked", {{"submission", &unchecked_}});
}

}  // namespace huibiao::store
