#include "extract/ledger_totals.hpp"

#include <algorithm>

namespace huibiao::extract {

using TermKind = model::LedgerTerm::Kind;
using ShareKind = LedgerShare::Kind;

namespace {

constexpr const char* kTooManyDigits = "ledger.too-many-digits";

ShareKind kind_of(const LedgerValue& value) {
  switch (value.kind) {
    case LedgerValue::Kind::missing:
      return ShareKind::missing;
    case LedgerValue::Kind::unmatched:
      return ShareKind::unmatched;
    case LedgerValue::Kind::wrong:
      return ShareKind::wrong;
    default:
      return ShareKind::counted;
  }
}

void hold(LedgerFigure& figure, const char* rule) {
  if (figure.held_by.empty()) figure.held_by = rule;
}

}  // namespace

void LedgerFigure::add(const LedgerFigure& other) {
  if (!total.add(other.total)) hold(*this, kTooManyDigits);
  rows += other.rows;
  missing += other.missing;
  unmatched += other.unmatched;
  wrong += other.wrong;
  others += other.others;
  if (held_by.empty()) held_by = other.held_by;
  distinct.resize(std::max(distinct.size(), other.distinct.size()));
  for (std::size_t i = 0; i < other.distinct.size(); ++i) distinct[i].insert(other.distinct[i].begin(), other.distinct[i].end());
}

model::Decimal LedgerFigure::value(const model::LedgerAggregate& aggregate) const {
  ExactSum all = total;
  std::size_t set = 0;
  for (const model::LedgerTerm& term : aggregate.terms) {
    if (term.kind != TermKind::distinct) continue;
    const auto count = set < distinct.size() ? static_cast<std::int64_t>(distinct[set].size()) : 0;
    all.add(model::Decimal{term.subtracted ? -count : count, 0});
    ++set;
  }
  return all.value();
}

LedgerTotals::LedgerTotals(const model::LedgerDefinition& definition) : needed_(definition.columns.size()) {
  for (const model::LedgerAggregate& aggregate : definition.aggregates) {
    std::vector<Term>& terms = aggregates_.emplace_back();
    for (const model::LedgerTerm& term : aggregate.terms) {
      Term& made = terms.emplace_back(Term{term.kind, term.subtracted, term.column, {}, {}});
      if (term.kind == TermKind::sum) made.operand.emplace(term.operand);
      if (term.conditional) made.where.emplace(term.where);
    }
    for (const int column : aggregate.columns) needed_[static_cast<std::size_t>(column)] = true;
  }
}

std::vector<LedgerFigure> LedgerTotals::start() const {
  std::vector<LedgerFigure> figures(aggregates_.size());
  for (std::size_t i = 0; i < aggregates_.size(); ++i)
    figures[i].distinct.resize(static_cast<std::size_t>(std::count_if(
        aggregates_[i].begin(), aggregates_[i].end(), [](const Term& term) { return term.kind == TermKind::distinct; })));
  return figures;
}

void LedgerTotals::judge(const std::vector<Term>& terms, const std::vector<LedgerCell>& row, const EnterpriseFigures* before,
                         std::optional<std::size_t> place, Delta& delta) const {
  const auto stop = [&](const LedgerValue& value) {
    delta.kind = kind_of(value);
    delta.column = value.column;
    delta.rule = value.rule;
  };
  std::size_t set = 0;
  for (const Term& term : terms) {
    const std::size_t own_set = set;
    set += term.kind == TermKind::distinct;
    if (term.where) {
      const LedgerValue meant = term.where->of(row, before, place);
      if (!meant.known()) return stop(meant);
      if (!meant.truth) continue;
    }
    bool fits = true;
    if (term.kind == TermKind::sum) {
      const LedgerValue value = term.operand->of(row, before, place);
      if (!value.known()) return stop(value);
      fits = delta.total.add(term.subtracted ? value.number.negative() : value.number);
    } else if (term.kind == TermKind::count) {
      fits = delta.total.add(model::Decimal{term.subtracted ? -1 : 1, 0});
    } else {
      const LedgerCell& cell = row[static_cast<std::size_t>(term.column)];
      if (cell.state == CellState::blank) {
        delta.kind = ShareKind::missing;
        delta.column = term.column;
        return;
      }
      delta.values.emplace_back(own_set, &cell.words);
    }
    delta.kind = ShareKind::counted;
    if (fits) continue;
    delta.kind = ShareKind::wrong;
    delta.rule = kTooManyDigits;
    return;
  }
}

void LedgerTotals::add(const std::vector<LedgerCell>& row, const EnterpriseFigures* before, std::optional<std::size_t> place,
                       std::vector<LedgerFigure>& figures, std::vector<bool>& blank) const {
  for (std::size_t i = 0; i < aggregates_.size(); ++i) {
    const std::vector<Term>& terms = aggregates_[i];
    LedgerFigure& figure = figures[i];
    // Most are the sum of a column.
    const int column = terms.size() == 1 && terms[0].operand && !terms[0].where ? terms[0].operand->only_column() : -1;
    if (column >= 0 && row[static_cast<std::size_t>(column)].state == CellState::number) {
      if (!figure.total.add(row[static_cast<std::size_t>(column)].number)) hold(figure, kTooManyDigits);
      ++figure.rows;
      continue;
    }
    Delta delta;
    judge(terms, row, before, place, delta);
    switch (delta.kind) {
      case ShareKind::not_meant:
        ++figure.others;
        break;
      case ShareKind::counted:
        if (!figure.total.add(delta.total)) hold(figure, kTooManyDigits);
        for (const auto& [set, value] : delta.values) figure.distinct[set].insert(*value);
        ++figure.rows;
        break;
      case ShareKind::missing:
        ++figure.missing;
        if (delta.column >= 0) blank[static_cast<std::size_t>(delta.column)] = true;
        break;
      case ShareKind::unmatched:
        ++figure.unmatched;
        break;
      case ShareKind::wrong:
        ++figure.wrong;
        hold(figure, delta.rule);
        break;
    }
  }
}

LedgerShare LedgerTotals::share(std::size_t aggregate, const std::vector<LedgerCell>& row, const EnterpriseFigures* before,
                                std::optional<std::size_t> place) const {
  Delta delta;
  judge(aggregates_[aggregate], row, before, place, delta);
  LedgerShare share;
  share.kind = delta.kind;
  if (delta.kind == ShareKind::counted && delta.values.empty()) share.amount = delta.total.value();
  return share;
}

}  // namespace huibiao::extract
