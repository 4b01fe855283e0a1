// What is PostgreSQL's own: servers that cannot be reached, databases that do not fit, connections that break, and passwords.
#include <gtest/gtest.h>

#include "store/backends.hpp"
#include "store/postgresql_text.hpp"
#include "store/store.hpp"

namespace huibiao::store {
namespace {

model::Diagnostic failure_of(const std::string& location) {
  const auto opened = Store::open(location);
  return opened ? model::failure("opened") : opened.failure();
}

TEST(Postgresql, SaysWhatCannotBeReachedWithoutThePassword) {
  const model::Diagnostic nobody = failure_of("postgresql://someone:secret@127.0.0.1:1/huibiao");
  EXPECT_EQ(nobody.rule, "store.unreachable");
  EXPECT_EQ(nobody.argument("location"), "postgresql://someone:***@127.0.0.1:1/huibiao");
  EXPECT_NE(nobody.argument("detail").find("Connection refused"), std::string::npos) << nobody.argument("detail");
  const std::string there = PostgresqlServer::instance().ask("create empty");
  const model::Diagnostic missing = failure_of(there + "-not");
  EXPECT_EQ(missing.rule, "store.unreachable");
  EXPECT_NE(missing.argument("detail").find("database \"empty-not\" does not exist"), std::string::npos);
  const model::Diagnostic wrong = failure_of("postgresql://127.0.0.1:1/x?user=a&password=secret&connect_timeout=1");
  EXPECT_EQ(wrong.argument("location"), "postgresql://127.0.0.1:1/x?user=a&password=***&connect_timeout=1");
  EXPECT_EQ(failure_of("postgresql://[nonsense").rule, "store.unreachable");
}

TEST(Postgresql, NeverRepeatsAPasswordThatIsNotPercentEncoded) {
  const std::string masked = "postgresql://someone:***@127.0.0.1:1/huibiao";
  const std::pair<std::string, std::string> locations[] = {
      {"postgresql://someone:Gei%Heim@127.0.0.1:1/huibiao", masked},
      {"postgresql://someone:Gei/Heim@127.0.0.1:1/huibiao", masked},
      {"postgresql://someone:77/Gei@Heim@127.0.0.1:1/huibiao", masked},
      {"postgresql://someone:Gei?Heim@127.0.0.1:1/huibiao", masked},
      {"postgresql://someone:Gei@Heim@127.0.0.1:1/huibiao", masked},
      {"postgresql://someone:Gei?password=Heim@127.0.0.1:1/huibiao", "postgresql://someone:***"},
      {"postgresql://127.0.0.1:1/x?user=a&password=Gei%Heim&sslpassword=Heim&connect_timeout=1",
       "postgresql://127.0.0.1:1/x?user=a&password=***&sslpassword=***&connect_timeout=1"},
      {"postgresql://127.0.0.1:1/x?password=Gei&Heim&connect_timeout=1",
       "postgresql://127.0.0.1:1/x?password=***&connect_timeout=1"},
      {"postgresql://a@127.0.0.1:1/x?password=Gei@Heim", "postgresql://a@127.0.0.1:***"},
  };
  for (const auto& [location, shown] : locations) {
    const model::Diagnostic failure = failure_of(location);
    EXPECT_EQ(failure.rule, "store.unreachable") << location;
    EXPECT_EQ(failure.argument("location"), shown);
    for (const char* part : {"Gei", "Heim"}) EXPECT_EQ(failure.argument("detail").find(part), std::string::npos) << location;
  }
  EXPECT_EQ(failure_of(locations[0].first).argument("detail"),
            "the address cannot be taken apart; in user and password write % as %25, / as %2F, ? as %3F, @ as %40, & as %26");
}

TEST(Postgresql, RefusesADatabaseThatCannotHoldChinese) {
  const std::string location = PostgresqlServer::instance().ask("create latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
  const model::Diagnostic refused = failure_of(location);
  EXPECT_EQ(refused.rule, "store.encoding");
  EXPECT_EQ(refused.argument("encoding"), "LATIN1");
}

TEST(Postgresql, AUserWhoMayMakeNoTablesIsToldSo) {
  const std::string location = PostgresqlServer::instance().ask("create guarded");
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "guarded";
  std::filesystem::create_directories(folder);
  kPostgresql.run(folder, "DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN PASSWORD 'guest'");
  const std::string user = location.substr(0, 13) + "guest:guest" + location.substr(location.find('@'));
  const model::Diagnostic refused = failure_of(user);
  EXPECT_EQ(refused.rule, "store.read-only") << refused.argument("detail");
  std::filesystem::remove_all(folder);
}

TEST(Postgresql, AConnectionThatBreaksIsSaidAndTheNextOneGoesOn) {
  const std::string location = PostgresqlServer::instance().ask("create broken");
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "broken";
  std::filesystem::create_directories(folder);
  auto store = std::move(Store::open(location)).value();
  ASSERT_TRUE(store->begin_intake());
  kPostgresql.run(folder,
                  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'broken' AND pid <> pg_backend_pid()");
  const auto outcome = store->add({}, "catalogue");
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.failure().rule, "store.disconnected") << outcome.failure().argument("detail");
  EXPECT_FALSE(store->periods());
  store = std::move(Store::open(location)).value();
  EXPECT_TRUE(store->begin_intake());
  EXPECT_TRUE(store->add({}, "catalogue"));
  std::filesystem::remove_all(folder);
}

TEST(Postgresql, WritesValuesAsTheServerReadsThem) {
  const std::vector<int> numbers = {1, -2};
  const std::vector<std::string> texts = {"", "a\"b\\c", "NULL"};
  Column<double> amounts;
  amounts.add(0.1);
  amounts.add_nothing();
  amounts.add(-1e-300);
  EXPECT_EQ(array_of({"n", &numbers}), "{1,-2}");
  EXPECT_EQ(array_of({"t", &texts}), R"({"","a\"b\\c","NULL"})");
  EXPECT_EQ(array_of({"a", &amounts}), "{0.1,NULL,-1e-300}");
  EXPECT_STREQ(array_type({"a", &amounts}), "double precision[]");
  EXPECT_EQ(hex_of(std::string("\0\xff", 2)), "\\x00ff");
  EXPECT_EQ(bytes_of("\\x00ff"), std::string("\0\xff", 2));
  EXPECT_EQ(escape_text("\xff"
                        "a\x1a"),
            "\x1a"
            "ffa\x1a"
            "1a");
  EXPECT_EQ(unescape_text(escape_text("\xff"
                                      "a\x1a")),
            "\xff"
            "a\x1a");
}

}  // namespace
}  // namespace huibiao::store
