// What the files of module binascii share.

#pragma once

#include "vm/object/args.h"
#include "vm/object/object.h"

#include <cstdint>
#include <string_view>

namespace fw {

struct Thread;

// The bytes of a bytes-like object or of a str that is ASCII. CPython: ascii_buffer_converter
Result<std::string_view> ascii_argument(Thread& thread, Object* object);
// The sum so far goes in again; 0 for the first piece.
std::uint32_t crc32_of(std::string_view bytes, std::uint32_t start);

// binascii_quoted.cpp
Result<Ref> binascii_a2b_qp(Thread& thread, Object* module, Args args);
Result<Ref> binascii_b2a_qp(Thread& thread, Object* module, Args args);

} // namespace fw
