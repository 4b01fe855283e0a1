// What was received and what people decided, kept for good. The only room that knows SQL.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
};

// How a file stands in the store.
struct KnownFile {
  bool refused = false;           // a submission of it was refused, or met a label that nobody knew: to be read again
  std::string catalogue_digest;   // … when this is no longer the catalogue's
};

class Store {
 public:
  // Opens or creates. `location` is a path (SQLite, WAL) or postgresql://… . Fails with rule "store.…" (the environment, exit code 3).
  static model::Result<std::unique_ptr<Store>> open(const std::string& location);
  ~Store();

  // The number of this intake. A run that was cut off before finish_intake() leaves its number to the next one, so that a run and a
  // run that was killed and repeated give the same.
  int begin_intake();
  void finish_intake();

  // What is known of a file with these bytes, if anything.
  std::optional<KnownFile> find(std::string_view sha256);
  // Files with what was made of them, all or nothing (one transaction). A file that is already there is replaced: its submissions,
  // observations and diagnostics are those given; its bytes are kept as they are. Submissions carry the current intake's number, those of
  // a replaced file keep theirs.
  model::Outcome add(const std::vector<ReceivedFile>& files, std::string_view catalogue_digest);

  // Every period that an observation or a submission speaks of, ascending.
  std::vector<model::Period> periods();
  // Every layer of those periods, in a stable order (of keys, then of submission ids), statuses not yet decided.
  std::vector<model::Layer> layers(const std::vector<model::Period>& periods);
  // Submissions (without observations, with diagnostics) of the period, or all; in order of path, then id.
  std::vector<model::Submission> submissions(const std::optional<model::Period>& period);
  // The received bytes of a file, by SHA-256.
  std::optional<std::string> bytes(std::string_view sha256);

 private:
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace huibiao::store
