// The columns of grades on the sheet of ranks: this year's, those of the years before, and what follows from them.
#pragma once

#include <string>
#include <vector>

#include "model/evaluation_result.hpp"
#include "report/book.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// What follows from the unit's grades, of a system that says what does.
std::string consequence_word(const model::EvaluationSystem& system, const model::EvaluatedUnit& unit, const Words& words);

class GradeColumns {
 public:
  // first: of the columns. All must outlive the columns.
  GradeColumns(Sheet& ranks, const model::EvaluationSystem& system, const model::EvaluationResult& result, const Words& words,
               std::uint32_t first)
      : ranks_(ranks), system_(system), result_(result), words_(words), first_(first) {}

  std::uint32_t count() const;  // 0 where the system has no grades: then nothing is written either
  void write_headers(std::uint32_t row, const Style& style);
  // total: its cell; least: where the least points of each grade but the last stand.
  void write(std::uint32_t row, const model::EvaluatedUnit& unit, const std::string& total,
             const std::vector<std::string>& least);

 private:
  std::uint32_t years_before() const;
  std::string word(const std::optional<std::size_t>& grade) const;
  std::string is_low(const std::string& cell) const;
  void write_consequence(std::uint32_t row, const model::EvaluatedUnit& unit);

  Sheet& ranks_;
  const model::EvaluationSystem& system_;
  const model::EvaluationResult& result_;
  const Words& words_;
  const std::uint32_t first_;
};

}  // namespace huibiao::report
