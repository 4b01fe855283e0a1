#include "store/database.hpp"

#include <algorithm>

namespace huibiao::store {

namespace {

std::size_t length(const std::vector<int>& values) { return values.size(); }
std::size_t length(const std::vector<long long>& values) { return values.size(); }
std::size_t length(const std::vector<std::string>& values) { return values.size(); }
template <class T>
std::size_t length(const Column<T>& column) {
  return column.values.size();
}

constexpr std::string_view kMask = "***";

// Of characters of a location; empty where begin is end.
struct Span {
  std::size_t begin = 0, end = 0;
};

// From the colon after the user to the last '@': a password that is not percent-encoded may hold any other delimiter.
Span password_of_user(const std::string& location) {
  const std::size_t at = location.rfind('@');
  const std::size_t colon = location.find(':', location.find("://") + 3);
  return at == std::string::npos || colon > at ? Span{} : Span{colon + 1, at};
}

// The values of password=… and sslpassword=…, each with what follows an '&' that begins no other parameter.
std::vector<Span> passwords_given(const std::string& location) {
  constexpr std::string_view kPassword = "password=";
  const auto begins_parameter = [&](std::size_t mark) { return location.find('=', mark) < location.find('&', mark + 1); };
  std::vector<Span> spans;
  for (std::size_t at = location.find(kPassword); at != std::string::npos; at = location.find(kPassword, at + 1)) {
    const std::size_t begin = at + kPassword.size();
    std::size_t end = location.find('&', begin);
    while (end != std::string::npos && !begins_parameter(end)) end = location.find('&', end + 1);
    spans.push_back({begin, std::min(end, location.size())});
  }
  return spans;
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
  std::vector<Span> secret = passwords_given(location);
  secret.push_back(password_of_user(location));
  std::string shown;
  for (std::size_t i = 0; i < location.size(); ++i) {
    const auto span = std::find_if(secret.begin(), secret.end(), [&](const Span& one) { return one.begin <= i && i < one.end; });
    if (span == secret.end())
      shown += location[i];
    else if (!shown.ends_with(kMask))
      shown += kMask;
  }
  return shown;
}

bool password_is_delimited(const std::string& location) {
  const Span span = password_of_user(location);
  return std::string_view(location).substr(span.begin, span.end - span.begin).find_first_of("/?@") == std::string_view::npos;
}

std::unique_ptr<Database> connect(const std::string& location) {
  return is_postgresql(location) ? connect_postgresql(location) : connect_sqlite(location);
}

}  // namespace huibiao::store
