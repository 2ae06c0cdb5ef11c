// File names, arguments and other texts of the system, which are bytes, as text and back: what
// os.fsdecode() and os.fsencode() do. A byte that is no UTF-8 is the lone surrogate U+DC80 to
// U+DCFF
// ("surrogateescape").

#pragma once

#include <string>
#include <string_view>

namespace fw {

std::string text_from_system(std::string_view bytes);
std::string text_to_system(std::string_view text);

} // namespace fw
