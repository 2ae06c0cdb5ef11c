// Characters by their Unicode names, and names in the form in which they are compared.
// CPython: Modules/unicodedata.c
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fw::syntax {

// The character that \N{name} means.
std::optional<std::uint32_t> find_character(std::string_view name);

// The NFKC form of UTF-8 text.
std::string normalize_identifier(std::string_view name);

} // namespace fw::syntax
