// What the workbooks of evaluations share: how they are named, opened and saved, and their sheet of notes.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "model/catalogue.hpp"
#include "model/evaluation.hpp"
#include "model/evaluation_result.hpp"
#include "model/result.hpp"
#include "model/written_file.hpp"
#include "report/book.hpp"
#include "report/words.hpp"

namespace huibiao::report {

inline constexpr std::uint32_t kSettingFill = 0xFFF2CC;  // what a reader may change

// All must outlive the call.
struct EvaluationBookOrder {
  const model::EvaluationSystem& system;
  int year;
  const model::Date& cut_off;
  const char* definition;  // of its words, which have font.body and font.heading
  const char* file;        // key of its file's name
};

// Of kind kEvaluation (report/evaluation.hpp). Fails as a Book does. The path in the result is relative to `out`.
model::Result<model::WrittenFile> write_evaluation_book(const EvaluationBookOrder& order, const model::Catalogue& catalogue,
                                                        std::string_view language, const std::filesystem::path& out,
                                                        const std::function<void(Book&, const Words&)>& draw);

// {system}, {document}, {year}, {year_before}, {data_year}, {units}, {expected} of titles and notes.
model::Arguments evaluation_arguments(const model::EvaluationSystem& system, const model::EvaluationResult& result,
                                      const Words& words);

// What heads a result that is not the official one; "" where it is. complete: all units that an official one covers have data.
std::string simulation_banner(const model::EvaluationSystem& system, bool complete, const Words& words,
                              const model::Arguments& arguments);
// In the row under the sheet's heading.
void write_banner(Sheet& sheet, const std::string& banner);

// The region, or the province where the system has no regions.
std::string region_of(const model::EvaluationSystem& system, const model::EvaluatedUnit& unit, const Words& words);

// Under its heading a line for each: what it is about, and what is said.
void write_evaluation_notes(Sheet& sheet, const std::string& title, const std::string& left,
                            const std::vector<std::pair<std::string, std::string>>& notes);

}  // namespace huibiao::report
