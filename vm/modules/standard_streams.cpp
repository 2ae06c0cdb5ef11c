// The three standard streams.

#include "vm/modules/standard_streams.h"

#include "vm/base/region_new.h"
#include "vm/eval/notify.h"
#include "vm/modules/io.h"
#include "vm/modules/module_support.h"
#include "vm/object/exception.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

RefTo<TextFile> make_stream(int number, const char* name, const char* errors)
{
    BinaryState binary;
    binary.stream = number;
    binary.handle = number;
    binary.readable = number == 0;
    binary.writable = number != 0;
    binary.closes_handle = false;
    const RefTo<Str> shown = make_str(name);
    const RefTo<BinaryFile> file = make_binary_file(std::move(binary), shown.get());
    TextState text;
    text.line_buffering = number == 2;
    text.write_through = number != 0;
    text.strict = std::string_view(errors) == "strict";
    const RefTo<Str> encoding = make_str("utf-8");
    const RefTo<Str> handler = make_str(errors);
    RefTo<TextFile> stream
        = make_text_file(std::move(text), file.get(), encoding.get(), handler.get());
    stream->dict = make_dict().release();
    dict_set_str(*stream->dict, intern("mode").get(), make_str(number == 0 ? "r" : "w").get());
    return stream;
}

Object* sys_member(std::string_view name)
{
    Object* sys = runtime().sys_module;
    return sys ? dict_get_str(*as<Module>(sys)->dict, intern(name).get()) : nullptr;
}

} // namespace

void add_standard_streams(Module& sys)
{
    prepare_io_types();
    const RefTo<TextFile> input = make_stream(0, "<stdin>", "strict");
    const RefTo<TextFile> output = make_stream(1, "<stdout>", "strict");
    const RefTo<TextFile> error = make_stream(2, "<stderr>", "backslashreplace");
    add_to_module(sys, "stdin", input.get());
    add_to_module(sys, "__stdin__", input.get());
    add_to_module(sys, "stdout", output.get());
    add_to_module(sys, "__stdout__", output.get());
    add_to_module(sys, "stderr", error.get());
    add_to_module(sys, "__stderr__", error.get());
}

void set_output_buffering(bool buffered)
{
    Object* output = sys_member("__stdout__");
    if (output && is_native_text_file(output)) {
        as<TextFile>(output)->state->write_through
            = !buffered || runtime().host->is_terminal(host::Stream::Output);
    }
}

void emit_output(Thread& thread, host::Stream stream, std::string_view bytes)
{
    if (bytes.empty()) {
        return;
    }
    const int number = static_cast<int>(stream);
    const std::uint64_t step = thread.step() > 0 ? thread.last_step() : 0;
    runtime().tape->note(TapeKind::Output, step, nullptr);
    notify(hooks::Event::Output, &hooks::Observer::on_output,
        hooks::OutputEvent{ step, number, bytes });
    runtime().host->output(stream, bytes);
}

std::string wait_for_line(Thread& thread)
{
    while (true) {
        if (std::optional<std::string> line = runtime().host->read_line()) {
            return std::move(*line);
        }
        suspend(thread, Suspension::NeedsInput);
    }
}

void tell_flush(const TextFile& file)
{
    constexpr int output = static_cast<int>(host::Stream::Output);
    if (is_native_binary(file.buffer) && as<BinaryFile>(file.buffer)->state
        && as<BinaryFile>(file.buffer)->state->stream == output) {
        runtime().host->flush(host::Stream::Output);
    }
}

void flush_standard_streams(Thread& thread)
{
    for (Str* name : { names().stdout_, names().stderr_ }) {
        const Ref file = Ref::share(dict_get_str(*as<Module>(runtime().sys_module)->dict, name));
        if (!file || file.get() == none()) {
            continue;
        }
        if (is_native_text_file(file.get())) {
            if (as<TextFile>(file.get())->state->closed) {
                continue;
            }
            if (text_flush(thread, *as<TextFile>(file.get())).failed()) {
                clear_exception(thread);
            }
            tell_flush(*as<TextFile>(file.get()));
        } else if (call_method(thread, file.get(), names().flush).failed()) {
            clear_exception(thread);
        }
    }
}

void write_standard_error(Thread& thread, std::string_view text)
{
    const Ref file
        = Ref::share(dict_get_str(*as<Module>(runtime().sys_module)->dict, names().stderr_));
    if (file.get() == none()) {
        return;
    }
    if (!file) {
        emit_output(thread, host::Stream::Error, text);
        return;
    }
    const RefTo<Str> written = make_str(text);
    if (call_method(thread, file.get(), names().write, { written.get() }).failed()) {
        clear_exception(thread);
        emit_output(thread, host::Stream::Error, text);
    }
}

} // namespace fw
