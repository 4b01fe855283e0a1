#include "report/identity.hpp"

namespace huibiao::report {

void write_identity(Book& book, const model::Identity& identity) {
  const std::pair<const char*, const std::string&> properties[] = {
      {model::kIdentityKind, identity.kind},       {model::kIdentityForm, identity.form},
      {model::kIdentityVersion, identity.version}, {model::kIdentityPark, identity.park},
      {model::kIdentityPeriod, identity.period},   {model::kIdentityAnswers, identity.answers}};
  for (const auto& [name, value] : properties) {
    if (!value.empty()) book.property(name, value);
  }
}

}  // namespace huibiao::report
