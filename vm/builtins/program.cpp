// Running a file as __main__, from reading it to its exit status.

#include "vm/builtins/program.h"

#include "vm/base/region_new.h"
#include "vm/builtins/boot.h"
#include "vm/builtins/compile_source.h"
#include "vm/builtins/library_path.h"
#include "vm/builtins/warning_options.h"
#include "vm/code/pyc.h"
#include "vm/eval/code_check.h"
#include "vm/eval/import.h"
#include "vm/eval/import_metadata.h"
#include "vm/host/host.h"
#include "vm/modules/marshal_objects.h"
#include "vm/modules/source_decode.h"
#include "vm/modules/sys.h"
#include "vm/object/exception.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <cstring>
#include <new>

namespace fw {

namespace {

std::string directory_of(const std::string& path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

// Names in the order that python gives them.
RefTo<Module> make_main_module(Str* filename)
{
    RefTo<Module> module = make_module("__main__");
    Dict& dict = *module->dict;
    const Ref loader = make_file_loader(names().main, filename);
    dict_set_str(dict, names().loader, loader.get());
    dict_set_str(dict, names().annotations, Ref(make_dict()).get());
    dict_set_str(dict, names().builtins, runtime().builtins_module);
    dict_set_str(dict, names().file, filename);
    dict_set_str(dict, names().cached, none());
    return module;
}

// Prints what nobody caught and tells the exit status. CPython: PyErr_PrintEx, _Py_HandleSystemExit
int report_uncaught(Thread& thread)
{
    if (pending_is(thread, exception_type(TypeId::SystemExit))) {
        const SavedException saved = save_exception(thread);
        Object* code = as<ValueException>(saved.exception.get())->value;
        if (!code || code == none()) {
            return 0;
        }
        if (is_int(code)) {
            auto number = to_int64(thread, code);
            if (number.failed()) {
                clear_exception(thread);
                return 255;
            }
            return static_cast<int>(number.take() & 0xff);
        }
        flush_standard_streams(thread);
        auto text = str(thread, code);
        if (text.failed()) {
            clear_exception(thread);
            return 1;
        }
        write_standard_error(thread, to_utf8(*text.value()) + "\n");
        return 1;
    }
    const bool interrupted = pending_is(thread, exception_type(TypeId::KeyboardInterrupt));
    flush_standard_streams(thread);
    print_uncaught(thread);
    return interrupted ? 130 : 1;
}

} // namespace

syntax::SourceText text_of_program(
    host::Host& host, const std::string& file, const std::string& contents)
{
    if (is_declared_for_codecs(contents)) {
        Program reader(host, { .file = "<codecs>", .source = "" });
        std::optional<syntax::SourceText> text;
        if (reader.load()) {
            reader.machine().run_before_start([&](Thread& thread) {
                const InsideRegion inside;
                auto read = read_declared_file(thread, contents);
                const OutsideRegion outside;
                if (!read.failed() && read.value()) {
                    text = *read.value();
                }
            });
        }
        if (text) {
            return *text;
        }
    }
    return syntax::decode_source(contents, file, syntax::SourceEncoding::File);
}

Program::Program(host::Host& host, Options options)
    : m_host(host)
    , m_options(std::move(options))
    , m_machine(std::make_unique<Machine>(host, m_options.region, boot_builtins))
{
}

Program::~Program() = default;

void Program::prepare_path(Thread& thread)
{
    std::vector<std::string> arguments = { m_options.is_module ? "-m" : m_options.file };
    arguments.insert(arguments.end(), m_options.arguments.begin(), m_options.arguments.end());
    std::vector<std::string> path;
    const bool is_file = !m_options.source || m_options.file.front() != '<';
    if (m_options.is_module) {
        path.push_back(m_host.current_directory().value);
    } else if (is_file) {
        const auto real = m_host.real_path(m_options.file);
        path.push_back(directory_of(real ? real.value : m_filename));
    } else {
        path.emplace_back();
    }
    if (const auto library = find_standard_library(m_host)) {
        path.push_back(*library);
        path.push_back(*library + "/lib-dynload");
    }
    set_sys_list(thread, "argv", arguments);
    set_sys_list(thread, "path", path);
}

void Program::prepare_warnings()
{
    std::vector<std::string> options
        = split_warning_options(m_host.variable("PYTHONWARNINGS").value_or(""));
    options.insert(options.end(), m_options.warnings.begin(), m_options.warnings.end());
    if (apply_warning_options(options)) {
        return;
    }
    m_machine->run_before_start([](Thread& thread) {
        if (import_module(thread, intern("warnings").get()).failed()) {
            clear_exception(thread);
        }
    });
}

// The pending exception becomes the message.
bool Program::fail(Thread& thread)
{
    const SavedException saved = save_exception(thread);
    m_error = format_exception(thread, saved.exception.get());
    m_exit_status = 1;
    return false;
}

bool Program::load()
{
    Thread& thread = m_machine->thread();
    m_filename = m_options.file;
    const bool is_file = !m_options.is_module
        && (!m_options.source || m_filename.empty() || m_filename.front() != '<');
    if (is_file && m_options.absolute_name && (m_filename.empty() || m_filename.front() != '/')) {
        if (const auto current = m_host.current_directory()) {
            m_filename = current.value + "/" + m_filename;
        }
    }
    if (m_options.source) {
        m_source = *m_options.source;
    } else if (!m_options.is_module) {
        const auto status = m_host.status(m_options.file);
        if (status && status.value.is_directory()) {
            m_error = "framewalk: can't find '__main__' module in '" + m_filename + "'\n";
            m_exit_status = 1;
            return false;
        }
        auto bytes = m_host.read_file(m_options.file);
        if (!bytes) {
            m_error = fmt::format("framewalk: can't open file '{}': [Errno {}] {}\n", m_filename,
                bytes.error, std::strerror(bytes.error));
            m_exit_status = 2;
            return false;
        }
        m_source = std::move(bytes.value);
    }
    const InsideRegion inside;
    if (m_options.optimize > 0) {
        set_optimize_level(m_options.optimize);
    }
    prepare_path(thread);
    prepare_warnings();
    set_output_buffering(m_options.output == Output::Buffered);
    const RefTo<Str> name = make_str(m_filename);
    m_main = make_main_module(name.get()).release();
    dict_set_str(*runtime().modules, names().main, m_main);
    if (m_options.is_module) {
        return true;
    }
    if (code::is_pyc(m_source, m_options.file)) {
        return load_pyc(m_source);
    }
    m_machine->run_before_start([&](Thread&) {
        auto code = compile_program_text(thread, m_source, name.get(),
            is_file ? syntax::SourceEncoding::File : syntax::SourceEncoding::Bytes);
        if (code.failed()) {
            fail(thread);
        } else {
            m_code = as<Code>(code.take().release());
        }
    });
    return m_code != nullptr;
}

// Constants that no code unit holds are objects of the machine; so is the code, then.
bool Program::load_marshalled(std::string_view data)
{
    Thread& thread = m_machine->thread();
    Result<Ref> made = unmarshal_bytes(thread, data);
    if (made.failed()) {
        return fail(thread);
    }
    const Ref object = made.take();
    if (object->type != code_type() || as<Code>(object.get())->freevars->length > 0) {
        m_error
            = "framewalk: '" + m_options.file + "' is damaged: it is not the code of a module\n";
        m_exit_status = 1;
        return false;
    }
    m_code = as<Code>(share(object.get()).release());
    m_filename = to_utf8(*m_code->filename);
    return !check_code(thread, *m_code).failed() || fail(thread);
}

// CPython: run_pyc_file
bool Program::load_pyc(std::string_view data)
{
    const Ref loader = make_sourceless_loader(names().main, make_str(m_filename).get());
    dict_set_str(*m_main->dict, names().loader, loader.get());
    code::CodeRef unit;
    {
        const OutsideRegion outside;
        code::PycOutcome outcome = code::read_pyc(data, m_options.file);
        if (!outcome && outcome.problem != code::PycProblem::OtherConstant) {
            m_error = "framewalk: " + outcome.error + "\n";
            m_exit_status = 1;
            return false;
        }
        unit = std::move(outcome.code);
    }
    if (!unit) {
        return load_marshalled(data.substr(code::pyc_header_size));
    }
    m_filename = unit->filename;
    m_code = as<Code>(make_code(keep_unit(std::move(unit)), nullptr).release());
    return true;
}

void Program::start()
{
    m_machine->start([this](Thread& thread) { body(thread); });
}

// CPython: pymain_run_module()
Result<Ref> Program::run_main(Thread& thread)
{
    if (!m_options.is_module) {
        return run_code(thread, *m_code, *m_main->dict, m_main->dict);
    }
    TRY_LET(const Ref runner, import_module(thread, intern("runpy").get()));
    return call_method(thread, runner.get(), intern("_run_module_as_main").get(),
        { Ref(make_str(m_options.file)).get() });
}

// Runs on the fiber.
void Program::body(Thread& thread)
{
    try {
        int status = 0;
        if (run_main(thread).failed()) {
            status = report_uncaught(thread);
        }
        m_exit_status = status;
        finish_program(thread, m_options.cleans_up ? m_main : nullptr);
    } catch (const std::bad_alloc&) {
        m_exit_status = 1;
        m_host.write_error("MemoryError\n");
    }
}

int Program::run()
{
    if (!load()) {
        m_host.write_error(m_error);
        return m_exit_status;
    }
    start();
    while (m_machine->run_until(Machine::no_limit) != Machine::Stop::Finished) { }
    return m_exit_status;
}

} // namespace fw
