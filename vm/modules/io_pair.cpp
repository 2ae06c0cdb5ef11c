// BufferedRWPair(reader, writer): two raw files as one, for what is read here and written there.
// CPython: Modules/_io/bufferedio.c, bufferedrwpair_*

#include "vm/modules/io_support.h"
#include "vm/object/protocol.h"

#include <utility>

namespace fw {

namespace {

struct BufferedPair : IoObject {
    Object* reader; // a BufferedReader, or null
    Object* writer; // a BufferedWriter, or null
};

// Raises unless the file says yes when asked `name`.
Result<void> require_yes(
    Thread& thread, Object* file, std::string_view name, std::string_view message)
{
    TRY_LET(const Ref answer, call_method(thread, file, intern(name).get()));
    TRY_LET(const bool yes, is_true(thread, answer.get()));
    return yes ? Result<void>() : raise_unsupported(thread, message);
}

Result<void> pair_init(Thread& thread, Object* self, Args args)
{
    static constexpr SignatureShape shape("reader, writer, buffer_size=8192, /");
    Object* values[3];
    TRY(bind_arguments(thread, "BufferedRWPair", shape, args, values));
    TRY(require_yes(thread, values[0], "readable", "File or stream is not readable."));
    TRY(require_yes(thread, values[1], "writable", "File or stream is not writable."));
    const Ref size = values[2] ? share(values[2]) : make_int(8192);
    TRY_LET(Ref reader, call(thread, io_type(IoType::BufferedReader), { values[0], size.get() }));
    TRY_LET(Ref writer, call(thread, io_type(IoType::BufferedWriter), { values[1], size.get() }));
    auto* pair = as<BufferedPair>(self);
    const Ref old_reader = Ref::adopt(std::exchange(pair->reader, reader.release()));
    const Ref old_writer = Ref::adopt(std::exchange(pair->writer, writer.release()));
    return {};
}

Result<Ref> ask(Thread& thread, Object* file, std::string_view name, Args args)
{
    if (!file) {
        return raise(thread, TypeId::ValueError, "I/O operation on uninitialized object");
    }
    TRY_LET(const Ref method, get_attribute(thread, file, intern(name).get()));
    return call(thread, method.get(), args);
}

template <const char* const& name>
Result<Ref> ask_reader(Thread& thread, BufferedPair& pair, Args args)
{
    return ask(thread, pair.reader, name, args);
}
template <const char* const& name>
Result<Ref> ask_writer(Thread& thread, BufferedPair& pair, Args args)
{
    return ask(thread, pair.writer, name, args);
}

constexpr const char* read_name = "read";
constexpr const char* peek_name = "peek";
constexpr const char* read1_name = "read1";
constexpr const char* readinto_name = "readinto";
constexpr const char* readinto1_name = "readinto1";
constexpr const char* readable_name = "readable";
constexpr const char* write_name = "write";
constexpr const char* flush_name = "flush";
constexpr const char* writable_name = "writable";

// Both are closed, whatever the first says.
Result<Ref> pair_close(Thread& thread, BufferedPair& pair, Args)
{
    auto writer_closed = ask(thread, pair.writer, "close", {});
    if (writer_closed.failed()) {
        const SavedException first = save_exception(thread);
        if (ask(thread, pair.reader, "close", {}).failed()) {
            clear_exception(thread);
        }
        restore_exception(thread, first);
        return Raised{};
    }
    return ask(thread, pair.reader, "close", {});
}

Result<Ref> pair_isatty(Thread& thread, BufferedPair& pair, Args)
{
    TRY_LET(Ref answer, ask(thread, pair.writer, "isatty", {}));
    return answer.get() == true_object() ? Result<Ref>(std::move(answer))
                                         : ask(thread, pair.reader, "isatty", {});
}

Result<Ref> pair_closed(Thread& thread, Object* self)
{
    Object* writer = as<BufferedPair>(self)->writer;
    if (!writer) {
        return raise(
            thread, TypeId::RuntimeError, "the BufferedRWPair object is being garbage-collected");
    }
    return get_attribute(thread, writer, intern("closed").get());
}

void pair_destroy(Object* self)
{
    gc_untrack(self);
    auto* pair = as<BufferedPair>(self);
    xdecref(pair->reader);
    xdecref(pair->writer);
    io_drop_members(*pair);
    free_object(self);
}

void pair_traverse(Object* self, VisitFn visit, void* context)
{
    io_traverse(self, visit, context);
    const auto* pair = as<BufferedPair>(self);
    for (Object* member : { pair->reader, pair->writer }) {
        if (member) {
            visit(member, context);
        }
    }
}

constexpr Method pair_methods[] = {
    { "read", "*", native<BufferedPair, ask_reader<read_name>>, "Read from the reader." },
    { "peek", "*", native<BufferedPair, ask_reader<peek_name>>, "Look at the reader's buffer." },
    { "read1", "*", native<BufferedPair, ask_reader<read1_name>>, "Read what is at hand." },
    { "readinto", "*", native<BufferedPair, ask_reader<readinto_name>>, "Read into a buffer." },
    { "readinto1", "*", native<BufferedPair, ask_reader<readinto1_name>>, "Read into a buffer." },
    { "readable", "", native<BufferedPair, ask_reader<readable_name>>, "Ask the reader." },
    { "write", "*", native<BufferedPair, ask_writer<write_name>>, "Write to the writer." },
    { "flush", "", native<BufferedPair, ask_writer<flush_name>>, "Flush the writer." },
    { "writable", "", native<BufferedPair, ask_writer<writable_name>>, "Ask the writer." },
    { "close", "", native<BufferedPair, pair_close>, "Close both." },
    { "isatty", "", native<BufferedPair, pair_isatty>, "Whether one is a terminal." },
};

constexpr Attribute pair_attributes[] = {
    { .name = "closed", .get = pair_closed, .doc = "Whether the writer is closed." },
};

constexpr TypeSpec pair_spec = {
    .name = "_io.BufferedRWPair",
    .doc = "A buffered reader and writer object together.",
    .base = buffered_base,
    .basic_size = sizeof(BufferedPair),
    .dict_offset = offsetof(IoObject, dict),
    .weakrefs_offset = offsetof(IoObject, weakrefs),
    .flags = TypeIsBase,
    .slots = {
        .destroy = pair_destroy,
        .traverse = pair_traverse,
        .init = pair_init,
        .create = create_file<BufferedPair>,
    },
    .methods = pair_methods,
    .attributes = pair_attributes,
};

} // namespace

void prepare_pair_type()
{
    type_ready(*io_type(IoType::BufferedPair), pair_spec);
}

} // namespace fw
