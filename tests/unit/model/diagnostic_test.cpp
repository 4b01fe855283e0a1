#include "model/diagnostic.hpp"

#include <gtest/gtest.h>

namespace huibiao::model {
namespace {

TEST(Severity, ReadsWhatItWrites) {
  for (const auto severity : {Severity::info, Severity::warning, Severity::error, Severity::fatal}) {
    EXPECT_EQ(severity_from_string(to_string(severity)), severity);
  }
  EXPECT_EQ(to_string(Severity::fatal), "fatal");
  EXPECT_FALSE(severity_from_string("Error"));
}

TEST(Diagnostic, GivesItsArgumentsByName) {
  const Diagnostic diagnostic = failure("unit.unknown", {{"found", "12.5x"}, {"expected", ""}});
  EXPECT_EQ(diagnostic.rule, "unit.unknown");
  EXPECT_EQ(diagnostic.severity, Severity::fatal);
  EXPECT_EQ(diagnostic.argument("found"), "12.5x");
  EXPECT_EQ(diagnostic.argument("nowhere"), "");
}

}  // namespace
}  // namespace huibiao::model
