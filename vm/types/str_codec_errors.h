// What happens to text that a codec cannot convert: the error handlers.
// CPython: Python/codecs.c

#pragma once

#include "vm/object/core_objects.h"

#include <string>
#include <string_view>

namespace fw {

// Deals with undecodable bytes: appends a replacement and gives the position to go on at, or
// raises.
class DecodeErrors {
public:
    DecodeErrors(Thread& thread, Object* source, std::string_view data, std::string_view encoding,
        std::string_view handler)
        : m_thread(thread)
        , m_source(source)
        , m_data(data)
        , m_encoding(encoding)
        , m_handler(handler)
    {
    }

    Result<std::size_t> handle(
        std::size_t start, std::size_t end, std::string_view reason, StrBuilder& out) const;

private:
    Raised fail(std::size_t start, std::size_t end, std::string_view reason) const;

    Thread& m_thread;
    Object* m_source;
    std::string_view m_data;
    std::string_view m_encoding;
    std::string_view m_handler;
};

// Deals with unencodable characters: gives what stands for text[start:end], as bytes to be written
// as they are or as ASCII text to be encoded; or raises. May handle fewer: `end` is then moved.
class EncodeErrors {
public:
    struct Replacement {
        std::string text;
        bool is_bytes = false;
    };

    EncodeErrors(
        Thread& thread, const Str& text, std::string_view encoding, std::string_view handler)
        : m_thread(thread)
        , m_text(text)
        , m_encoding(encoding)
        , m_handler(handler)
    {
    }

    Result<Replacement> handle(
        std::int64_t start, std::int64_t& end, std::string_view reason) const;

private:
    Raised fail(std::int64_t start, std::int64_t end, std::string_view reason) const;

    Thread& m_thread;
    const Str& m_text;
    std::string_view m_encoding;
    std::string_view m_handler;
};

// A character as `width` bytes (2 or 4) of UTF-16 or UTF-32 units.
void append_wide_unit(std::string& out, char32_t unit, int width, bool big_endian);

} // namespace fw
