// What the workbooks of evaluations share: how they are named, opened and saved, and their sheet of notes.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "model/catalogue.hpp"
#include "model/evaluation.hpp"
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

// Under its heading a line for each: what it is about, and what is said.
void write_evaluation_notes(Sheet& sheet, const std::string& title, const std::string& left,
                            const std::vector<std::pair<std::string, std::string>>& notes);

}  // namespace huibiao::report
