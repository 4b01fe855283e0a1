#include "store/store.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <unordered_set>

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
  // Where there was nothing in the store when the intake began: what it has added.
  std::optional<std::unordered_set<std::string>> all_there_is;
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

std::string known_condition(const model::Date& known_by) {
  return std::string("COALESCE(") + kKnownSince + ", '') <= '" + model::to_string(known_by) + "'";
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
    if (last > 0) {
      state_->database->sql() << "SELECT finished FROM intake WHERE id = :id", soci::use(last), soci::into(finished);
    }
    state_->all_there_is.reset();
    if (last == 0) state_->all_there_is.emplace();
    state_->unfinished = finished == 0;
    return state_->intake = state_->unfinished ? last : last + 1;
  });
}

Outcome Store::finish_intake() {
  if (!state_->unfinished) return Done{};
  return guarded<Done>(state_->location, [&] {
    state_->database->sql() << "UPDATE intake SET finished = 1 WHERE id = :id", soci::use(state_->intake);
    state_->unfinished = false;
    state_->database->settle();
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

template <class T, class Step>
Result<T> Store::read(const Step& step) {
  return guarded<T>(state_->location, [&] {
    Transaction snapshot(*state_->database, Purpose::reading);
    state_->words.refresh(*state_->database);
    return step();
  });
}

template <class T, class Step>
Result<T> Store::write(const Step& step) {
  State& state = *state_;
  Result<T> result = guarded<T>(state.location, [&] {
    Transaction transaction(*state.database, Purpose::writing);
    state.words.refresh(*state.database);
    T written = step();
    transaction.commit();
    return written;
  });
  if (!result) state.words.clear();
  return result;
}

Result<std::optional<KnownFile>> Store::find(std::string_view sha256) {
  // What another process adds meanwhile is found out when the file is to be kept.
  if (state_->all_there_is && !state_->all_there_is->contains(std::string(sha256))) return std::optional<KnownFile>();
  return guarded<std::optional<KnownFile>>(state_->location, [&] {
    if (!state_->known_files) state_->known_files = std::make_unique<KnownFiles>(state_->database->sql());
    return state_->known_files->find(sha256);
  });
}

Outcome Store::add(const std::vector<ReceivedFile>& files, std::string_view catalogue_digest) {
  State& state = *state_;
  Outcome outcome = write<Done>([&] {
    soci::session& sql = state.database->sql();
    int there = 0;
    sql << "SELECT COUNT(*) FROM intake WHERE id = :id", soci::use(state.intake), soci::into(there);
    if (there == 0) sql << "INSERT INTO intake (id, finished) VALUES (:id, 0)", soci::use(state.intake);
    if (there != 0) sql << "UPDATE intake SET finished = 0 WHERE id = :id", soci::use(state.intake);
    write_files(*state.database, state.words, files, catalogue_digest, state.intake);
    return Done{};
  });
  if (!outcome) return outcome;
  state.unfinished = true;
  if (state.all_there_is)
    for (const ReceivedFile& file : files) state.all_there_is->insert(file.sha256);
  return outcome;
}

Result<std::vector<model::SubmissionState>> Store::revise(const std::vector<Revision>& revisions) {
  return write<std::vector<model::SubmissionState>>([&] { return write_revisions(*state_->database, state_->words, revisions); });
}

Result<std::vector<std::pair<std::string, model::SubmissionState>>> Store::restate(const std::vector<std::string>& submissions) {
  return write<std::vector<std::pair<std::string, model::SubmissionState>>>(
      [&] { return write_states(*state_->database, state_->words, submissions); });
}

Outcome Store::all_checked() {
  return guarded<Done>(state_->location, [&] {
    state_->database->sql() << "DELETE FROM unchecked";
    return Done{};
  });
}

Result<bool> Store::is_empty() {
  return guarded<bool>(state_->location, [&] {
    int any = 0;
    state_->database->sql() << "SELECT COUNT(*) FROM (SELECT id FROM submission LIMIT 1) any_at_all", soci::into(any);
    return any == 0;
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
  return spoken_of("s.id IN (SELECT submission FROM unchecked)");
}

Result<std::vector<std::pair<std::string, model::Period>>> Store::spoken_of_since(const model::Date& day) {
  return spoken_of(std::string(kKnownSince) + " > '" + model::to_string(day) + "'");
}

Result<std::vector<std::pair<std::string, model::Period>>> Store::spoken_of(const std::string& meant) {
  return read<std::vector<std::pair<std::string, model::Period>>>([&] {
    std::vector<std::pair<std::string, model::Period>> spoken;
    int park = 0, period = 0;
    soci::statement rows =
        (state_->database->sql().prepare << "SELECT DISTINCT o.park_word, o.period FROM "
                                         << state_->database->submissions_with_observations() << " WHERE " << meant,
         soci::into(park), soci::into(period));
    rows.execute();
    while (rows.fetch()) spoken.emplace_back(state_->words.word(park), decode_period(period));
    return spoken;
  });
}

Result<std::vector<std::string>> Store::parks() {
  return read<std::vector<std::string>>([&] {
    std::vector<std::string> parks;
    int park = 0;
    soci::statement rows = (state_->database->sql().prepare << "SELECT DISTINCT park_word FROM observation", soci::into(park));
    rows.execute();
    while (rows.fetch()) parks.push_back(state_->words.word(park));
    std::sort(parks.begin(), parks.end());
    return parks;
  });
}

Result<std::vector<std::string>> Store::heard_of(const std::optional<model::Date>& known_by) {
  const std::string known = known_by ? " AND " + known_condition(*known_by) : "";
  return read<std::vector<std::string>>([&] {
    const std::string nobody = std::to_string(state_->words.known(""));
    // From one unit to the next one in the index: DISTINCT would look at every submission.
    const std::string senders =
        "WITH RECURSIVE sender (unit) AS (SELECT MIN(park_word) FROM submission UNION ALL"
        " SELECT (SELECT MIN(park_word) FROM submission WHERE park_word > sender.unit) FROM sender WHERE sender.unit IS NOT NULL)"
        " SELECT unit FROM sender WHERE unit <> " +
        nobody + " AND EXISTS (SELECT 1 FROM submission s WHERE s.park_word = sender.unit" + known + ")";
    const std::string spoken_of = "SELECT DISTINCT o.park_word FROM " +
                                  std::string(state_->database->submissions_with_observations()) +
                                  " WHERE s.park_word = " + nobody + known;
    std::vector<std::string> units;
    int unit = 0;
    soci::statement rows = (state_->database->sql().prepare << senders + " UNION " + spoken_of, soci::into(unit));
    rows.execute();
    while (rows.fetch()) units.push_back(state_->words.word(unit));
    return units;
  });
}

Result<std::vector<model::Layer>> Store::layers(const std::vector<model::Period>& periods,
                                                const std::vector<std::string>& parks) {
  return read<std::vector<model::Layer>>([&] { return read_layers(*state_->database, state_->words, periods, parks); });
}

Result<std::vector<model::Period>> Store::periods(const std::optional<model::Date>& known_by, int from_year) {
  // One look into the index for each period, however many submissions there are of it.
  std::string query = "WITH RECURSIVE spoken (period) AS (SELECT MIN(period) FROM submission_period WHERE period >= " +
                      std::to_string(encode({from_year, 0, 0})) +
                      " UNION ALL"
                      " SELECT (SELECT MIN(p.period) FROM submission_period p WHERE p.period > spoken.period) FROM spoken"
                      " WHERE spoken.period IS NOT NULL) SELECT period FROM spoken WHERE period IS NOT NULL";
  if (known_by)
    query +=
        " AND EXISTS (SELECT 1 FROM submission_period p JOIN submission s ON s.id = p.submission WHERE p.period = spoken.period"
        " AND " +
        known_condition(*known_by) + ")";
  query += " ORDER BY period";
  return guarded<std::vector<model::Period>>(state_->location, [&] {
    std::vector<model::Period> periods;
    int period = 0;
    soci::statement rows = (state_->database->sql().prepare << query, soci::into(period));
    rows.execute();
    while (rows.fetch()) periods.push_back(decode_period(period));
    return periods;
  });
}

Result<std::optional<model::Date>> Store::last_known() { return latest_of(kKnownSince, ""); }

Result<std::optional<model::Date>> Store::latest_reported(const std::optional<model::Date>& known_by) {
  return latest_of("s.reported", known_by ? " AND " + known_condition(*known_by) : "");
}

Result<std::optional<model::Date>> Store::latest_of(const std::string& what, const std::string& meant) {
  return guarded<std::optional<model::Date>>(state_->location, [&]() -> std::optional<model::Date> {
    std::string latest;
    // The end of the index.
    state_->database->sql() << "SELECT " << what << " FROM submission s WHERE " << what << " IS NOT NULL" << meant << " ORDER BY "
                            << what << " DESC LIMIT 1",
        soci::into(latest);
    return state_->database->sql().got_data() ? model::parse_date(latest) : std::nullopt;
  });
}

Result<int> Store::decide(const model::Decision& decision) {
  return write<int>([&] { return write_decision(*state_->database, state_->words, decision); });
}

Result<std::vector<model::Decision>> Store::decisions() {
  return read<std::vector<model::Decision>>([&] { return read_decisions(*state_->database, state_->words); });
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

Result<std::vector<model::Submission>> Store::explaining(const std::vector<std::string>& rules) {
  return read<std::vector<model::Submission>>([&] { return read_explaining(*state_->database, state_->words, rules); });
}

Result<std::vector<model::Submission>> Store::submissions(const std::optional<model::Period>& period) {
  return read<std::vector<model::Submission>>([&] { return read_submissions(*state_->database, state_->words, period); });
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
  return read<std::optional<ReceivedFile>>([&] { return read_received(*state_->database, state_->words, sha256); });
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
