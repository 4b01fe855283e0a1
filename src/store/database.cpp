#include "store/database.hpp"

namespace huibiao::store {

namespace {

std::size_t length(const std::vector<int>& values) { return values.size(); }
std::size_t length(const std::vector<long long>& values) { return values.size(); }
std::size_t length(const std::vector<std::string>& values) { return values.size(); }
template <class T>
std::size_t length(const Column<T>& column) {
  return column.values.size();
}

}  // namespace

std::size_t BulkColumn::rows() const {
  return std::visit([](const auto* column) { return length(*column); }, values);
}

Transaction::Transaction(Database& database, Purpose purpose) : database_(database), inner_(database.in_transaction_) {
  if (inner_) return;
  purpose == Purpose::writing ? database_.begin_writing() : database_.begin_reading();
  database_.in_transaction_ = true;
}

Transaction::~Transaction() {
  if (inner_ || !open_) return;
  end();
  try {
    database_.sql().rollback();
  } catch (const soci::soci_error&) {  // the connection is gone, and the transaction with it
  }
}

void Transaction::commit() {
  if (inner_) return;
  database_.sql().commit();
  end();
}

void Transaction::end() {
  open_ = false;
  database_.in_transaction_ = false;
}

bool is_postgresql(std::string_view location) {
  return location.starts_with("postgresql://") || location.starts_with("postgres://");
}

std::string shown_location(const std::string& location) {
  if (!is_postgresql(location)) return location;
  std::string shown = location;
  const std::size_t begin = shown.find("://") + 3;
  const std::size_t authority = std::min(shown.find_first_of("/?", begin), shown.size());
  const std::size_t at = shown.rfind('@', authority);
  const std::size_t colon = shown.find(':', begin);
  if (at != std::string::npos && colon < at) shown.replace(colon + 1, at - colon - 1, "***");
  constexpr std::string_view kPassword = "password=";
  if (const std::size_t given = shown.find(kPassword); given != std::string::npos) {
    const std::size_t value = given + kPassword.size();
    shown.replace(value, std::min(shown.find('&', value), shown.size()) - value, "***");
  }
  return shown;
}

std::unique_ptr<Database> connect(const std::string& location) {
  return is_postgresql(location) ? connect_postgresql(location) : connect_sqlite(location);
}

}  // namespace huibiao::store
