// Two channels. Result<T>: the step cannot go on. Diagnostics: the data is wrong, said and gone on from.
// Both carry the same noun, so that a reason is worded, located and translated in one way.
#pragma once

#include <cassert>
#include <utility>
#include <variant>

#include "model/diagnostic.hpp"

namespace huibiao::model {

// A value, or the one diagnostic (severity fatal) that says why there is none.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Diagnostic failure) : state_(std::in_place_index<1>, std::move(failure)) {}

  explicit operator bool() const { return state_.index() == 0; }
  // Precondition of value() and operator*: the result holds a value.
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  // Precondition: the result holds no value.
  const Diagnostic& failure() const { return std::get<1>(state_); }

 private:
  std::variant<T, Diagnostic> state_;
};

// The outcome of a step that yields nothing but may fail.
struct Done {};
using Outcome = Result<Done>;

}  // namespace huibiao::model
