#include "store/file_rows.hpp"

#include "store/reader.hpp"

namespace huibiao::store {

using soci::into;
using soci::use;

FileRows::FileRows(Database& database, int catalogue, int intake)
    : database_(database), sql_(database.sql()), catalogue_(catalogue), intake_(intake) {}

std::vector<std::optional<KeptFile>> FileRows::keep(const std::vector<const ReceivedFile*>& files) {
  const std::map<std::string, Known> there = known(files);
  int last = 0;
  sql_ << "SELECT COALESCE(MAX(id), 0) FROM received_file", into(last);
  std::vector<std::optional<KeptFile>> places;
  std::vector<const ReceivedFile*> fresh;
  std::vector<int> ids;
  for (const ReceivedFile* file : files) {
    const auto found = there.find(file->sha256);
    if (found == there.end()) {
      fresh.push_back(file);
      ids.push_back(++last);
      places.push_back(KeptFile{last, intake_, std::nullopt, false});
    } else if (found->second.catalogue == catalogue_) {
      places.emplace_back();
    } else {
      places.push_back(forget_submissions(*file, found->second.id));
    }
  }
  insert(fresh, ids);
  return places;
}

std::map<std::string, FileRows::Known> FileRows::known(const std::vector<const ReceivedFile*>& files) {
  std::map<std::string, Known> known;
  if (files.empty()) return known;
  std::string wanted;  // SHA-256 are hexadecimal digits, nothing to quote
  for (const ReceivedFile* file : files) wanted += (wanted.empty() ? "'" : ", '") + file->sha256 + "'";
  std::string sha256;
  Known file;
  soci::statement rows = (sql_.prepare << "SELECT sha256, id, catalogue_word FROM received_file WHERE sha256 IN (" + wanted + ")",
                          into(sha256), into(file.id), into(file.catalogue));
  rows.execute();
  while (rows.fetch()) known.emplace(sha256, file);
  return known;
}

void FileRows::insert(const std::vector<const ReceivedFile*>& files, const std::vector<int>& ids) {
  std::vector<std::string> sha256, name, path;
  std::vector<int> unknown_label;
  Column<std::string> ordered_park;
  Column<int> ordered_period;
  std::vector<const std::string*> bytes;
  for (const ReceivedFile* file : files) {
    sha256.push_back(file->sha256);
    name.push_back(file->file);
    path.push_back(file->path);
    unknown_label.push_back(file->unknown_label);
    file->ordered_park ? ordered_park.add(*file->ordered_park) : ordered_park.add_nothing();
    file->ordered_period ? ordered_period.add(encode(*file->ordered_period)) : ordered_period.add_nothing();
    bytes.push_back(&file->bytes);
  }
  const std::vector<int> catalogue(files.size(), catalogue_);
  database_.insert("received_file", {{"id", &ids},
                                     {"sha256", &sha256},
                                     {"file", &name},
                                     {"path", &path},
                                     {"unknown_label", &unknown_label},
                                     {"catalogue_word", &catalogue},
                                     {"ordered_park", &ordered_park},
                                     {"ordered_period", &ordered_period}});
  database_.insert_content(ids, bytes);
}

KeptFile FileRows::forget_submissions(const ReceivedFile& file, int id) {
  KeptFile kept{id, intake_, std::nullopt, false};
  soci::indicator any = soci::i_null;
  int intake = 0;
  sql_ << "SELECT MIN(intake) FROM submission WHERE file = :file", use(kept.id), into(intake, any);
  if (any == soci::i_ok) {
    std::string received;
    int stated = 0;
    sql_ << "SELECT MIN(received), MAX(received_stated) FROM submission WHERE file = :file", use(kept.id), into(received),
        into(stated);
    kept.intake = intake;
    kept.received = received;
    kept.received_stated = stated != 0;
  }
  std::vector<std::pair<int, int>> ranges;
  int first = 0, count = 0;
  {
    soci::statement rows = (sql_.prepare << "SELECT first_observation, observations FROM submission WHERE file = :file",
                            use(kept.id), into(first), into(count));
    rows.execute();
    while (rows.fetch()) ranges.emplace_back(first, first + count);
  }
  for (const auto& [begin, end] : ranges)
    sql_ << "DELETE FROM observation WHERE id >= :first AND id < :end", use(begin), use(end);
  for (const char* table : {"diagnostic_argument", "diagnostic", "explanation", "submission_period", "unchecked"})
    sql_ << "DELETE FROM " << table << " WHERE submission IN (SELECT id FROM submission WHERE file = :file)", use(kept.id);
  sql_ << "DELETE FROM submission WHERE file = :file", use(kept.id);
  const int unknown_label = file.unknown_label;
  const std::string ordered_park = database_.parameter(file.ordered_park.value_or(""));
  int ordered_period = file.ordered_period ? encode(*file.ordered_period) : 0;
  soci::indicator has_park = file.ordered_park ? soci::i_ok : soci::i_null;
  soci::indicator has_period = file.ordered_period ? soci::i_ok : soci::i_null;
  sql_ << "UPDATE received_file SET catalogue_word = :catalogue, unknown_label = :unknown, ordered_park = :park,"
          " ordered_period = :period WHERE id = :id",
      use(catalogue_), use(unknown_label), use(ordered_park, has_park), use(ordered_period, has_period), use(kept.id);
  return kept;
}

std::optional<ReceivedFile> read_received(Database& database, const Words& words, std::string_view sha256) {
  ReceivedFile file;
  file.sha256 = sha256;
  int id = 0, unknown_label = 0, ordered_period = 0;
  std::string ordered_park;
  soci::indicator has_park = soci::i_null, has_period = soci::i_null;
  database.sql()
      << "SELECT id, file, path, unknown_label, ordered_park, ordered_period FROM received_file WHERE sha256 = :sha256",
      use(file.sha256), into(id), into(file.file), into(file.path), into(unknown_label), into(ordered_park, has_park),
      into(ordered_period, has_period);
  if (!database.sql().got_data()) return std::nullopt;
  file.file = database.text(file.file);
  file.path = database.text(file.path);
  file.unknown_label = unknown_label != 0;
  if (has_park == soci::i_ok) file.ordered_park = database.text(ordered_park);
  if (has_period == soci::i_ok) file.ordered_period = decode_period(ordered_period);
  file.bytes = database.content(id);
  file.submissions = read_submissions_of(database, words, id);
  read_observations_of(database, words, id, file.submissions);
  return file;
}

}  // namespace huibiao::store
