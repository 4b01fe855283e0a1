// The identity of received bytes: SHA-256 (FIPS 180-4), by libcrypto.
#pragma once

#include <string>
#include <string_view>

namespace huibiao::digest {

// 64 lower-case hex digits.
std::string sha256(std::string_view bytes);

}  // namespace huibiao::digest
