#include "cli/console.hpp"

#include <chrono>
#include <ctime>

#include <fmt/format.h>
#include <unistd.h>

#include "text/text.hpp"

namespace huibiao::cli {
namespace {

constexpr double kQuietSeconds = 1;  // an operation this short shows no progress
constexpr double kTerminalInterval = 0.1;
constexpr double kPlainInterval = 5;
constexpr int kFileColumns = 48;

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

}  // namespace

std::string Console::word(std::string_view key, const model::Arguments& arguments) const {
  return model::fill(catalogue_.word(language_, key), arguments);
}

void Console::line(std::string_view key, const model::Arguments& arguments) const { fmt::print("{}\n", word(key, arguments)); }

void Console::error_line(std::string_view key, const model::Arguments& arguments) const {
  fmt::print(stderr, "{}\n", word(key, arguments));
}

void Console::print(const model::Diagnostics& diagnostics, model::Severity least, std::FILE* stream) const {
  for (const model::Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity < least) continue;
    fmt::print(stream, "{} {} [{}]\n", word(fmt::format("severity.{}", to_string(diagnostic.severity))),
               text::printable(model::render(diagnostic, catalogue_, language_)), diagnostic.rule);
  }
}

int Console::fail(const model::Diagnostic& failure) const {
  print({failure}, model::Severity::info, stderr);
  return failure.rule.starts_with("usage.") || failure.rule.starts_with("catalogue.") ? kWrongUsage : kEnvironment;
}

ProgressLine::ProgressLine(const Console& console, std::string_view key)
    : console_(console), key_(key), terminal_(isatty(STDERR_FILENO) != 0), started_(now()), last_(started_) {}

ProgressLine::~ProgressLine() {
  if (terminal_ && shown_) fmt::print(stderr, "\r\033[K");
}

void ProgressLine::operator()(std::size_t done, std::size_t of, const std::string& file) {
  const double at = now();
  if (at - started_ < kQuietSeconds || at - last_ < (terminal_ ? kTerminalInterval : kPlainInterval)) return;
  last_ = at;
  shown_ = true;
  const std::string line = console_.word(key_, {{"done", std::to_string(done)},
                                                {"of", std::to_string(of)},
                                                {"file", text::truncate(text::printable(file), kFileColumns)}});
  fmt::print(stderr, "{}{}{}", terminal_ ? "\r\033[K" : "", line, terminal_ ? "" : "\n");
  std::fflush(stderr);
}

std::string store_location(const Invocation& invocation, const std::string& folder) {
  if (!invocation.store.empty()) return invocation.store;
  return folder.empty() ? "huibiao.db" : folder + "/huibiao.db";
}

std::string today() {
  const std::time_t seconds = std::time(nullptr);
  std::tm local{};
  localtime_r(&seconds, &local);
  return fmt::format("{:04}-{:02}-{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

}  // namespace huibiao::cli
