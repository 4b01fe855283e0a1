#include "store/sqlite_rows.hpp"

#include <algorithm>
#include <functional>
#include <string>

// https://www.sqlite.org/vtab.html, "Eponymous-only virtual tables": one without xCreate is there under the name of its module.
namespace huibiao::store {

namespace {

namespace api = sqlite_api;

constexpr const char* kName = "rows_in_memory";
constexpr int kMostColumns = 32;

using Columns = const std::vector<BulkColumn>*;

struct Table {
  api::sqlite3_vtab base{};
  const Columns* columns = nullptr;  // what the connection inserts at the moment
};

struct Cursor {
  api::sqlite3_vtab_cursor base{};
  std::size_t row = 0, rows = 0;
};

const std::vector<BulkColumn>& columns_of(const api::sqlite3_vtab_cursor* cursor) {
  return **reinterpret_cast<const Table*>(cursor->pVtab)->columns;
}

std::string column_name(int column) { return "c" + std::to_string(column); }

void give(api::sqlite3_context* context, long long value) { api::sqlite3_result_int64(context, value); }
void give(api::sqlite3_context* context, int value) { api::sqlite3_result_int(context, value); }
void give(api::sqlite3_context* context, double value) { api::sqlite3_result_double(context, value); }
void give(api::sqlite3_context* context, const std::string& value) {
  api::sqlite3_result_text(context, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
}

template <class T>
void give(api::sqlite3_context* context, const std::vector<T>& values, std::size_t row) {
  give(context, values[row]);
}
template <class T>
void give(api::sqlite3_context* context, const Column<T>& column, std::size_t row) {
  column.has(row) ? give(context, column.values[row]) : api::sqlite3_result_null(context);
}

int connect_table(api::sqlite3* connection, void* columns, int, const char* const*, api::sqlite3_vtab** table, char**) {
  std::string declared = "CREATE TABLE " + std::string(kName) + " (" + column_name(0);
  for (int column = 1; column < kMostColumns; ++column) declared += ", " + column_name(column);
  if (const int refused = api::sqlite3_declare_vtab(connection, (declared + ")").c_str()); refused != SQLITE_OK) return refused;
  auto* made = new Table;
  made->columns = static_cast<const Columns*>(columns);
  *table = &made->base;
  return SQLITE_OK;
}

int disconnect_table(api::sqlite3_vtab* table) {
  delete reinterpret_cast<Table*>(table);
  return SQLITE_OK;
}

int choose_index(api::sqlite3_vtab*, api::sqlite3_index_info*) { return SQLITE_OK; }

int open_cursor(api::sqlite3_vtab*, api::sqlite3_vtab_cursor** cursor) {
  *cursor = &(new Cursor)->base;
  return SQLITE_OK;
}

int close_cursor(api::sqlite3_vtab_cursor* cursor) {
  delete reinterpret_cast<Cursor*>(cursor);
  return SQLITE_OK;
}

int first_row(api::sqlite3_vtab_cursor* cursor, int, const char*, int, api::sqlite3_value**) {
  auto* at = reinterpret_cast<Cursor*>(cursor);
  at->row = 0;
  at->rows = columns_of(cursor).front().rows();
  return SQLITE_OK;
}

int next_row(api::sqlite3_vtab_cursor* cursor) {
  ++reinterpret_cast<Cursor*>(cursor)->row;
  return SQLITE_OK;
}

int past_the_last(api::sqlite3_vtab_cursor* cursor) {
  const auto* at = reinterpret_cast<Cursor*>(cursor);
  return at->row >= at->rows;
}

int give_value(api::sqlite3_vtab_cursor* cursor, api::sqlite3_context* context, int column) {
  const std::size_t row = reinterpret_cast<Cursor*>(cursor)->row;
  std::visit([&](const auto* values) { give(context, *values, row); },
             columns_of(cursor)[static_cast<std::size_t>(column)].values);
  return SQLITE_OK;
}

int give_row_number(api::sqlite3_vtab_cursor* cursor, api::sqlite3_int64* number) {
  *number = static_cast<api::sqlite3_int64>(reinterpret_cast<Cursor*>(cursor)->row);
  return SQLITE_OK;
}

api::sqlite3_module module_of_rows() {
  api::sqlite3_module module{};
  module.xConnect = connect_table;
  module.xBestIndex = choose_index;
  module.xDisconnect = disconnect_table;
  module.xOpen = open_cursor;
  module.xClose = close_cursor;
  module.xFilter = first_row;
  module.xNext = next_row;
  module.xEof = past_the_last;
  module.xColumn = give_value;
  module.xRowid = give_row_number;
  return module;
}

// Whether the numbers follow the table's largest, one by one.
bool continue_numbers(api::sqlite3* connection, std::string_view table, const BulkColumn& numbers) {
  const auto* ids = std::get_if<const std::vector<int>*>(&numbers.values);
  if (std::string_view(numbers.name) != "id" || !ids) return false;
  long long next = 0;
  const auto keep = [](void* to, int, char** values, char**) {
    *static_cast<long long*>(to) = std::stoll(values[0]);
    return 0;
  };
  const std::string question = "SELECT COALESCE(MAX(id), 0) + 1 FROM " + std::string(table);
  if (api::sqlite3_exec(connection, question.c_str(), keep, &next, nullptr) != SQLITE_OK) fail(connection, question);
  for (const int id : **ids)
    if (id != next++) return false;
  return true;
}

// What to select of a column: its number where every row says the same, so that no row need be asked.
std::string selected(const BulkColumn& column, int place) {
  const auto* numbers = std::get_if<const std::vector<int>*>(&column.values);
  const bool all_the_same =
      numbers && !(*numbers)->empty() &&
      std::adjacent_find((*numbers)->begin(), (*numbers)->end(), std::not_equal_to<>()) == (*numbers)->end();
  return all_the_same ? std::to_string((*numbers)->front()) : column_name(place);
}

}  // namespace

void fail(api::sqlite3* connection, std::string_view doing) {
  throw soci::sqlite3_soci_error(std::string(doing) + ": " + api::sqlite3_errmsg(connection),
                                 api::sqlite3_extended_errcode(connection));
}

SqliteRows::SqliteRows(api::sqlite3* connection) : connection_(connection) {
  static const api::sqlite3_module module = module_of_rows();
  if (api::sqlite3_create_module(connection, kName, &module, &columns_) != SQLITE_OK) fail(connection, kName);
}

void SqliteRows::append(std::string_view table, const std::vector<BulkColumn>& columns) {
  std::string names, values;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    names += (i == 0 ? "" : ", ") + std::string(columns[i].name);
    if (i > 0) values += ", " + selected(columns[i], static_cast<int>(i));
  }
  // SQLite gives a row that has none the next number, and then need not look whether it is taken.
  values.insert(0, continue_numbers(connection_, table, columns.front()) ? "NULL" : column_name(0));
  // OR FAIL: what fails takes the whole transaction with it, so the statement need not keep every page it changes to undo itself
  // alone.
  const std::string text = "INSERT OR FAIL INTO " + std::string(table) + " (" + names + ") SELECT " + values + " FROM " + kName;
  columns_ = &columns;
  const int result = api::sqlite3_exec(connection_, text.c_str(), nullptr, nullptr, nullptr);
  columns_ = nullptr;
  if (result != SQLITE_OK) fail(connection_, text);
}

}  // namespace huibiao::store
