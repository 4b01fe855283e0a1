#include "store/writer.hpp"

#include <array>
#include <set>

#include "store/encoding.hpp"

namespace huibiao::store {

namespace {

// The rows of one bulk statement, column by column.
struct SubmissionRows {
  std::vector<int> id, file, kind, state, form, source, park, correction, precedence, intake;
  Column<int> period;
  std::vector<std::string> name, received, answers;
  Column<std::string> reported;
};

struct PeriodRows {
  std::vector<int> period, submission;
};

struct ObservationRows {
  std::vector<int> submission, place, period, park, indicator, item, measure, last_digit, code, missing, held, held_by, source,
      sheet, row, column, raw_unit;
  Column<double> amount;
  std::vector<std::string> raw;
};

struct DiagnosticRows {
  std::vector<int> submission, place, rule, severity, sheet, line, park, period, indicator, item, measure;
  Column<int> row, column;
  std::vector<std::string> file, related;
};

struct ArgumentRows {
  std::vector<int> submission, diagnostic, place, name;
  std::vector<std::string> text;
};

class Writer {
 public:
  Writer(soci::session& sql, Words& words, int intake) : sql_(sql), words_(words), intake_(intake) {
    sql_ << "SELECT COALESCE(MAX(id), 0) FROM received_file", soci::into(last_file_);
    sql_ << "SELECT COALESCE(MAX(id), 0) FROM submission", soci::into(last_submission_);
  }

  void add(const ReceivedFile& file, int catalogue) {
    const auto [id, intake] = keep(file, catalogue);
    for (const model::Submission& submission : file.submissions) add(submission, id, intake);
  }

  void write() {
    words_.save(sql_);
    write(submissions_);
    write(periods_);
    write(observations_);
    write(diagnostics_);
    write(arguments_);
  }

 private:
  int code(std::string_view word) { return words_.code(word); }

  // The file's number, and the intake that its submissions belong to.
  std::pair<int, int> keep(const ReceivedFile& file, int catalogue) {
    int id = 0;
    const int unknown_label = file.unknown_label;
    words_.save(sql_);
    sql_ << "SELECT id FROM received_file WHERE sha256 = :sha256", soci::use(file.sha256), soci::into(id);
    if (sql_.got_data()) {
      sql_ << "UPDATE received_file SET catalogue_word = :catalogue, unknown_label = :unknown WHERE id = :id",
          soci::use(catalogue), soci::use(unknown_label), soci::use(id);
      return {id, forget_submissions(id)};
    }
    id = ++last_file_;
    sql_ << "INSERT INTO received_file (id, sha256, file, path, unknown_label, catalogue_word) VALUES (:id, :sha256, :file, "
            ":path, :unknown, "
            ":catalogue)",
        soci::use(id), soci::use(file.sha256), soci::use(file.file), soci::use(file.path), soci::use(unknown_label),
        soci::use(catalogue);
    soci::blob bytes(sql_);
    bytes.write(0, file.bytes.data(), file.bytes.size());
    sql_ << "INSERT INTO content (file, bytes) VALUES (:id, :bytes)", soci::use(id), soci::use(bytes);
    return {id, intake_};
  }

  // Removes what was made of a file and returns the intake that it had.
  int forget_submissions(int file) {
    static constexpr std::array<const char*, 4> kTables = {"diagnostic_argument", "diagnostic", "observation",
                                                           "submission_period"};
    int intake = intake_;
    soci::indicator any = soci::i_null;
    sql_ << "SELECT MIN(intake) FROM submission WHERE file = :file", soci::use(file), soci::into(intake, any);
    for (const char* table : kTables)
      sql_ << "DELETE FROM " << table << " WHERE submission IN (SELECT id FROM submission WHERE file = :file)", soci::use(file);
    sql_ << "DELETE FROM submission WHERE file = :file", soci::use(file);
    return any == soci::i_ok ? intake : intake_;
  }

  void add(const model::Submission& submission, int file, int intake) {
    const int id = ++last_submission_;
    SubmissionRows& rows = submissions_;
    rows.id.push_back(id);
    rows.file.push_back(file);
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
    rows.intake.push_back(intake);
    std::set<int> periods;
    if (submission.period) periods.insert(encode(*submission.period));
    for (std::size_t place = 0; place < submission.observations.size(); ++place) {
      const model::Observation& observation = submission.observations[place];
      add(observation, id, static_cast<int>(place));
      periods.insert(observations_.period.back());
    }
    for (const int period : periods) {
      periods_.period.push_back(period);
      periods_.submission.push_back(id);
    }
    for (std::size_t place = 0; place < submission.diagnostics.size(); ++place)
      add(submission.diagnostics[place], id, static_cast<int>(place));
  }

  void add(const model::Observation& observation, int submission, int place) {
    ObservationRows& rows = observations_;
    rows.submission.push_back(submission);
    rows.place.push_back(place);
    rows.period.push_back(encode(observation.key.period));
    rows.park.push_back(code(observation.key.park));
    rows.indicator.push_back(code(observation.key.indicator));
    rows.item.push_back(code(observation.key.item));
    rows.measure.push_back(code(observation.key.measure));
    observation.value ? rows.amount.add(*observation.value) : rows.amount.add_nothing();
    rows.last_digit.push_back(observation.last_digit_exponent);
    rows.code.push_back(code(observation.code));
    rows.missing.push_back(code(to_string(observation.missing)));
    rows.held.push_back(observation.standing == model::Standing::held);
    rows.held_by.push_back(code(observation.held_by));
    rows.source.push_back(code(observation.source));
    rows.sheet.push_back(code(observation.sheet));
    rows.row.push_back(static_cast<int>(observation.cell.row));
    rows.column.push_back(static_cast<int>(observation.cell.column));
    rows.raw.push_back(observation.raw);
    rows.raw_unit.push_back(code(observation.raw_unit));
  }

  void add(const model::Diagnostic& diagnostic, int submission, int place) {
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

  void write(SubmissionRows& rows) {
    using soci::use;
    if (rows.id.empty()) return;
    sql_ << "INSERT INTO submission (id, file, name, kind_word, state_word, form_word, source_word, park_word, period, reported, "
            "received,"
            " correction, answers, precedence, intake) VALUES (:1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12, :13, :14, :15)",
        use(rows.id), use(rows.file), use(rows.name), use(rows.kind), use(rows.state), use(rows.form), use(rows.source),
        use(rows.park), use(rows.period.values, rows.period.present), use(rows.reported.values, rows.reported.present),
        use(rows.received), use(rows.correction), use(rows.answers), use(rows.precedence), use(rows.intake);
  }

  void write(PeriodRows& rows) {
    if (rows.period.empty()) return;
    sql_ << "INSERT INTO submission_period (period, submission) VALUES (:1, :2)", soci::use(rows.period),
        soci::use(rows.submission);
  }

  void write(ObservationRows& rows) {
    using soci::use;
    if (rows.submission.empty()) return;
    sql_ << "INSERT INTO observation (submission, place, period, park_word, indicator_word, item_word, measure_word, amount, "
            "last_digit,"
            " code_word, missing_word, held, held_by_word, source_word, sheet_word, cell_row, cell_column, raw, raw_unit_word)"
            " VALUES (:1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12, :13, :14, :15, :16, :17, :18, :19)",
        use(rows.submission), use(rows.place), use(rows.period), use(rows.park), use(rows.indicator), use(rows.item),
        use(rows.measure), use(rows.amount.values, rows.amount.present), use(rows.last_digit), use(rows.code), use(rows.missing),
        use(rows.held), use(rows.held_by), use(rows.source), use(rows.sheet), use(rows.row), use(rows.column), use(rows.raw),
        use(rows.raw_unit);
  }

  void write(DiagnosticRows& rows) {
    using soci::use;
    if (rows.submission.empty()) return;
    sql_ << "INSERT INTO diagnostic (submission, place, rule_word, severity_word, file, sheet_word, cell_row, cell_column, "
            "related, line,"
            " park_word, period_word, indicator_word, item_word, measure_word)"
            " VALUES (:1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11, :12, :13, :14, :15)",
        use(rows.submission), use(rows.place), use(rows.rule), use(rows.severity), use(rows.file), use(rows.sheet),
        use(rows.row.values, rows.row.present), use(rows.column.values, rows.column.present), use(rows.related), use(rows.line),
        use(rows.park), use(rows.period), use(rows.indicator), use(rows.item), use(rows.measure);
  }

  void write(ArgumentRows& rows) {
    using soci::use;
    if (rows.submission.empty()) return;
    sql_ << "INSERT INTO diagnostic_argument (submission, diagnostic, place, name_word, text) VALUES (:1, :2, :3, :4, :5)",
        use(rows.submission), use(rows.diagnostic), use(rows.place), use(rows.name), use(rows.text);
  }

  soci::session& sql_;
  Words& words_;
  int intake_;
  int last_file_ = 0;
  int last_submission_ = 0;
  SubmissionRows submissions_;
  PeriodRows periods_;
  ObservationRows observations_;
  DiagnosticRows diagnostics_;
  ArgumentRows arguments_;
};

}  // namespace

void write_files(soci::session& sql, Words& words, const std::vector<ReceivedFile>& files, std::string_view catalogue_digest,
                 int intake) {
  Writer writer(sql, words, intake);
  const int catalogue = words.code(catalogue_digest);
  std::set<std::string_view> seen;  // of two copies in one batch the first is kept
  for (const ReceivedFile& file : files)
    if (seen.insert(file.sha256).second) writer.add(file, catalogue);
  writer.write();
}

}  // namespace huibiao::store
