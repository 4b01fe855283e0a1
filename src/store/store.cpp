#include "store/store.hpp"

#include <filesystem>
#include <set>

#include "store/database.hpp"
#include "store/decision_rows.hpp"
#include "store/encoding.hpp"
#include "store/failure.hpp"
#include "store/keys.hpp"
#include "store/known_files.hpp"
#include "store/reader.hpp"
#include "store/revisions.hpp"
#include "store/schema.hpp"
#include "store/words.hpp"
#include "store/writer.hpp"

namespace huibiao::store {

using model::Done;
using model::failure;
using model::Outcome;
using model::Result;

struct Store::State {
  std::string location;  // as people may read it
  std::unique_ptr<Database> database;
  Words words;
  int intake = 0;
  bool unfinished = false;                  // the store says so of this intake
  std::unique_ptr<KnownFiles> known_files;  // prepared when first asked
};

namespace {

using Purpose = Transaction::Purpose;

// Why a location cannot be one, before anything is touched.
std::optional<model::Diagnostic> refuse(const std::string& location, Opening opening) {
  if (is_postgresql(location)) return std::nullopt;
  if (location.find('"') != std::string::npos) return failure("store.quote-in-path", {{"location", location}});
  std::error_code error;
  if (opening == Opening::existing && !std::filesystem::exists(std::filesystem::u8path(location), error))
    return failure("store.missing", {{"location", location}});
  return std::nullopt;
}

// The day from which a submission is known, as model::known_since() has it; NULL for since ever.
constexpr const char* kKnownSince = "CASE WHEN s.received_stated = 1 OR s.intake > 1 THEN s.received ELSE s.reported END";

std::string known_condition(const std::optional<model::Date>& known_by) {
  if (!known_by) return {};
  return std::string(" WHERE COALESCE(") + kKnownSince + ", '') <= '" + model::to_string(*known_by) + "'";
}

}  // namespace

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::string& location, Opening opening) {
  if (auto refused = refuse(location, opening)) return *std::move(refused);
  auto state = std::make_unique<State>();
  state->location = shown_location(location);
  return guarded<std::unique_ptr<Store>>(state->location, [&]() -> Result<std::unique_ptr<Store>> {
    state->database = connect(location);
    if (auto refused = migrate(*state->database, opening)) {
      refused->arguments.emplace_back("location", state->location);
      return *std::move(refused);
    }
    return std::unique_ptr<Store>(new Store(std::move(state)));
  });
}

Result<int> Store::begin_intake() {
  return guarded<int>(state_->location, [&] {
    int last = 0, finished = 1;
    state_->database->sql() << "SELECT COALESCE(MAX(id), 0) FROM intake", soci::into(last);
    if (last > 0) state_->database->sql() << "SELECT finished FROM intake WHERE id = :id", soci::use(last), soci::into(finished);
    state_->unfinished = finished == 0;
    return state_->intake = state_->unfinished ? last : last + 1;
  });
}

Outcome Store::finish_intake() {
  if (!state_->unfinished) return Done{};
  return guarded<Done>(state_->location, [&] {
    state_->database->sql() << "UPDATE intake SET finished = 1 WHERE id = :id", soci::use(state_->intake);
    state_->unfinished = false;
    return Done{};
  });
}

Outcome Store::in_one_transaction(const std::function<Outcome()>& step) {
  State& state = *state_;
  Outcome outcome = guarded<Done>(state.location, [&]() -> Outcome {
    Transaction transaction(*state.database, Purpose::writing);
    Outcome done = step();
    if (done) transaction.commit();
    return done;
  });
  if (!outcome) state.words.clear();
  return outcome;
}

Result<std::optional<KnownFile>> Store::find(std::string_view sha256) {
  return guarded<std::optional<KnownFile>>(state_->location, [&] {
    if (!state_->known_files) state_->known_files = std::make_unique<KnownFiles>(state_->database->sql());
    return state_->known_files->find(sha256);
  });
}

Outcome Store::add(const std::vector<ReceivedFile>& files, std::string_view catalogue_digest) {
  State& state = *state_;
  Outcome outcome = guarded<Done>(state.location, [&] {
    Transaction transaction(*state.database, Purpose::writing);
    soci::session& sql = state.database->sql();
    int there = 0;
    sql << "SELECT COUNT(*) FROM intake WHERE id = :id", soci::use(state.intake), soci::into(there);
    if (there == 0) sql << "INSERT INTO intake (id, finished) VALUES (:id, 0)", soci::use(state.intake);
    if (there != 0) sql << "UPDATE intake SET finished = 0 WHERE id = :id", soci::use(state.intake);
    state.words.refresh(*state.database);
    write_files(*state.database, state.words, files, catalogue_digest, state.intake);
    transaction.commit();
    state.unfinished = true;
    return Done{};
  });
  if (!outcome) state.words.clear();
  return outcome;
}

Result<std::vector<model::SubmissionState>> Store::revise(const std::vector<Revision>& revisions) {
  State& state = *state_;
  auto states = guarded<std::vector<model::SubmissionState>>(state.location, [&] {
    Transaction transaction(*state.database, Purpose::writing);
    state.words.refresh(*state.database);
    auto written = write_revisions(*state.database, state.words, revisions);
    transaction.commit();
    return written;
  });
  if (!states) state.words.clear();
  return states;
}

Result<std::vector<std::pair<std::string, model::SubmissionState>>> Store::restate(const std::vector<std::string>& submissions) {
  State& state = *state_;
  auto states = guarded<std::vector<std::pair<std::string, model::SubmissionState>>>(state.location, [&] {
    Transaction transaction(*state.database, Purpose::writing);
    state.words.refresh(*state.database);
    auto written = write_states(*state.database, state.words, submissions);
    transaction.commit();
    return written;
  });
  if (!states) state.words.clear();
  return states;
}

Outcome Store::all_checked() {
  return guarded<Done>(state_->location, [&] {
    state_->database->sql() << "DELETE FROM unchecked";
    return Done{};
  });
}

Result<std::size_t> Store::submission_count() {
  return guarded<std::size_t>(state_->location, [&] {
    long long count = 0;
    state_->database->sql() << "SELECT COUNT(*) FROM submission", soci::into(count);
    return static_cast<std::size_t>(count);
  });
}

Result<std::vector<std::pair<std::string, model::Period>>> Store::unchecked() {
  return guarded<std::vector<std::pair<std::string, model::Period>>>(state_->location, [&] {
    Transaction snapshot(*state_->database, Purpose::reading);
    state_->words.refresh(*state_->database);
    std::vector<std::pair<std::string, model::Period>> touched;
    int park = 0, period = 0;
    soci::statement rows = (state_->database->sql().prepare << "SELECT DISTINCT o.park_word, o.period FROM "
                                                            << state_->database->submissions_with_observations()
                                                            << " WHERE s.id IN (SELECT submission FROM unchecked)",
                            soci::into(park), soci::into(period));
    rows.execute();
    while (rows.fetch()) touched.emplace_back(state_->words.word(park), decode_period(period));
    return touched;
  });
}

Result<std::vector<model::Layer>> Store::layers(const std::vector<model::Period>& periods,
                                                const std::vector<std::string>& parks) {
  return guarded<std::vector<model::Layer>>(state_->location, [&] {
    Transaction snapshot(*state_->database, Purpose::reading);
    state_->words.refresh(*state_->database);
    return read_layers(*state_->database, state_->words, periods, parks);
  });
}

Result<std::vector<model::Period>> Store::periods(const std::optional<model::Date>& known_by) {
  // One look into the index for each period, however many submissions there are of it.
  constexpr const char* kPeriods =
      "WITH RECURSIVE spoken (period) AS (SELECT MIN(period) FROM submission_period UNION ALL"
      " SELECT (SELECT MIN(p.period) FROM submission_period p WHERE p.period > spoken.period) FROM spoken"
      " WHERE spoken.period IS NOT NULL) SELECT period FROM spoken WHERE period IS NOT NULL ORDER BY period";
  return guarded<std::vector<model::Period>>(state_->location, [&] {
    std::vector<model::Period> periods;
    int period = 0;
    const std::string query = !known_by ? kPeriods
                                        : "SELECT DISTINCT p.period FROM submission_period p JOIN submission s"
                                          " ON s.id = p.submission" +
                                              known_condition(known_by) + " ORDER BY p.period";
    soci::statement rows = (state_->database->sql().prepare << query, soci::into(period));
    rows.execute();
    while (rows.fetch()) periods.push_back(decode_period(period));
    return periods;
  });
}

Result<std::optional<model::Date>> Store::last_known() {
  return latest_of(std::string("SELECT MAX(") + kKnownSince + ") FROM submission s");
}

Result<std::optional<model::Date>> Store::latest_reported(const std::optional<model::Date>& known_by) {
  return latest_of("SELECT MAX(s.reported) FROM submission s" + known_condition(known_by));
}

Result<std::optional<model::Date>> Store::latest_of(const std::string& query) {
  return guarded<std::optional<model::Date>>(state_->location, [&]() -> std::optional<model::Date> {
    std::string latest;
    soci::indicator any = soci::i_null;
    state_->database->sql() << query, soci::into(latest, any);
    return any == soci::i_ok ? model::parse_date(latest) : std::nullopt;
  });
}

Result<int> Store::decide(const model::Decision& decision) {
  State& state = *state_;
  auto number = guarded<int>(state.location, [&] {
    Transaction transaction(*state.database, Purpose::writing);
    state.words.refresh(*state.database);
    const int written = write_decision(*state.database, state.words, decision);
    transaction.commit();
    return written;
  });
  if (!number) state.words.clear();
  return number;
}

Result<std::vector<model::Decision>> Store::decisions() {
  return guarded<std::vector<model::Decision>>(state_->location, [&] {
    Transaction snapshot(*state_->database, Purpose::reading);
    state_->words.refresh(*state_->database);
    return read_decisions(*state_->database, state_->words);
  });
}

Result<std::vector<model::Period>> Store::periods_of(const std::vector<std::string>& sha256) {
  return guarded<std::vector<model::Period>>(state_->location, [&] {
    std::set<model::Period> periods;
    std::string wanted;
    int period = 0;
    soci::statement rows =
        (state_->database->sql().prepare << "SELECT p.period FROM submission_period p JOIN submission s ON s.id = p.submission"
                                            " JOIN received_file f ON f.id = s.file WHERE f.sha256 = :sha256",
         soci::use(wanted), soci::into(period));
    for (const std::string& file : sha256) {
      wanted = file;
      rows.execute();
      while (rows.fetch()) periods.insert(decode_period(period));
    }
    return std::vector<model::Period>(periods.begin(), periods.end());
  });
}

Result<std::vector<model::Layer>> Store::layers(const std::vector<model::Period>& periods) {
  return guarded<std::vector<model::Layer>>(state_->location, [&] {
    Transaction snapshot(*state_->database, Purpose::reading);
    state_->words.refresh(*state_->database);
    return read_layers(*state_->database, state_->words, periods);
  });
}

Result<std::vector<model::Submission>> Store::submissions(const std::optional<model::Period>& period) {
  return guarded<std::vector<model::Submission>>(state_->location, [&] {
    Transaction snapshot(*state_->database, Purpose::reading);
    state_->words.refresh(*state_->database);
    return read_submissions(*state_->database, state_->words, period);
  });
}

Result<std::vector<std::string>> Store::files() {
  return guarded<std::vector<std::string>>(state_->location, [&] {
    std::vector<std::string> files;
    std::string sha256;
    soci::statement rows =
        (state_->database->sql().prepare << "SELECT sha256 FROM received_file ORDER BY id", soci::into(sha256));
    rows.execute();
    while (rows.fetch()) files.push_back(sha256);
    return files;
  });
}

Result<std::optional<ReceivedFile>> Store::received(std::string_view sha256) {
  return guarded<std::optional<ReceivedFile>>(state_->location, [&] {
    Transaction snapshot(*state_->database, Purpose::reading);
    state_->words.refresh(*state_->database);
    return read_received(*state_->database, state_->words, sha256);
  });
}

Result<model::Diagnostics> Store::broken_keys() {
  return guarded<model::Diagnostics>(state_->location, [&] {
    Transaction snapshot(*state_->database, Purpose::reading);
    return find_broken_keys(*state_->database);
  });
}

Result<std::optional<std::string>> Store::bytes(std::string_view sha256) {
  return guarded<std::optional<std::string>>(state_->location, [&]() -> std::optional<std::string> {
    const std::string wanted(sha256);
    int file = 0;
    state_->database->sql() << "SELECT id FROM received_file WHERE sha256 = :sha256", soci::use(wanted), soci::into(file);
    if (!state_->database->sql().got_data()) return std::nullopt;
    return state_->database->content(file);
  });
}

}  // namespace huibiao::store
