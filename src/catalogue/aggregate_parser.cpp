#include "catalogue/aggregate_parser.hpp"

#include <algorithm>
#include <cctype>
#include <set>

namespace huibiao::catalogue {
namespace {

using model::Expression;
using model::LedgerTerm;
using Kind = model::ExpressionKind;
using Type = model::ExpressionType;

bool in_word(char letter) { return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_'; }

// The quotient of two figures has no exact sum in decimals.
bool divides(const Expression& node) {
  return node.kind == Kind::divide || std::any_of(node.operands.begin(), node.operands.end(), divides);
}

// Which columns it needs, and whether it looks back.
void learn(const Expression& node, std::set<int>& columns, bool& looks_back) {
  if (node.kind == Kind::figure) columns.insert(node.indicator_index);
  looks_back = looks_back || node.kind == Kind::previous;
  for (const Expression& operand : node.operands) learn(operand, columns, looks_back);
}

// Only figures and flags of the year before are there to be compared with.
bool looks_back_at_words(const Expression& node, bool within = false) {
  if (within && node.kind == Kind::figure && node.type == Type::text) return true;
  return std::any_of(node.operands.begin(), node.operands.end(), [&](const Expression& operand) {
    return looks_back_at_words(operand, within || node.kind == Kind::previous);
  });
}

class AggregateParser {
 public:
  AggregateParser(std::string_view text, const std::vector<model::LedgerColumn>& columns, ExpressionError& error)
      : text_(text), columns_(columns), error_(error) {}

  bool terms(std::vector<LedgerTerm>& terms) {
    bool subtracted = false;
    while (true) {
      LedgerTerm& term = terms.emplace_back();
      term.subtracted = subtracted;
      if (!read(term)) return false;
      skip();
      if (at_ >= text_.size()) return true;
      if (text_[at_] != '+' && text_[at_] != '-') return fail("not-expected", at_);
      subtracted = text_[at_++] == '-';
    }
  }

 private:
  bool fail(const char* word, std::size_t place) {
    error_ = {word, std::string(text_.substr(std::min(place, text_.size()), 12)), static_cast<int>(place) + 1};
    return false;
  }

  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }

  bool take(std::string_view word) {
    skip();
    if (text_.substr(at_, word.size()) != word) return false;
    if (at_ + word.size() < text_.size() && in_word(text_[at_ + word.size()])) return false;
    at_ += word.size();
    return true;
  }

  // The inner text as an expression; its error is told at its place in the whole.
  bool expression(std::size_t from, std::size_t end, Type type, Expression& result) {
    if (!parse_expression(text_.substr(from, end - from), columns_, type, result, error_)) {
      error_.column += static_cast<int>(from);
      return false;
    }
    return !looks_back_at_words(result) || fail("words-before", from);
  }

  // The end of the operand that begins there: before the bracket that closes it.
  std::size_t closing(std::size_t from) const {
    int depth = 1;
    for (std::size_t at = from; at < text_.size(); ++at) {
      depth += text_[at] == '(' ? 1 : text_[at] == ')' ? -1 : 0;
      if (depth == 0) return at;
    }
    return std::string_view::npos;
  }

  // A condition goes on until the sum or the count of the next term.
  std::size_t end_of_condition(std::size_t from) const {
    for (std::size_t at = from; at < text_.size(); ++at) {
      if (text_[at] != '+' && text_[at] != '-') continue;
      const std::size_t next = text_.find_first_not_of(' ', at + 1);
      if (next == std::string_view::npos) continue;
      const std::string_view rest = text_.substr(next);
      if (rest.starts_with("sum(") || (rest.starts_with("count") && (rest.size() == 5 || !in_word(rest[5])))) return at;
    }
    return text_.size();
  }

  bool read(LedgerTerm& term) {
    if (take("sum")) {
      term.kind = LedgerTerm::Kind::sum;
      skip();
      if (at_ >= text_.size() || text_[at_] != '(') return fail("not-expected", at_);
      const std::size_t from = ++at_, end = closing(from);
      if (end == std::string_view::npos) return fail("ends", text_.size());
      if (!expression(from, end, Type::number, term.operand)) return false;
      if (divides(term.operand)) return fail("quotient", from);
      at_ = end + 1;
    } else if (take("count")) {
      term.kind = LedgerTerm::Kind::count;
      if (take("distinct") && !read_column(term)) return false;
    } else {
      return fail("not-expected", at_);
    }
    if (!take("where")) return true;
    const std::size_t from = at_;
    at_ = end_of_condition(from);
    term.conditional = true;
    return expression(from, at_, Type::boolean, term.where);
  }

  bool read_column(LedgerTerm& term) {
    term.kind = LedgerTerm::Kind::distinct;
    skip();
    const std::size_t from = at_;
    while (at_ < text_.size() && in_word(text_[at_])) ++at_;
    const std::string_view name = text_.substr(from, at_ - from);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const bool of_words =
          columns_[i].type == model::LedgerColumnType::code || columns_[i].type == model::LedgerColumnType::text;
      if (columns_[i].id == name && of_words) term.column = static_cast<int>(i);
    }
    return term.column >= 0 || fail("unknown-column", from);
  }

  std::string_view text_;
  const std::vector<model::LedgerColumn>& columns_;
  ExpressionError& error_;
  std::size_t at_ = 0;
};

}  // namespace

bool parse_aggregate(std::string_view text, const std::vector<model::LedgerColumn>& columns, model::LedgerAggregate& aggregate,
                     ExpressionError& error) {
  aggregate.text = text;
  if (!AggregateParser(aggregate.text, columns, error).terms(aggregate.terms)) return false;
  std::set<int> needed;
  for (const LedgerTerm& term : aggregate.terms) {
    if (term.kind == LedgerTerm::Kind::sum) learn(term.operand, needed, aggregate.looks_back);
    if (term.kind == LedgerTerm::Kind::distinct) needed.insert(term.column);
    if (term.conditional) learn(term.where, needed, aggregate.looks_back);
  }
  aggregate.columns.assign(needed.begin(), needed.end());
  return true;
}

}  // namespace huibiao::catalogue
