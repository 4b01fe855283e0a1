// One form as received (in the field's words: a report sent in): what a file, or one of several forms in it, claims.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.hpp"
#include "model/diagnostic.hpp"
#include "model/explanation.hpp"
#include "model/observation.hpp"
#include "model/period.hpp"

namespace huibiao::model {

enum class SubmissionState { accepted, questioned, returned, refused, held, attachment, ignored };
enum class SubmissionKind { form, office, attachment, document, litter, own_output, unreadable };

std::string_view to_string(SubmissionState state);
std::optional<SubmissionState> submission_state_from_string(std::string_view text);
std::string_view to_string(SubmissionKind kind);
std::optional<SubmissionKind> submission_kind_from_string(std::string_view text);

struct Submission {
  std::string id;      // first 12 hex digits of sha256, "-n" for the nth form in the file
  std::string sha256;  // of the file's bytes, 64 hex digits
  std::string file;    // name
  std::string path;    // as given, relative to the inbox where there is one
  SubmissionKind kind = SubmissionKind::form;
  SubmissionState state = SubmissionState::accepted;
  std::string form;    // form id, or the office layout's ("office-crosstab", "office-by-measure", "office-list")
  std::string source;  // office id: who speaks; "park" for a form
  std::string park;    // official full name; "" for an office's file, which speaks of many
  std::optional<Period> period;
  std::optional<Date> reported;  // the date of sending printed on the form
  std::string received;          // day of receipt, ISO 8601, or else of intake; "" where there is none
  bool received_stated = false;  // a person said on which day it was received
  bool correction = false;       // marked as a correction in its name or title
  std::string answers;           // id of the submission whose returned copy this answers
  int precedence = 0;            // the form's: quarterly above monthly
  // Intakes count from 1; a run that was cut off and run again keeps its number.
  int intake = 0;

  std::vector<Observation> observations;
  Diagnostics diagnostics;
  Explanations explanations;  // that it brought, about what it answers
};

// True where one of these answers its returned copy: then that one speaks for it.
bool is_answered(const Submission& submission, const std::vector<Submission>& submissions);

// The state that follows from the worst thing that is said of a submission which was read.
SubmissionState state_by(Severity worst);

// The day from which a submission is known: the one on which it was received, as far as somebody said so, else the day of
// intake. What a store was filled with at first was there before: it is known from the date of sending printed on it, or, where
// there is none, since ever (nothing).
std::optional<Date> known_since(const std::string& received, bool stated, const std::optional<Date>& reported, int intake);

}  // namespace huibiao::model
