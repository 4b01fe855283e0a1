// Is what the store says still what the received files say? Everything is derived again from the kept bytes.
#pragma once

#include "model/catalogue.hpp"
#include "model/result.hpp"
#include "pipeline/pipeline.hpp"
#include "store/store.hpp"

namespace huibiao::pipeline {

// What a verification came to.
struct Verification {
  std::size_t files = 0;           // looked at
  std::size_t observations = 0;    // derived again
  model::Diagnostics differences;  // rules "verify.…"; nothing where all is well
};

// Compares for every file: its bytes with its SHA-256; every submission and observation with what this catalogue reads from the
// bytes (what checks hold besides is left aside). And looks whether the tables fit together. Changes nothing; fails only where
// the store does.
model::Result<Verification> verify(store::Store& store, const model::Catalogue& catalogue, const Progress& progress);

}  // namespace huibiao::pipeline
