#include "catalogue/expression_parser.hpp"

#include <cctype>
#include <optional>

#include "model/decimal.hpp"

namespace huibiao::catalogue {
namespace {

using model::Expression;
using Kind = model::ExpressionKind;
using Type = model::ExpressionType;

struct Wrong {
  ExpressionError error;
};

bool starts_name(char letter) { return std::isalpha(static_cast<unsigned char>(letter)) != 0 || letter == '_'; }
bool in_name(char letter) { return starts_name(letter) || std::isdigit(static_cast<unsigned char>(letter)) != 0; }

// What a function takes: as many operands as types, the last one repeated where `more` says so.
struct Signature {
  Kind kind;
  Type result;
  std::vector<Type> operands;
  bool more = false;
  bool any_type = false;  // of the first operand, which gives the result its type where relation is set
  bool relation = false;
};

const std::vector<Signature>& signatures() {
  static const std::vector<Signature> all = {
      {Kind::previous, Type::number, {Type::number}, false, true, true},
      {Kind::year_ago, Type::number, {Type::number}, false, true, true},
      {Kind::last_quarter, Type::number, {Type::number}, false, true, true},
      {Kind::other_form, Type::number, {Type::number}, false, true, true},
      {Kind::absolute, Type::number, {Type::number}},
      {Kind::between, Type::boolean, {Type::number, Type::number, Type::number}},
      {Kind::given, Type::boolean, {Type::number}, false, true},
      {Kind::is_whole, Type::boolean, {Type::number}},
      {Kind::one_of, Type::boolean, {Type::text, Type::text}, true},
      {Kind::sum, Type::number, {Type::numbers}},
      {Kind::distinct, Type::boolean, {Type::texts}},
      {Kind::same, Type::boolean, {Type::texts, Type::texts}},
  };
  return all;
}

class Parser {
 public:
  // A check is about indicators and measures of the catalogue, an aggregate about columns of a ledger: one of the two is null.
  Parser(std::string_view text, const model::Catalogue* catalogue, const std::vector<model::LedgerColumn>* columns)
      : text_(text), catalogue_(catalogue), columns_(columns) {}

  Expression whole(Type type) {
    Expression result = implication();
    skip();
    if (at_ < text_.size()) fail("not-expected", std::string(text_.substr(at_, 12)));
    want(result, type, 0);
    return result;
  }

 private:
  [[noreturn]] void fail(const char* word, std::string found, std::optional<std::size_t> place = {}) const {
    throw Wrong{{word, std::move(found), static_cast<int>(place.value_or(at_)) + 1}};
  }

  void want(const Expression& operand, Type type, std::size_t place) const {
    if (operand.type != type) fail("wrong-type", to_string(operand), place);
  }

  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }

  bool take(std::string_view sign) {
    skip();
    if (text_.substr(at_, sign.size()) != sign) return false;
    if (starts_name(sign.front()) && at_ + sign.size() < text_.size() && in_name(text_[at_ + sign.size()])) return false;
    at_ += sign.size();
    return true;
  }

  void expect(std::string_view sign) {
    if (!take(sign)) fail("expected", std::string(sign));
  }

  Expression join(Kind kind, Type result, Type operands, Expression left, Expression right, std::size_t place) const {
    want(left, operands, place);
    want(right, operands, place);
    Expression joined;
    joined.kind = kind;
    joined.type = result;
    joined.operands.push_back(std::move(left));
    joined.operands.push_back(std::move(right));
    return joined;
  }

  Expression implication() {
    const std::size_t place = at_;
    Expression left = alternative();
    if (!take("implies")) return left;
    return join(Kind::implies, Type::boolean, Type::boolean, std::move(left), implication(), place);
  }

  Expression alternative() {
    const std::size_t place = at_;
    Expression left = conjunction();
    while (take("or")) left = join(Kind::logical_or, Type::boolean, Type::boolean, std::move(left), conjunction(), place);
    return left;
  }

  Expression conjunction() {
    const std::size_t place = at_;
    Expression left = negation();
    while (take("and")) left = join(Kind::logical_and, Type::boolean, Type::boolean, std::move(left), negation(), place);
    return left;
  }

  Expression negation() {
    const std::size_t place = at_;
    if (!take("not")) return comparison();
    Expression result;
    result.kind = Kind::logical_not;
    result.operands.push_back(negation());
    want(result.operands[0], Type::boolean, place);
    return result;
  }

  Expression comparison() {
    const std::size_t place = at_;
    Expression left = sum();
    for (const auto& [sign, kind] :
         {std::pair("==", Kind::equal), std::pair("!=", Kind::not_equal), std::pair("<=", Kind::less_equal),
          std::pair(">=", Kind::greater_equal), std::pair("<", Kind::less), std::pair(">", Kind::greater)}) {
      if (take(sign)) return join(kind, Type::boolean, Type::number, std::move(left), sum(), place);
    }
    return left;
  }

  Expression sum() {
    const std::size_t place = at_;
    Expression left = product();
    while (true) {
      if (take("+"))
        left = join(Kind::add, Type::number, Type::number, std::move(left), product(), place);
      else if (take("-"))
        left = join(Kind::subtract, Type::number, Type::number, std::move(left), product(), place);
      else
        return left;
    }
  }

  Expression product() {
    const std::size_t place = at_;
    Expression left = factor();
    while (true) {
      if (take("*"))
        left = join(Kind::multiply, Type::number, Type::number, std::move(left), factor(), place);
      else if (take("/"))
        left = join(Kind::divide, Type::number, Type::number, std::move(left), factor(), place);
      else
        return left;
    }
  }

  Expression factor() {
    const std::size_t place = at_;
    if (take("-")) {
      Expression result;
      result.kind = Kind::negative;
      result.type = Type::number;
      result.operands.push_back(factor());
      want(result.operands[0], Type::number, place);
      return result;
    }
    if (take("(")) {
      Expression inside = implication();
      expect(")");
      return inside;
    }
    skip();
    if (at_ >= text_.size()) fail("ends", "");
    if (text_[at_] == '\'') return literal();
    if (std::isdigit(static_cast<unsigned char>(text_[at_])) != 0) return number();
    if (starts_name(text_[at_])) return name();
    fail("not-expected", std::string(text_.substr(at_, 12)));
  }

  Expression literal() {
    const std::size_t end = text_.find('\'', at_ + 1);
    if (end == std::string_view::npos) fail("ends", "");
    Expression result;
    result.kind = Kind::text;
    result.type = Type::text;
    result.text = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return result;
  }

  Expression number() {
    const std::size_t from = at_;
    while (at_ < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '.')) ++at_;
    const auto value = model::Decimal::parse(text_.substr(from, at_ - from));
    if (!value) fail("not-expected", std::string(text_.substr(from, at_ - from)), from);
    Expression result;
    result.kind = Kind::number;
    result.type = Type::number;
    result.number = value->to_double();
    return result;
  }

  std::string word() {
    skip();
    const std::size_t from = at_;
    while (at_ < text_.size() && in_name(text_[at_])) ++at_;
    return std::string(text_.substr(from, at_ - from));
  }

  Expression name() {
    const std::size_t from = at_;
    const std::string text = word();
    Expression result;
    if (text == "true" || text == "false") {
      result.number = text == "true";
      return result;
    }
    if (columns_ != nullptr) return of_columns(text, from);
    if (text == "month") {
      result.kind = Kind::month;
      result.type = Type::number;
      return result;
    }
    if (text == "items" || text == "names") return set(text == "items" ? Kind::items : Kind::names);
    for (const Signature& signature : signatures())
      if (word_of(signature.kind) == text) return call(signature, from);
    return figure(text, from);
  }

  // What a ledger knows: its columns, the functions of one enterprise's figures, and the year before.
  Expression of_columns(const std::string& text, std::size_t from) {
    for (const Signature& signature : signatures()) {
      const bool of_figures =
          !signature.relation && signature.operands.front() != Type::numbers && signature.operands.front() != Type::texts;
      if (word_of(signature.kind) == text && (of_figures || signature.kind == Kind::previous)) return call(signature, from);
    }
    Expression result;
    result.kind = Kind::figure;
    result.indicator = text;
    for (std::size_t i = 0; i < columns_->size(); ++i) {
      if ((*columns_)[i].id != text) continue;
      result.indicator_index = static_cast<int>(i);
      const model::LedgerColumnType type = (*columns_)[i].type;
      result.type = type == model::LedgerColumnType::number ? Type::number
                    : type == model::LedgerColumnType::flag ? Type::boolean
                                                            : Type::text;
      return result;
    }
    fail("unknown-column", text, from);
  }

  Expression set(Kind kind) {
    expect("(");
    const std::size_t from = at_;
    Expression result;
    result.kind = kind;
    result.type = kind == Kind::items ? Type::numbers : Type::texts;
    result.indicator = word();
    bind_indicator(result, from);
    if (!catalogue_->indicators[static_cast<std::size_t>(result.indicator_index)].has_items)
      fail("no-items", result.indicator, from);
    expect(")");
    if (kind == Kind::items && take(".")) bind_measure(result, word(), from);
    return result;
  }

  Expression figure(const std::string& text, std::size_t from) {
    Expression result;
    result.kind = Kind::figure;
    result.type = Type::number;
    if (text == "value") return result;
    if (catalogue_->measure(text) != nullptr) {
      bind_measure(result, text, from);
      return result;
    }
    result.indicator = text;
    bind_indicator(result, from);
    if (catalogue_->indicators[static_cast<std::size_t>(result.indicator_index)].nature == model::Nature::answer)
      result.type = Type::text;
    if (take(".")) bind_measure(result, word(), from);
    return result;
  }

  void bind_indicator(Expression& expression, std::size_t from) const {
    for (std::size_t i = 0; i < catalogue_->indicators.size(); ++i)
      if (catalogue_->indicators[i].id == expression.indicator) expression.indicator_index = static_cast<int>(i);
    if (expression.indicator_index == model::kAtHand) fail("unknown-name", expression.indicator, from);
  }

  void bind_measure(Expression& expression, const std::string& id, std::size_t from) const {
    for (std::size_t i = 0; i < catalogue_->measures.size(); ++i)
      if (catalogue_->measures[i].id == id) expression.measure_index = static_cast<int>(i);
    if (expression.measure_index == model::kAtHand) fail("unknown-name", id, from);
    expression.measure = id;
  }

  Expression call(const Signature& signature, std::size_t from) {
    if (signature.relation && related_) fail("relation-within", std::string(word_of(signature.kind)), from);
    related_ = related_ || signature.relation;
    expect("(");
    Expression result;
    result.kind = signature.kind;
    result.type = signature.result;
    do {
      const std::size_t place = at_;
      result.operands.push_back(implication());
      const std::size_t number = result.operands.size() - 1;
      if (number >= signature.operands.size() && !signature.more) fail("expected", ")", place);
      // A measure of the row at hand is an answer where a list of codes is asked for.
      Expression& operand = result.operands.back();
      const bool at_hand = operand.kind == Kind::figure && operand.indicator.empty();
      if (signature.kind == Kind::one_of && number == 0 && at_hand) operand.type = Type::text;
      if (!signature.any_type)
        want(result.operands.back(), signature.operands[std::min(number, signature.operands.size() - 1)], place);
    } while (take(","));
    expect(")");
    if (result.operands.size() < signature.operands.size()) fail("expected", ",");
    if (signature.relation) {
      result.type = result.operands[0].type;
      related_ = false;
    }
    return result;
  }

  std::string_view text_;
  const model::Catalogue* catalogue_;
  const std::vector<model::LedgerColumn>* columns_;
  std::size_t at_ = 0;
  bool related_ = false;  // inside previous(…) and the like
};

bool parse(Parser parser, Type type, Expression& expression, ExpressionError& error) {
  try {
    expression = parser.whole(type);
    return true;
  } catch (const Wrong& wrong) {
    error = wrong.error;
    return false;
  }
}

}  // namespace

bool parse_expression(std::string_view text, const model::Catalogue& catalogue, model::ExpressionType type,
                      Expression& expression, ExpressionError& error) {
  return parse(Parser(text, &catalogue, nullptr), type, expression, error);
}

bool parse_expression(std::string_view text, const std::vector<model::LedgerColumn>& columns, model::ExpressionType type,
                      Expression& expression, ExpressionError& error) {
  return parse(Parser(text, nullptr, &columns), type, expression, error);
}

}  // namespace huibiao::catalogue
