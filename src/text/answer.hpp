// An answer from a code list as people write it: a code, ticked boxes, a code and what explains it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/catalogue.hpp"
#include "model/observation.hpp"

namespace huibiao::text {

struct AnswerText {
  enum class Kind {
    code,     // plainly one of the codes
    missing,  // blank or a placeholder: `missing` says which
    unclear,  // anything else: not guessed
  };
  Kind kind = Kind::unclear;
  model::Missing missing = model::Missing::no;
  std::string code;
  std::string explanation;  // what follows the code in the same text, folded; "" where nothing does
};

// Reads the text as one of the codes, by the words that stand for each.
AnswerText read_answer(std::string_view text, const std::vector<std::string>& codes,
                       const std::vector<model::AnswerWords>& answers, const model::Lexicon& lexicon);

}  // namespace huibiao::text
