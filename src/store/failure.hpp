// What a database's error means for the person at the keyboard.
#pragma once

#include <string>

#include "model/diagnostic.hpp"
#include "model/result.hpp"
#include "store/soci.hpp"

namespace huibiao::store {

// No connection was made at all.
class Unreachable : public soci::soci_error {
 public:
  using soci_error::soci_error;
};

// What was read cannot have been written by us.
class Damaged : public soci::soci_error {
 public:
  using soci_error::soci_error;
};

// A rule "store.…" with the arguments location and detail (the database's own words).
model::Diagnostic failure_of(const soci::soci_error& error, const std::string& location);

// Runs a step that talks to the database; its soci_error becomes the failure. T is what the Result holds.
template <class T, class Step>
model::Result<T> guarded(const std::string& location, Step step) {
  try {
    return step();
  } catch (const soci::soci_error& error) {
    return failure_of(error, location);
  }
}

}  // namespace huibiao::store
