// What was received and what people decided, kept for good. The only room that knows SQL.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/decision.hpp"
#include "model/effective.hpp"
#include "model/result.hpp"
#include "model/submission.hpp"

namespace huibiao::store {

// One received file and what was made of it. A file that could not be read has one submission of kind unreadable.
struct ReceivedFile {
  std::string sha256;
  std::string bytes;
  std::string file;  // name
  std::string path;  // as given
  std::vector<model::Submission> submissions;
  bool unknown_label = false;  // it met a label, or another name, that nobody knew
  // What a person said of it, over what it says itself.
  std::optional<std::string> ordered_park;
  std::optional<model::Period> ordered_period;
};

// How a file stands in the store.
struct KnownFile {
  bool refused = false;          // a submission of it was refused, or met a label that nobody knew: to be read again
  std::string catalogue_digest;  // … when this is no longer the catalogue's
};

// What checks say of one submission, in place of what they said before (rules "check.…") of the same units and periods, and which
// of its figures they hold. What they said of other units and periods of an office's file stands.
struct Revision {
  std::string submission;
  std::vector<std::pair<model::Name, model::Period>> checked;  // units and periods
  model::Diagnostics diagnostics;
  std::vector<std::pair<model::ObservationKey, std::string>> held;  // by which rule
};

enum class Opening {
  create,    // an empty store is made where there is none
  existing,  // fails with "store.missing" where there is none: for commands that only read
};

// Every call may fail with a rule "store.…": the environment (exit code 3), with the location and what the database said as
// arguments. A call that failed changed nothing. Kill the process at any moment and the store is whole, with every batch that
// add() reported done. Used by one thread of a process; any number of processes, on PostgreSQL also of machines, may use one
// store: one at a time writes, the others wait for their turn (20 s on SQLite, 5 minutes on PostgreSQL) and then fail with
// "store.locked".
class Store {
 public:
  // Opens or creates. `location` is a path (SQLite, WAL) or postgresql://…, a database that exists and holds nothing else; its
  // password is never repeated in a message.
  static model::Result<std::unique_ptr<Store>> open(const std::string& location, Opening opening = Opening::create);
  ~Store();

  // The number of this intake: runs that overlap share it, and a run that was cut off before finish_intake() leaves it to the
  // next one, so that a run and a run that was killed and repeated give the same. Writes nothing; an intake that adds nothing
  // leaves no trace.
  model::Result<int> begin_intake();
  model::Outcome finish_intake();

  // All that the step does with this store is one transaction that alone may write: done wholly if the step succeeds, undone if
  // it fails. Other processes' writing waits.
  model::Outcome in_one_transaction(const std::function<model::Outcome()>& step);

  // What is known of a file with these bytes, if anything.
  model::Result<std::optional<KnownFile>> find(std::string_view sha256);
  // Files with what was made of them, all or nothing (one transaction). A file that is already there is left as it is
  // where it was read by this very catalogue (another process was quicker); else it is replaced: its submissions, observations
  // and diagnostics are those given; its bytes, name and path are kept. Submissions carry the current intake's number, those of a
  // replaced file keep theirs. Precondition: begin_intake() was called.
  model::Outcome add(const std::vector<ReceivedFile>& files, std::string_view catalogue_digest);

  // Puts down what checks say, all or nothing. Gives the states that follow: returned, questioned or accepted by the worst that
  // is said of a submission and not explained; a submission in another state keeps it.
  model::Result<std::vector<model::SubmissionState>> revise(const std::vector<Revision>& revisions);
  // States again, by what was said and what has been explained since: an explained warning asks for nothing. Gives those of the
  // submissions that are there.
  model::Result<std::vector<std::pair<std::string, model::SubmissionState>>> restate(const std::vector<std::string>& submissions);
  // The units and periods that submissions speak of which came since all_checked(): of this run, of one that was cut off before
  // its checks, or of one that is going on.
  model::Result<std::vector<std::pair<std::string, model::Period>>> unchecked();
  model::Outcome all_checked();
  model::Result<std::size_t> submission_count();

  // Adds a decision, its number and the last intake before it given by the store; gives the number.
  model::Result<int> decide(const model::Decision& decision);
  // Every decision, in the order in which they were taken.
  model::Result<std::vector<model::Decision>> decisions();

  // Every period that an observation or a submission speaks of, from that year on, ascending; known_by: only of what was known on
  // that day.
  model::Result<std::vector<model::Period>> periods(const std::optional<model::Date>& known_by = std::nullopt, int from_year = 0);
  // True where nothing was ever taken in.
  model::Result<bool> is_empty();
  // The last day on which a submission became known, or nothing.
  model::Result<std::optional<model::Date>> last_known();
  // The units and periods that submissions speak of which became known after that day.
  model::Result<std::vector<std::pair<std::string, model::Period>>> spoken_of_since(const model::Date& day);
  // Every unit that an observation is about, ascending.
  model::Result<std::vector<std::string>> parks();
  // Every unit that sent anything, or that an office's file speaks of, in no order; known_by: of what was known on that day.
  model::Result<std::vector<std::string>> heard_of(const std::optional<model::Date>& known_by = std::nullopt);
  // Those that the files with these SHA-256 speak of, ascending.
  model::Result<std::vector<model::Period>> periods_of(const std::vector<std::string>& sha256);
  // Every layer of those periods, of all parks or of some alone, in a stable order (of keys, then of submission ids), statuses
  // not yet decided.
  model::Result<std::vector<model::Layer>> layers(const std::vector<model::Period>& periods,
                                                  const std::vector<std::string>& parks = {});
  // The latest date of sending that is printed on a submission (known by that day), or nothing.
  model::Result<std::optional<model::Date>> latest_reported(const std::optional<model::Date>& known_by = std::nullopt);
  // Submissions (without observations, with diagnostics) that are of the period or speak of it, or all; in order of path, then of
  // their place in the file.
  model::Result<std::vector<model::Submission>> submissions(const std::optional<model::Period>& period);
  // Those that brought an explanation of a finding of one of these rules; rules are ids, of ASCII letters, points and hyphens.
  model::Result<std::vector<model::Submission>> explaining(const std::vector<std::string>& rules);
  // The SHA-256 of every file, in the order of arrival.
  model::Result<std::vector<std::string>> files();
  // A file as it was given to add(), with what was made of it and what checks said since.
  model::Result<std::optional<ReceivedFile>> received(std::string_view sha256);
  // What does not fit together in the tables themselves: errors "verify.…", nothing where all is well.
  model::Result<model::Diagnostics> broken_keys();
  // The received bytes of a file, by SHA-256.
  model::Result<std::optional<std::string>> bytes(std::string_view sha256);

 private:
  struct State;
  // The step in one transaction, with the dictionary as it stands; write(): undone where it throws.
  template <class T, class Step>
  model::Result<T> read(const Step& step);
  template <class T, class Step>
  model::Result<T> write(const Step& step);
  // The latest of a column's dates, of submissions s that meet further conditions.
  model::Result<std::optional<model::Date>> latest_of(const std::string& what, const std::string& meant);
  // The units and periods that these submissions s speak of.
  model::Result<std::vector<std::pair<std::string, model::Period>>> spoken_of(const std::string& meant);
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace huibiao::store
