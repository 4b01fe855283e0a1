#include "store/store.hpp"

#include <filesystem>
#include <set>

#include "store/encoding.hpp"
#include "store/failure.hpp"
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
  std::string location;
  soci::session sql;
  Words words;
  int intake = 0;
  bool resumed = false;
  std::unique_ptr<KnownFiles> known_files;  // prepared when first asked
};

namespace {

// Seconds that a process waits for another one to let go of the database.
constexpr int kPatience = 10;

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

// Everything that only SQLite knows: where the file is, and how it keeps a kill or a power cut from hurting it.
void connect_sqlite(soci::session& sql, const std::string& path) {
  // A store is used by one thread, so its connection needs no lock of its own, and nobody asks how much memory it uses. Refused,
  // and harmless, once SQLite is in use.
  sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
  sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  sql.open(soci::sqlite3, "db=\"" + path + "\" timeout=" + std::to_string(kPatience));
  std::string mode;
  sql << "PRAGMA journal_mode = WAL", soci::into(mode);
  sql << "PRAGMA synchronous = NORMAL";
  sql << "PRAGMA foreign_keys = ON";
}

// Why a location cannot be one, before anything is touched.
std::optional<model::Diagnostic> refuse(const std::string& location, Opening opening) {
  if (starts_with(location, "postgresql://") || starts_with(location, "postgres://"))
    return failure("store.postgresql-not-yet", {{"location", location}});
  if (location.find('"') != std::string::npos) return failure("store.quote-in-path", {{"location", location}});
  std::error_code error;
  if (opening == Opening::existing && !std::filesystem::exists(std::filesystem::u8path(location), error))
    return failure("store.missing", {{"location", location}});
  return std::nullopt;
}

}  // namespace

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::string& location, Opening opening) {
  if (auto refused = refuse(location, opening)) return *std::move(refused);
  return guarded<std::unique_ptr<Store>>(location, [&]() -> Result<std::unique_ptr<Store>> {
    auto state = std::make_unique<State>();
    state->location = location;
    connect_sqlite(state->sql, location);
    if (auto refused = migrate(state->sql)) {
      refused->arguments.emplace_back("location", location);
      return *std::move(refused);
    }
    return std::unique_ptr<Store>(new Store(std::move(state)));
  });
}

Result<int> Store::begin_intake() {
  return guarded<int>(state_->location, [&] {
    soci::transaction transaction(state_->sql);
    int last = 0;
    state_->sql << "SELECT COALESCE(MAX(id), 0) FROM intake", soci::into(last);
    int finished = 1;
    if (last > 0) state_->sql << "SELECT finished FROM intake WHERE id = :id", soci::use(last), soci::into(finished);
    if (finished != 0) state_->sql << "INSERT INTO intake (id, finished) VALUES (:id, 0)", soci::use(++last);
    transaction.commit();
    state_->intake = last;
    state_->resumed = finished == 0;
    return last;
  });
}

Outcome Store::finish_intake() {
  return guarded<Done>(state_->location, [&] {
    state_->sql << "UPDATE intake SET finished = 1 WHERE id = :id", soci::use(state_->intake);
    return Done{};
  });
}

Result<std::optional<KnownFile>> Store::find(std::string_view sha256) {
  return guarded<std::optional<KnownFile>>(state_->location, [&] {
    if (!state_->known_files) state_->known_files = std::make_unique<KnownFiles>(state_->sql);
    return state_->known_files->find(sha256);
  });
}

Outcome Store::add(const std::vector<ReceivedFile>& files, std::string_view catalogue_digest) {
  State& state = *state_;
  Outcome outcome = guarded<Done>(state.location, [&] {
    soci::transaction transaction(state.sql);
    state.sql << "UPDATE intake SET finished = 0 WHERE id = :id",
        soci::use(state.intake);  // takes the right to write, before reading
    state.words.refresh(state.sql);
    write_files(state.sql, state.words, files, catalogue_digest, state.intake);
    transaction.commit();
    return Done{};
  });
  if (!outcome) state.words.clear();
  return outcome;
}

Result<std::vector<model::SubmissionState>> Store::revise(const std::vector<Revision>& revisions) {
  State& state = *state_;
  auto states = guarded<std::vector<model::SubmissionState>>(state.location, [&] {
    soci::transaction transaction(state.sql);
    state.sql << "UPDATE intake SET finished = 0 WHERE id = :id", soci::use(state.intake);
    state.words.refresh(state.sql);
    auto written = write_revisions(state.sql, state.words, revisions);
    transaction.commit();
    return written;
  });
  if (!states) state.words.clear();
  return states;
}

bool Store::resumed() const { return state_->resumed; }

Result<std::vector<std::pair<std::string, model::Period>>> Store::touched_by(int intake) {
  return guarded<std::vector<std::pair<std::string, model::Period>>>(state_->location, [&] {
    soci::transaction snapshot(state_->sql);
    state_->words.refresh(state_->sql);
    std::vector<std::pair<std::string, model::Period>> touched;
    int park = 0, period = 0;
    soci::statement rows = (state_->sql.prepare << "SELECT DISTINCT o.park_word, o.period FROM submission s JOIN observation o"
                                                   " ON o.id >= s.first_observation AND o.id < s.first_observation + s.observations"
                                                   " WHERE s.intake = :intake",
                            soci::use(intake), soci::into(park), soci::into(period));
    rows.execute();
    while (rows.fetch()) touched.emplace_back(state_->words.word(park), decode_period(period));
    return touched;
  });
}

Result<std::vector<model::Layer>> Store::layers(const std::vector<model::Period>& periods, const std::vector<std::string>& parks) {
  return guarded<std::vector<model::Layer>>(state_->location, [&] {
    soci::transaction snapshot(state_->sql);
    state_->words.refresh(state_->sql);
    return read_layers(state_->sql, state_->words, periods, parks);
  });
}

Result<std::vector<model::Period>> Store::periods() {
  return guarded<std::vector<model::Period>>(state_->location, [&] {
    std::vector<model::Period> periods;
    int period = 0;
    soci::statement rows =
        (state_->sql.prepare << "SELECT DISTINCT period FROM submission_period ORDER BY period", soci::into(period));
    rows.execute();
    while (rows.fetch()) periods.push_back(decode_period(period));
    return periods;
  });
}

Result<std::vector<model::Period>> Store::periods_of(const std::vector<std::string>& sha256) {
  return guarded<std::vector<model::Period>>(state_->location, [&] {
    std::set<model::Period> periods;
    std::string wanted;
    int period = 0;
    soci::statement rows =
        (state_->sql.prepare << "SELECT p.period FROM submission_period p JOIN submission s ON s.id = p.submission"
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
    soci::transaction snapshot(state_->sql);
    state_->words.refresh(state_->sql);
    return read_layers(state_->sql, state_->words, periods);
  });
}

Result<std::vector<model::Submission>> Store::submissions(const std::optional<model::Period>& period) {
  return guarded<std::vector<model::Submission>>(state_->location, [&] {
    soci::transaction snapshot(state_->sql);
    state_->words.refresh(state_->sql);
    return read_submissions(state_->sql, state_->words, period);
  });
}

Result<std::optional<std::string>> Store::bytes(std::string_view sha256) {
  return guarded<std::optional<std::string>>(state_->location, [&]() -> std::optional<std::string> {
    const std::string wanted(sha256);
    soci::blob content(state_->sql);
    state_->sql << "SELECT c.bytes FROM content c JOIN received_file f ON f.id = c.file WHERE f.sha256 = :sha256",
        soci::use(wanted), soci::into(content);
    if (!state_->sql.got_data()) return std::nullopt;
    std::string bytes(content.get_len(), '\0');
    if (!bytes.empty()) content.read(0, bytes.data(), bytes.size());
    return bytes;
  });
}

}  // namespace huibiao::store
