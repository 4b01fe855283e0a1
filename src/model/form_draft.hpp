// A new official form as far as its blank workbook tells. What it does not tell is a doubt beside the entry: a person decides.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/catalogue.hpp"

namespace huibiao::model {

// Something that the blank does not say, or not for certain.
struct Doubt {
  std::string word;  // key of the word of the catalogue that says it: "adopt.measure-unknown"
  Arguments arguments;
};
using Doubts = std::vector<Doubt>;

// A definition that the form asks for and the catalogue does not have, under a proposed id.
template <class Definition>
struct Proposed {
  Definition definition;
  Doubts doubts;
};

struct DraftColumn {
  FormColumn column;
  Doubts doubts;
};

struct DraftRow {
  FormRow row;
  Doubts doubts;
};

struct DraftTable {
  std::string id;  // "" for the only one
  std::vector<DraftColumn> columns;
  std::vector<DraftRow> rows;
};

struct FormDraft {
  Form form;                             // without its tables
  std::map<std::string, Doubts> doubts;  // about the form, by key of its definition: "first_year"
  std::vector<Proposed<Unit>> units;
  std::vector<Proposed<Indicator>> indicators;
  std::vector<Proposed<Measure>> measures;
  std::vector<Proposed<Office>> offices;
  std::vector<DraftTable> tables;
};

// How many doubts there are in it.
std::size_t count_doubts(const FormDraft& draft);

}  // namespace huibiao::model
