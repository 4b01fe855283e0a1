#include "store/writer.hpp"

#include <set>

#include "store/file_rows.hpp"
#include "store/table_rows.hpp"

namespace huibiao::store {

void write_files(soci::session& sql, Words& words, const std::vector<ReceivedFile>& files, std::string_view catalogue_digest,
                 int intake) {
  const int catalogue = words.code(catalogue_digest);
  words.save(sql);
  FileRows kept(sql, catalogue, intake);
  TableRows made(sql, words);
  std::set<std::string_view> seen;  // of two copies in one batch the first is kept
  for (const ReceivedFile& file : files) {
    if (!seen.insert(file.sha256).second) continue;
    const KeptFile place = kept.keep(file);
    for (const model::Submission& submission : file.submissions) made.add(submission, place);
  }
  words.save(sql);
  made.write();
}

}  // namespace huibiao::store
