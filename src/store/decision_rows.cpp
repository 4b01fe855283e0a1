#include "store/decision_rows.hpp"

#include "store/encoding.hpp"

namespace huibiao::store {
namespace {

using model::Decision;
using soci::into;

void write_findings(Database& database, Words& words, int decision, const std::vector<model::SettledFinding>& findings) {
  std::vector<int> of, place, rule, period, park, indicator, item, measure;
  for (const model::SettledFinding& finding : findings) {
    place.push_back(static_cast<int>(of.size()));
    of.push_back(decision);
    rule.push_back(words.code(finding.rule));
    period.push_back(words.code(finding.period));
    park.push_back(words.code(finding.park));
    indicator.push_back(words.code(finding.indicator));
    item.push_back(words.code(finding.item));
    measure.push_back(words.code(finding.measure));
  }
  words.save(database);
  database.insert("decision_finding", {{"decision", &of},
                                       {"place", &place},
                                       {"rule_word", &rule},
                                       {"period_word", &period},
                                       {"park_word", &park},
                                       {"indicator_word", &indicator},
                                       {"item_word", &item},
                                       {"measure_word", &measure}});
}

void read_findings(Database& database, const Words& words, std::vector<Decision>& decisions) {
  int decision = 0, rule = 0, period = 0, park = 0, indicator = 0, item = 0, measure = 0;
  soci::statement rows =
      (database.sql().prepare << "SELECT decision, rule_word, period_word, park_word, indicator_word, item_word,"
                                 " measure_word FROM decision_finding ORDER BY decision, place",
       into(decision), into(rule), into(period), into(park), into(indicator), into(item), into(measure));
  rows.execute();
  auto owner = decisions.begin();
  while (rows.fetch()) {
    while (owner->number != decision) ++owner;
    owner->settled.push_back(
        {words.word(rule), words.word(period), words.word(park), words.word(indicator), words.word(item), words.word(measure)});
  }
}

}  // namespace

int write_decision(Database& database, Words& words, const Decision& decision) {
  int number = 0, last_intake = 0;
  database.sql() << "SELECT COALESCE(MAX(id), 0) + 1 FROM decision", into(number);
  database.sql() << "SELECT COALESCE(MAX(id), 0) FROM intake", into(last_intake);
  const auto word = [&](std::string_view text) { return std::vector<int>{words.code(text)}; };
  const std::vector<int> id{number}, intake{last_intake}, last_digit{decision.last_digit_exponent},
      kind = word(to_string(decision.kind)), park = word(decision.key.park), indicator = word(decision.key.indicator),
      item = word(decision.key.item), measure = word(decision.key.measure), code = word(decision.code),
      raw_unit = word(decision.raw_unit);
  const std::vector<std::string> by{decision.by}, reason{decision.reason}, on{model::to_string(decision.on)},
      submission{decision.submission}, level{decision.level}, raw{decision.raw};
  Column<int> period;
  decision.key.period.year != 0 ? period.add(encode(decision.key.period)) : period.add_nothing();
  Column<double> amount;
  decision.value ? amount.add(*decision.value) : amount.add_nothing();
  words.save(database);
  database.insert("decision", {{"id", &id},
                               {"kind_word", &kind},
                               {"by_whom", &by},
                               {"reason", &reason},
                               {"taken_on", &on},
                               {"intake", &intake},
                               {"submission", &submission},
                               {"level", &level},
                               {"period", &period},
                               {"park_word", &park},
                               {"indicator_word", &indicator},
                               {"item_word", &item},
                               {"measure_word", &measure},
                               {"amount", &amount},
                               {"code_word", &code},
                               {"last_digit", &last_digit},
                               {"raw", &raw},
                               {"raw_unit_word", &raw_unit}});
  write_findings(database, words, number, decision.settled);
  return number;
}

std::vector<Decision> read_decisions(Database& database, const Words& words) {
  std::vector<Decision> decisions;
  int number = 0, kind = 0, intake = 0, period = 0, park = 0, indicator = 0, item = 0, measure = 0, code = 0, last_digit = 0,
      raw_unit = 0;
  double amount = 0;
  std::string by, reason, on, submission, level, raw;
  soci::indicator has_period = soci::i_null, has_amount = soci::i_null;
  {
    soci::statement rows =
        (database.sql().prepare
             << "SELECT id, kind_word, by_whom, reason, taken_on, intake, submission, period, park_word, indicator_word,"
                " item_word, measure_word, amount, code_word, last_digit, raw, raw_unit_word, level FROM decision ORDER BY id",
         into(number), into(kind), into(by), into(reason), into(on), into(intake), into(submission), into(period, has_period),
         into(park), into(indicator), into(item), into(measure), into(amount, has_amount), into(code), into(last_digit),
         into(raw), into(raw_unit), into(level));
    rows.execute();
    while (rows.fetch()) {
      Decision& decision = decisions.emplace_back();
      decision.number = number;
      decision.kind = model::decision_kind_from_string(words.word(kind)).value_or(model::DecisionKind::accept);
      decision.by = database.text(by);
      decision.reason = database.text(reason);
      decision.on = model::parse_date(on).value_or(model::Date{});
      decision.intake = intake;
      decision.submission = database.text(submission);
      decision.level = database.text(level);
      decision.key = {has_period == soci::i_ok ? decode_period(period) : model::Period{}, words.word(park), words.word(indicator),
                      words.word(item), words.word(measure)};
      if (has_amount == soci::i_ok) decision.value = amount;
      decision.code = words.word(code);
      decision.last_digit_exponent = last_digit;
      decision.raw = database.text(raw);
      decision.raw_unit = words.word(raw_unit);
    }
  }
  read_findings(database, words, decisions);
  return decisions;
}

}  // namespace huibiao::store
