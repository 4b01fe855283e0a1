// Bytes in a Windows code page to UTF-8.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct UConverter;

namespace huibiao::text {

// One code page, opened once for many texts. Used by one thread at a time.
class Decoder {
 public:
  // Nothing where ICU does not know the code page (936, 1252, 10000, 1200 …).
  static std::optional<Decoder> open(unsigned code_page);

  // What the code page does not define becomes U+FFFD.
  std::string decode(std::string_view bytes);

 private:
  struct Close {
    void operator()(UConverter* converter) const;
  };
  explicit Decoder(UConverter* converter);

  std::unique_ptr<UConverter, Close> converter_;
};

}  // namespace huibiao::text
