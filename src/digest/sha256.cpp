#include "digest/sha256.hpp"

#include <cstdlib>

#include <openssl/evp.h>

namespace huibiao::digest {

namespace {

// Looked up once: libcrypto would look for EVP_sha256() anew for each file. Null where libcrypto has no SHA-256 at all.
const EVP_MD* algorithm() {
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return fetched;
}

}  // namespace

std::string sha256(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  // Fails only where libcrypto cannot allocate or has no SHA-256: nothing a caller could go on from.
  if (algorithm() == nullptr || EVP_Digest(bytes.data(), bytes.size(), digest, &size, algorithm(), nullptr) != 1) std::abort();
  constexpr char kHex[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(size * 2);
  for (unsigned int i = 0; i < size; ++i) {
    hex += kHex[digest[i] >> 4];
    hex += kHex[digest[i] & 15];
  }
  return hex;
}

}  // namespace huibiao::digest
