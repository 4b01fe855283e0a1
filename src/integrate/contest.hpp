// The claims on one key, decided.
#pragma once

#include <string>
#include <vector>

#include "integrate/claims.hpp"

namespace huibiao::integrate {

class Contest {
 public:
  // claims: all of one key, in canonical order. owner: whose row it is.
  Contest(std::vector<Claim*> claims, const std::string& owner, const model::Lateness& lateness, model::Diagnostics& diagnostics)
      : claims_(std::move(claims)), owner_(owner), lateness_(lateness), diagnostics_(diagnostics) {}

  // Decides every claim that is still open.
  void run();

 private:
  // Where a person corrected the figure, the last correction stands and all else is decided; true then.
  bool correct();
  // Of claims that nothing tells apart, the one that a person accepted, or null.
  static Claim* accepted_among(const std::vector<Claim*>& tied);
  // The claim of that source that stands among its own, or null. It stays open; the others of the source are decided.
  Claim* winner_of(const std::string& source);
  // Those that no other one beats.
  std::vector<Claim*> unbeaten(const std::vector<Claim*>& candidates) const;
  void hold(const std::vector<Claim*>& tied);
  void settle(Claim& winner, const std::vector<Claim*>& candidates, const std::vector<Claim*>& equals);
  std::string reason_to_stand(const Claim& winner, const std::vector<Claim*>& losers) const;
  void lose(Claim& loser, const Claim& winner, const std::vector<Claim*>& candidates);
  // Between sources: the first of `ranked` stands with that status.
  void stand(const std::vector<Claim*>& ranked, model::Status status, const char* reason);

  std::vector<Claim*> claims_;
  const std::string& owner_;
  const model::Lateness& lateness_;
  model::Diagnostics& diagnostics_;
};

}  // namespace huibiao::integrate
