#include "store/table_rows.hpp"

#include <set>

namespace huibiao::store {

namespace {

using soci::use;

void write(soci::session& sql, SubmissionRows& rows) {
  if (rows.id.empty()) return;
  sql << "INSERT INTO submission (id, file, name, kind_word, state_word, form_word, source_word, park_word, period, reported, "
         "received,"
         " correction, answers, precedence, intake, first_observation, observations)"
         " VALUES (:1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12, :13, :14, :15, :16, :17)",
      use(rows.id), use(rows.file), use(rows.name), use(rows.kind), use(rows.state), use(rows.form), use(rows.source),
      use(rows.park), use(rows.period.values, rows.period.present), use(rows.reported.values, rows.reported.present),
      use(rows.received), use(rows.correction), use(rows.answers), use(rows.precedence), use(rows.intake),
      use(rows.first_observation), use(rows.observations);
}

void write(soci::session& sql, PeriodRows& rows) {
  if (rows.period.empty()) return;
  sql << "INSERT INTO submission_period (period, submission) VALUES (:1, :2)", use(rows.period), use(rows.submission);
}

void write(soci::session& sql, ObservationRows& rows) {
  if (rows.id.empty()) return;
  sql << "INSERT INTO observation (id, period, park_word, indicator_word, item_word, measure_word, amount, last_digit, code_word,"
         " missing_word, held_by_word, sheet_word, cell, raw, raw_unit_word)"
         " VALUES (:1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12, :13, :14, :15)",
      use(rows.id), use(rows.period), use(rows.park), use(rows.indicator), use(rows.item), use(rows.measure),
      use(rows.amount.values, rows.amount.present), use(rows.last_digit), use(rows.code), use(rows.missing), use(rows.held_by),
      use(rows.sheet), use(rows.cell), use(rows.raw), use(rows.raw_unit);
}

void write(soci::session& sql, DiagnosticRows& rows) {
  if (rows.submission.empty()) return;
  sql << "INSERT INTO diagnostic (submission, place, rule_word, severity_word, file, sheet_word, cell_row, cell_column, related, "
         "line,"
         " park_word, period_word, indicator_word, item_word, measure_word)"
         " VALUES (:1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12, :13, :14, :15)",
      use(rows.submission), use(rows.place), use(rows.rule), use(rows.severity), use(rows.file), use(rows.sheet),
      use(rows.row.values, rows.row.present), use(rows.column.values, rows.column.present), use(rows.related), use(rows.line),
      use(rows.park), use(rows.period), use(rows.indicator), use(rows.item), use(rows.measure);
}

void write(soci::session& sql, ArgumentRows& rows) {
  if (rows.submission.empty()) return;
  sql << "INSERT INTO diagnostic_argument (submission, diagnostic, place, name_word, text) VALUES (:1, :2, :3, :4, :5)",
      use(rows.submission), use(rows.diagnostic), use(rows.place), use(rows.name), use(rows.text);
}

}  // namespace

TableRows::TableRows(soci::session& sql, Words& words) : sql_(sql), words_(words) {
  sql_ << "SELECT COALESCE(MAX(id), 0) FROM submission", soci::into(last_submission_);
  sql_ << "SELECT COALESCE(MAX(id), 0) FROM observation", soci::into(last_observation_);
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
  rows.received.push_back(submission.received);
  rows.correction.push_back(submission.correction);
  rows.answers.push_back(submission.answers);
  rows.precedence.push_back(submission.precedence);
  rows.intake.push_back(file.intake);
  rows.first_observation.push_back(last_observation_ + 1);
  rows.observations.push_back(static_cast<int>(submission.observations.size()));
  std::set<int> periods;
  if (submission.period) periods.insert(rows.period.values.back());
  for (const model::Observation& observation : submission.observations) {
    add(observation);
    periods.insert(observations_.period.back());
  }
  for (const int period : periods) {
    periods_.period.push_back(period);
    periods_.submission.push_back(id);
  }
  for (std::size_t place = 0; place < submission.diagnostics.size(); ++place)
    add(submission.diagnostics[place], id, static_cast<int>(place));
}

void TableRows::add(const model::Observation& observation) {
  ObservationRows& rows = observations_;
  rows.id.push_back(++last_observation_);
  rows.period.push_back(encode(observation.key.period));
  rows.park.push_back(code(observation.key.park));
  rows.indicator.push_back(code(observation.key.indicator));
  rows.item.push_back(code(observation.key.item));
  rows.measure.push_back(code(observation.key.measure));
  observation.value ? rows.amount.add(*observation.value) : rows.amount.add_nothing();
  rows.last_digit.push_back(observation.last_digit_exponent);
  rows.code.push_back(code(observation.code));
  rows.missing.push_back(code(to_string(observation.missing)));
  rows.held_by.push_back(code(observation.held_by));
  rows.sheet.push_back(code(observation.sheet));
  rows.cell.push_back(encode(observation.cell));
  rows.raw.push_back(observation.raw);
  rows.raw_unit.push_back(code(observation.raw_unit));
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

void TableRows::write() {
  store::write(sql_, submissions_);
  store::write(sql_, periods_);
  store::write(sql_, observations_);
  store::write(sql_, diagnostics_);
  store::write(sql_, arguments_);
}

}  // namespace huibiao::store
