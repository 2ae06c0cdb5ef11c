// Files as objects: the structs of module _io and what natives use of them. Binary files keep their
// buffers themselves; text files encode and decode on top of any binary file object. CPython:
// Modules/_io

#pragma once

#include "vm/host/host.h"
#include "vm/modules/module_types.h"
#include "vm/object/core_objects.h"
#include "vm/object/raise.h"

#include <string>

namespace fw {

struct IoObject : Object {
    Dict* dict;
    Object* weakrefs;
};

struct BinaryState {
    std::int64_t handle = -1; // of the host; -1: a standard stream, or closed
    int stream = -1; // 0, 1, 2: a standard stream of the host
    bool readable = false;
    bool writable = false;
    bool appending = false;
    bool created = false; // mode "x"
    bool closed = false;
    bool closes_handle = true;
    bool unbuffered = false; // a FileIO
    std::string input; // read ahead
    std::size_t input_position = 0;
    std::string output; // not written yet
    std::size_t buffer_size = 8192;
};

// FileIO, BufferedReader, BufferedWriter, BufferedRandom: one struct, by what the file allows.
struct BinaryFile : IoObject {
    BinaryState* state; // null until __init__
    Object* name;
};

// Which line ends a text has shown so far. CPython: seennl in Modules/_io/textio.c
class LineEnds {
public:
    void see(char32_t character)
    {
        if (character == U'\n') {
            m_kinds |= m_half ? CarriageReturnLineFeed : LineFeed;
        } else if (m_half) {
            m_kinds |= CarriageReturn;
        }
        m_half = character == U'\r';
    }
    // Nothing follows: a "\r" at the very end is a whole one.
    void end() { see(U'\0'); }
    // The attribute `newlines`: None, a str or a tuple of several.
    Ref value() const;

private:
    enum Kind : std::uint8_t { CarriageReturn = 1, LineFeed = 2, CarriageReturnLineFeed = 4 };
    std::uint8_t m_kinds = 0;
    bool m_half = false; // the last character was "\r"
};

enum class TextEncoding : std::uint8_t { Utf8, Latin1, Ascii, Other };

struct TextState {
    TextEncoding encoding = TextEncoding::Utf8;
    bool strict = true; // errors="strict"
    bool universal = true; // "\r" and "\r\n" end lines too
    bool translates = true; // and are read as "\n"
    LineEnds seen; // when universal
    std::string line_end; // the only end of a line when not universal
    std::string written_line_end; // what "\n" is written as; empty: itself
    bool line_buffering = false;
    bool write_through = false;
    bool closed = false;
    bool detached = false;
    bool telling = true;
    std::string input; // bytes read and not decoded yet
    std::size_t input_position = 0;
    bool at_end = false;
    std::string output; // encoded and not passed on yet
};

struct TextFile : IoObject {
    TextState* state;
    Object* buffer; // the binary file
    Str* encoding_name;
    Str* errors;
};

struct BytesBuffer : IoObject {
    std::string* bytes;
    std::size_t position;
    bool closed;
};

struct StringBuffer : IoObject {
    std::u32string* text;
    std::size_t position;
    std::string* line_end; // as TextState: written "\n" becomes it; null: nothing is translated
    bool translates_reading;
    bool universal;
    LineEnds seen; // when universal
    bool closed;
};

enum class IoType : std::uint16_t {
    Base,
    RawBase,
    BufferedBase,
    TextBase,
    FileIO,
    BufferedReader,
    BufferedWriter,
    BufferedRandom,
    BytesIO,
    StringIO,
    TextIOWrapper,
    NewlineDecoder,
    BufferedPair,
};
inline Type* io_type(IoType type)
{
    return module_type_at(ModuleBlock::io, static_cast<std::uint16_t>(type));
}
// Makes the types ready; idempotent.
void prepare_io_types();

// --- exceptions
Result<Ref> unsupported_operation_class(Thread& thread);
Raised raise_unsupported(Thread& thread, std::string_view message);
Raised raise_closed(Thread& thread);

// --- binary files (io_binary.cpp)
inline bool is_native_binary(const Object* object)
{
    return object->type == io_type(IoType::BufferedReader)
        || object->type == io_type(IoType::BufferedWriter)
        || object->type == io_type(IoType::BufferedRandom)
        || object->type == io_type(IoType::FileIO);
}
RefTo<BinaryFile> make_binary_file(BinaryState state, Object* name);
Result<void> binary_write(Thread& thread, BinaryFile& file, std::string_view bytes);
Result<void> binary_flush(Thread& thread, BinaryFile& file);
// At most so many bytes, at least one unless the file is at its end.
Result<std::string> binary_read_some(Thread& thread, BinaryFile& file, std::size_t size);
Result<void> binary_close(Thread& thread, BinaryFile& file);

// --- text files (io_text.cpp)
RefTo<TextFile> make_text_file(TextState state, Object* buffer, Str* encoding, Str* errors);
inline bool is_native_text_file(const Object* object)
{
    return object->type == io_type(IoType::TextIOWrapper)
        && static_cast<const TextFile*>(object)->state;
}
// Without passing it on, but for what the buffer's size forces.
Result<void> text_put(Thread& thread, TextFile& file, const Str& text);
// What the end of a write() or print() does: passes it on if the file is to be seen at once.
Result<void> text_settle(Thread& thread, TextFile& file, bool has_line_end);
Result<void> text_flush(Thread& thread, TextFile& file);
// A line with its end; an empty str at the end of the file.
Result<RefTo<Str>> text_read_line(Thread& thread, TextFile& file, std::int64_t limit);

// --- open() (io_open.cpp)
Result<Ref> io_open(Thread& thread, Object* module, Args args);
// Reads line ends as the newline argument says: null stands for None.
Result<void> set_newlines(Thread& thread, TextState& state, Object* newline);
TextEncoding encoding_of(std::string_view name);

// The slots that every file object shares.
void io_traverse(Object* self, VisitFn visit, void* context);
void io_drop_members(IoObject& object);

} // namespace fw
