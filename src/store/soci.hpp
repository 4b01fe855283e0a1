// SOCI without its support of Boost types: Debian's package says that it has it, but does not bring the Boost headers.
// Only templates depend on it, nothing in the library itself. Every file of this room includes SOCI through here.
#pragma once

#include <soci/soci-config.h>
#undef SOCI_HAVE_BOOST
#undef SOCI_HAVE_BOOST_DATE_TIME
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
