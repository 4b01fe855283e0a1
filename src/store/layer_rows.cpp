#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "store/encoding.hpp"
#include "store/reader.hpp"

namespace huibiao::store {

namespace {

using model::Layer;
using model::Observation;

constexpr std::size_t kAtOnce = 1024;

// One row of observations, names still as numbers.
struct ObservationRow {
  int submission = 0, id = 0, period = 0, park = 0, indicator = 0, item = 0, measure = 0, last_digit = 0, code = 0, missing = 0,
      held_by = 0, sheet = 0, raw_unit = 0;
  long long cell = 0;
  std::optional<double> amount;
  std::string raw;
};

// What every layer of one submission shares. spoken: a query that gives the submissions.
std::map<int, Layer> read_origins(Database& database, const Words& words, const std::string& spoken) {
  using soci::into;
  std::map<int, Layer> origins;
  int id = 0, form = 0, source = 0, precedence = 0, correction = 0, intake = 0, state = 0, stated = 0;
  std::string name, file, reported, answers, received;
  soci::indicator has_reported = soci::i_null;
  soci::statement rows =
      (database.sql().prepare
           << "SELECT s.id, s.name, s.form_word, s.source_word, f.file, s.precedence, s.reported, s.correction, "
              "s.answers, s.intake, s.state_word, s.received, s.received_stated"
              " FROM submission s JOIN received_file f ON f.id = s.file"
              " WHERE s.id IN (" +
                  spoken + ")",
       into(id), into(name), into(form), into(source), into(file), into(precedence), into(reported, has_reported),
       into(correction), into(answers), into(intake), into(state), into(received), into(stated));
  rows.execute();
  while (rows.fetch()) {
    Layer& layer = origins[id];
    layer.submission = name;
    layer.form = words.word(form);
    layer.observation.source = words.word(source);
    layer.file = database.text(file);
    layer.precedence = precedence;
    if (has_reported == soci::i_ok) layer.reported = model::parse_date(reported);
    layer.correction = correction != 0;
    layer.answers = database.text(answers);
    layer.intake = intake;
    layer.known = model::known_since(received, stated != 0, layer.reported, intake);
    layer.state = model::submission_state_from_string(words.word(state)).value_or(model::SubmissionState::refused);
  }
  return origins;
}

// meant: a condition on submissions s and observations o.
std::vector<ObservationRow> read_rows(Database& database, const std::string& meant) {
  using soci::into;
  std::array<std::vector<int>, 13> columns;
  for (auto& column : columns) column.resize(kAtOnce);
  Column<double> amount(kAtOnce);
  std::vector<std::string> raw(kAtOnce);
  auto& [submission, id, period, park, indicator, item, measure, last_digit, code, missing, held_by, sheet, raw_unit] = columns;
  std::vector<long long> cell(kAtOnce);
  soci::statement rows =
      (database.sql().prepare
           << "SELECT s.id, o.id, o.period, o.park_word, o.indicator_word, o.item_word, o.measure_word, o.amount, o.last_digit,"
              " o.code_word, o.missing_word, o.held_by_word, o.sheet_word, o.cell, o.raw, o.raw_unit_word"
              " FROM "
           << database.submissions_with_observations() << " WHERE " << meant,
       into(submission), into(id), into(period), into(park), into(indicator), into(item), into(measure),
       into(amount.values, amount.present), into(last_digit), into(code), into(missing), into(held_by), into(sheet), into(cell),
       into(raw), into(raw_unit));
  std::vector<ObservationRow> result;
  rows.execute();
  while (rows.fetch()) {
    for (std::size_t i = 0; i < raw.size(); ++i)
      result.push_back({submission[i], id[i], period[i], park[i], indicator[i], item[i], measure[i], last_digit[i], code[i],
                        missing[i], held_by[i], sheet[i], raw_unit[i], cell[i],
                        amount.has(i) ? std::optional(amount.values[i]) : std::nullopt, database.text(std::move(raw[i]))});
  }
  return result;
}

Observation observation_of(ObservationRow& row, const Words& words, const std::string& source) {
  Observation observation;
  observation.key = {decode_period(row.period), words.word(row.park), words.word(row.indicator), words.word(row.item),
                     words.word(row.measure)};
  observation.value = row.amount;
  observation.last_digit_exponent = row.last_digit;
  observation.code = words.word(row.code);
  observation.missing = model::missing_from_string(words.word(row.missing)).value_or(model::Missing::unreadable);
  observation.held_by = words.word(row.held_by);
  observation.standing = observation.held_by.empty() ? model::Standing::taken : model::Standing::held;
  observation.source = source;
  observation.sheet = words.word(row.sheet);
  observation.cell = decode_cell(row.cell);
  observation.raw = std::move(row.raw);
  observation.raw_unit = words.word(row.raw_unit);
  return observation;
}

}  // namespace

std::vector<Layer> read_layers(Database& database, const Words& words, const std::vector<model::Period>& periods,
                               const std::vector<std::string>& parks) {
  if (periods.empty()) return {};
  std::string of_periods;
  for (const model::Period& period : periods) of_periods += (of_periods.empty() ? "(" : ", ") + std::to_string(encode(period));
  of_periods += ")";
  std::string of_parks;
  for (const std::string& park : parks) of_parks += (of_parks.empty() ? "" : ", ") + std::to_string(words.known(park));
  std::string spoken = "SELECT submission FROM submission_period WHERE period IN " + of_periods, of_units;
  // An office's submissions, whose own park is nobody, are looked through too.
  if (!of_parks.empty()) {
    spoken += " AND park_word IN (" + of_parks + ", " + std::to_string(words.known("")) + ")";
    of_units = " AND o.park_word IN (" + of_parks + ")";
  }
  const std::map<int, Layer> origins = read_origins(database, words, spoken);
  const std::string meant = "s.id IN (" + spoken + ") AND o.period IN " + of_periods + of_units;
  std::vector<ObservationRow> rows = read_rows(database, meant);
  const std::vector<int> ranks = words.ranks();
  const auto order = [&](const ObservationRow& row) {
    const auto rank = [&](int code) { return ranks[static_cast<std::size_t>(code)]; };
    return std::make_tuple(row.period, rank(row.park), rank(row.indicator), rank(row.item), rank(row.measure),
                           std::string_view(origins.at(row.submission).submission), row.id);
  };
  std::sort(rows.begin(), rows.end(), [&](const ObservationRow& a, const ObservationRow& b) { return order(a) < order(b); });
  std::vector<Layer> layers;
  layers.reserve(rows.size());
  for (ObservationRow& row : rows) {
    Layer& layer = layers.emplace_back(origins.at(row.submission));
    layer.observation = observation_of(row, words, layer.observation.source);
  }
  return layers;
}

void read_observations_of(Database& database, const Words& words, int file, std::vector<model::Submission>& submissions) {
  std::vector<ObservationRow> rows = read_rows(database, "s.file = " + std::to_string(file));
  std::sort(rows.begin(), rows.end(), [](const ObservationRow& a, const ObservationRow& b) {
    return std::make_pair(a.submission, a.id) < std::make_pair(b.submission, b.id);
  });
  std::map<int, std::string> names;
  int id = 0;
  std::string name;
  soci::statement all = (database.sql().prepare << "SELECT id, name FROM submission WHERE file = :file", soci::use(file),
                         soci::into(id), soci::into(name));
  all.execute();
  while (all.fetch()) names.emplace(id, name);
  for (ObservationRow& row : rows)
    for (model::Submission& submission : submissions)
      if (submission.id == names.at(row.submission))
        submission.observations.push_back(observation_of(row, words, submission.source));
}

}  // namespace huibiao::store
