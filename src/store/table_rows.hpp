// Submissions with their observations and diagnostics -> rows, collected column by column and written in one bulk statement a
// table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/submission.hpp"
#include "store/database.hpp"
#include "store/encoding.hpp"
#include "store/file_rows.hpp"
#include "store/words.hpp"

namespace huibiao::store {

struct SubmissionRows {
  std::vector<int> id, file, kind, state, form, source, park, correction, precedence, intake, received_stated, first_observation,
      observations;
  Column<int> period;
  std::vector<std::string> name, received, answers;
  Column<std::string> reported;
};

struct PeriodRows {
  std::vector<int> period, submission, park;
};

struct ObservationRows {
  std::vector<int> id, period, park, indicator, item, measure, last_digit, code, missing, held_by, sheet, raw_unit;
  std::vector<long long> cell;
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

struct ExplanationRows {
  std::vector<int> submission, place, rule, indicator, item, measure;
  std::vector<std::string> cell, text;
};

// One batch, inside the caller's transaction.
class TableRows {
 public:
  TableRows(Database& database, Words& words);

  void add(const model::Submission& submission, const KeptFile& file);
  void add(const model::Diagnostic& diagnostic, int submission, int place);
  // Precondition: the words were saved. Throws soci_error.
  void write();

 private:
  int code(std::string_view word) { return words_.code(word); }
  int code_of(model::Name name) { return words_.code_of(name); }
  // A word that is mostly the one before.
  struct LastWord {
    std::string word;
    int code = -1;
  };
  int code(LastWord& last, std::string_view word) {
    if (last.code < 0 || last.word != word) last = {std::string(word), words_.code(word)};
    return last.code;
  }
  void add(const model::Observation& observation);
  void add(const model::Explanation& explanation, int submission, int place);

  Database& database_;
  Words& words_;
  int last_submission_ = 0;
  int last_observation_ = 0;
  SubmissionRows submissions_;
  PeriodRows periods_;
  ObservationRows observations_;
  LastWord item_, answer_, missing_, sheet_, raw_unit_;  // of the last observation
  DiagnosticRows diagnostics_;
  ArgumentRows arguments_;
  ExplanationRows explanations_;
  std::vector<int> unchecked_;
};

}  // namespace huibiao::store
