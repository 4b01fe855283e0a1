#include <gtest/gtest.h>

#include "model/catalogue.hpp"

namespace huibiao::model {
namespace {

TEST(Scope, ThePlainLineHoldsUntilAParkHasItsOwn) {
  Catalogue catalogue;
  catalogue.scope_lines = {{"", "a", "designated", {}, {}},
                           {"P", "a", "full", Period::month(2026, 2), Period::month(2026, 3)},
                           {"", "a", "four-above", Period::month(2027, 1), {}}};
  EXPECT_EQ(catalogue.scope_of("a", "P", Period::month(2026, 1)), "designated");
  EXPECT_EQ(catalogue.scope_of("a", "P", Period::month(2026, 2)), "full");
  EXPECT_EQ(catalogue.scope_of("a", "Q", Period::month(2026, 2)), "designated");
  EXPECT_EQ(catalogue.scope_of("a", "P", Period::month(2026, 4)), "designated");
  EXPECT_EQ(catalogue.scope_of("a", "P", Period::month(2027, 4)), "four-above") << "the later line";
  EXPECT_EQ(catalogue.scope_of("b", "P", Period::month(2026, 2)), "");
}

}  // namespace
}  // namespace huibiao::model
