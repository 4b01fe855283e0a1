#include "store/writer.hpp"

#include <set>

#include "store/file_rows.hpp"
#include "store/table_rows.hpp"

namespace huibiao::store {

void write_files(Database& database, Words& words, const std::vector<ReceivedFile>& files, std::string_view catalogue_digest,
                 int intake) {
  const int catalogue = words.code(catalogue_digest);
  words.save(database);
  std::set<std::string_view> seen;  // of two copies in one batch the first is kept
  std::vector<const ReceivedFile*> wanted;
  for (const ReceivedFile& file : files)
    if (seen.insert(file.sha256).second) wanted.push_back(&file);
  const auto places = FileRows(database, catalogue, intake).keep(wanted);
  TableRows made(database, words);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!places[i]) continue;
    for (const model::Submission& submission : wanted[i]->submissions) made.add(submission, *places[i]);
  }
  words.save(database);
  made.write();
}

}  // namespace huibiao::store
