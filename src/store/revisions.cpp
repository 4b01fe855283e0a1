#include "store/revisions.hpp"

#include <algorithm>

#include "store/encoding.hpp"
#include "store/table_rows.hpp"

namespace huibiao::store {
namespace {

using model::Severity;
using model::SubmissionState;
using soci::into;
using soci::use;

constexpr std::string_view kCheckPrefix = "check.";

// The numbers of the words that begin so, as a list for a query; "(-1)" where there are none.
std::string words_of_checks(const Words& words) {
  std::string list = "(-1";
  for (int code = 0; code < words.size(); ++code)
    if (std::string_view(words.word(code)).starts_with(kCheckPrefix)) list += "," + std::to_string(code);
  return list + ")";
}

class Writer {
 public:
  Writer(Database& database, Words& words)
      : database_(database), sql_(database.sql()), words_(words), rows_(database, words), of_checks_(words_of_checks(words)) {
    for (const SubmissionState state : {SubmissionState::accepted, SubmissionState::questioned, SubmissionState::returned})
      words_.code(to_string(state));
    words_.save(database_);  // rows refer to them
    sql_ << "SELECT COUNT(*) FROM (SELECT place FROM explanation LIMIT 1) any_at_all", into(any_explanation_);
  }

  SubmissionState revise(const Revision& revision) {
    if (!find(revision.submission)) return SubmissionState::refused;
    for (const auto& [park, period] : revision.checked) clear(park, period);
    int place = 0;
    sql_ << "SELECT COALESCE(MAX(place) + 1, 0) FROM diagnostic WHERE submission = :id", use(id_), into(place);
    const model::Explanations explanations = explanations_of(revision.submission);
    Severity worst = worst_kept(explanations);
    for (const model::Diagnostic& diagnostic : revision.diagnostics) {
      rows_.add(diagnostic, id_, place++);
      worst = std::max(worst, severity_with(diagnostic, explanations));
    }
    for (const auto& [key, rule] : revision.held) hold(key, rule);
    return put_state(worst);
  }

  // Nothing where there is no such submission.
  std::optional<SubmissionState> restate(const std::string& submission) {
    if (!find(submission)) return std::nullopt;
    return put_state(worst_kept(explanations_of(submission)));
  }

  void finish() {
    words_.save(database_);
    rows_.write();
  }

 private:
  // An explained warning asks for nothing more.
  static Severity severity_with(const model::Diagnostic& diagnostic, const model::Explanations& explanations) {
    const bool explained = diagnostic.severity == Severity::warning && explanation_of(diagnostic, explanations) != nullptr;
    return explained ? Severity::info : diagnostic.severity;
  }

  SubmissionState put_state(Severity worst) {
    const auto before = model::submission_state_from_string(words_.word(state_)).value_or(SubmissionState::refused);
    const bool by_findings =
        before == SubmissionState::accepted || before == SubmissionState::questioned || before == SubmissionState::returned;
    if (!by_findings || before == model::state_by(worst)) return before;
    const int state = words_.code(to_string(model::state_by(worst)));
    sql_ << "UPDATE submission SET state_word = :state WHERE id = :id", use(state), use(id_);
    return model::state_by(worst);
  }

  bool find(const std::string& submission) {
    const std::string name = database_.parameter(submission);
    sql_ << "SELECT id, state_word, first_observation, observations FROM submission WHERE name = :name", use(name), into(id_),
        into(state_), into(first_), into(count_);
    return sql_.got_data();
  }

  // What checks said of that unit and period, and hold.
  void clear(model::Name park, const model::Period& period) {
    const int unit = words_.code_of(park), named = words_.code(to_string(period)), when = encode(period);
    const std::string said = " submission = :id AND park_word = :park AND period_word = :period AND rule_word IN " + of_checks_;
    sql_ << "DELETE FROM diagnostic_argument WHERE submission = :same AND diagnostic IN (SELECT place FROM diagnostic WHERE" +
                said + ")",
        use(id_), use(id_), use(unit), use(named);
    sql_ << "DELETE FROM diagnostic WHERE" + said, use(id_), use(unit), use(named);
    const int end = first_ + count_, nothing = words_.code("");
    sql_ << "UPDATE observation SET held_by_word = :nothing WHERE id >= :first AND id < :end AND park_word = :park AND period = "
            ":when"
            " AND held_by_word IN " +
                of_checks_,
        use(nothing), use(first_), use(end), use(unit), use(when);
  }

  Severity worst_kept(const model::Explanations& explanations) {
    int rule = 0, severity = 0, row = 0, column = 0, indicator = 0, item = 0, measure = 0;
    soci::indicator has_row = soci::i_null, has_column = soci::i_null;
    Severity worst = Severity::info;
    soci::statement rows = (sql_.prepare << "SELECT rule_word, severity_word, cell_row, cell_column, indicator_word, item_word,"
                                            " measure_word FROM diagnostic WHERE submission = :id",
                            use(id_), into(rule), into(severity), into(row, has_row), into(column, has_column), into(indicator),
                            into(item), into(measure));
    rows.execute();
    while (rows.fetch()) {
      model::Diagnostic diagnostic;
      diagnostic.rule = words_.word(rule);
      diagnostic.severity = model::severity_from_string(words_.word(severity)).value_or(Severity::info);
      if (has_row == soci::i_ok) diagnostic.cell = {static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column)};
      diagnostic.indicator = words_.word(indicator);
      diagnostic.item = words_.word(item);
      diagnostic.measure = words_.word(measure);
      worst = std::max(worst, severity_with(diagnostic, explanations));
    }
    return worst;
  }

  // What the submission itself brought, and the answers to it, of the same unit and period: in any order, since it is only asked
  // whether a problem is explained.
  model::Explanations explanations_of(const std::string& name) {
    int rule = 0, indicator = 0, item = 0, measure = 0;
    std::string cell, text;
    const std::string answered = database_.parameter(name);
    model::Explanations explanations;
    if (any_explanation_ == 0) return explanations;
    soci::statement rows =
        (sql_.prepare
             << "SELECT e.rule_word, e.indicator_word, e.item_word, e.measure_word, e.cell, e.text FROM explanation e"
                " WHERE e.submission = :id OR e.submission IN (SELECT a.id FROM submission a JOIN submission s ON s.id = :same"
                " WHERE a.answers = :name AND a.answers <> '' AND a.park_word = s.park_word AND a.period = s.period)",
         use(id_), use(id_), use(answered), into(rule), into(indicator), into(item), into(measure), into(cell), into(text));
    rows.execute();
    while (rows.fetch())
      explanations.push_back({words_.word(rule), words_.word(indicator), words_.word(item), words_.word(measure),
                              model::parse_cell_address(cell), database_.text(text)});
    return explanations;
  }

  // What something else holds stays held by it.
  void hold(const model::ObservationKey& key, const std::string& rule) {
    const int end = first_ + count_, period = encode(key.period), park = words_.code_of(key.park),
              indicator = words_.code_of(key.indicator), item = words_.code(key.item), measure = words_.code_of(key.measure),
              by = words_.code(rule), nothing = words_.code("");
    sql_
        << "UPDATE observation SET held_by_word = :by WHERE id >= :first AND id < :end AND period = :period AND park_word = :park"
           " AND indicator_word = :indicator AND item_word = :item AND measure_word = :measure AND held_by_word = :nothing",
        use(by), use(first_), use(end), use(period), use(park), use(indicator), use(item), use(measure), use(nothing);
  }

  Database& database_;
  soci::session& sql_;
  Words& words_;
  TableRows rows_;
  const std::string of_checks_;
  int id_ = 0, state_ = 0, first_ = 0, count_ = 0, any_explanation_ = 0;
};

}  // namespace

std::vector<std::pair<std::string, SubmissionState>> write_states(Database& database, Words& words,
                                                                  const std::vector<std::string>& submissions) {
  Writer writer(database, words);
  std::vector<std::pair<std::string, SubmissionState>> states;
  for (const std::string& submission : submissions)
    if (const auto state = writer.restate(submission)) states.emplace_back(submission, *state);
  writer.finish();
  return states;
}

std::vector<SubmissionState> write_revisions(Database& database, Words& words, const std::vector<Revision>& revisions) {
  Writer writer(database, words);
  std::vector<SubmissionState> states;
  states.reserve(revisions.size());
  for (const Revision& revision : revisions) states.push_back(writer.revise(revision));
  writer.finish();
  return states;
}

}  // namespace huibiao::store
