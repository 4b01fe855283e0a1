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
  model::Diagnostics differences;  // errors "verify.…", and infos beside them; no error where all is well
};

// Compares for every file: its bytes with its SHA-256; every submission, observation, finding and explanation with what this
// catalogue reads from the bytes. Where all of that is well, then what checks hold and say, and what people decided (see
// verify_judgements). And looks whether the tables fit together. Effective values are not stored, but follow from just this
// whenever they are asked for. Changes nothing; fails only where the store does.
model::Result<Verification> verify(store::Store& store, const model::Catalogue& catalogue, const Progress& progress);

}  // namespace huibiao::pipeline
