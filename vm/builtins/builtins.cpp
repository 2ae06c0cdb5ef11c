// The names of the module builtins, in CPython's order.

#include "vm/builtins/builtins.h"

#include "vm/builtins/functions.h"
#include "vm/modules/io.h"
#include "vm/modules/module_support.h"

namespace fw {

namespace {

constexpr Method functions[] = {
    { .name = "__build_class__",
        .signature = "*",
        .call = builtin_build_class,
        .doc = "What a class statement calls." },
    { .name = "__import__",
        .signature = "name, globals=None, locals=None, fromlist=(), level=0",
        .call = builtin_import,
        .doc = "What an import statement calls." },
    { .name = "abs", .signature = "x, /", .call = builtin_abs, .doc = "The absolute value." },
    { .name = "all",
        .signature = "iterable, /",
        .call = builtin_all,
        .doc = "Whether no item is false." },
    { .name = "any",
        .signature = "iterable, /",
        .call = builtin_any,
        .doc = "Whether some item is true." },
    { .name = "ascii",
        .signature = "obj, /",
        .call = builtin_ascii,
        .doc = "repr() with everything but ASCII escaped." },
    { .name = "bin",
        .signature = "number, /",
        .call = builtin_bin,
        .doc = "The binary text of an integer." },
    { .name = "breakpoint",
        .signature = "*",
        .call = builtin_breakpoint,
        .doc = "Call sys.breakpointhook()." },
    { .name = "callable",
        .signature = "obj, /",
        .call = builtin_callable,
        .doc = "Whether the object can be called." },
    { .name = "chr",
        .signature = "i, /",
        .call = builtin_chr,
        .doc = "The character with the code point." },
    { .name = "compile",
        .signature = "source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, "
                     "_feature_version=-1",
        .call = builtin_compile,
        .doc = "A code object from source text." },
    { .name = "delattr",
        .signature = "obj, name, /",
        .call = builtin_delattr,
        .doc = "del obj.name" },
    { .name = "dir",
        .signature = "object=None, /",
        .call = builtin_dir,
        .doc = "Names in the namespace, or attributes of an object." },
    { .name = "divmod",
        .signature = "x, y, /",
        .call = builtin_divmod,
        .doc = "The pair (x // y, x % y)." },
    { .name = "eval",
        .signature = "source, globals=None, locals=None, /",
        .call = builtin_eval,
        .doc = "The value of an expression." },
    { .name = "exec",
        .signature = "source, globals=None, locals=None, /",
        .call = builtin_exec,
        .doc = "Execute statements." },
    { .name = "format",
        .signature = "value, format_spec='', /",
        .call = builtin_format,
        .doc = "value.__format__(format_spec)" },
    { .name = "getattr",
        .signature = "object, name, default=None, /",
        .call = builtin_getattr,
        .doc = "object.name, or a default when it has none." },
    { .name = "globals", .call = builtin_globals, .doc = "The namespace of the module." },
    { .name = "hasattr",
        .signature = "obj, name, /",
        .call = builtin_hasattr,
        .doc = "Whether the object has the attribute." },
    { .name = "hash", .signature = "obj, /", .call = builtin_hash, .doc = "The hash value." },
    { .name = "hex",
        .signature = "number, /",
        .call = builtin_hex,
        .doc = "The hexadecimal text of an integer." },
    { .name = "id", .signature = "obj, /", .call = builtin_id, .doc = "The address." },
    { .name = "input",
        .signature = "prompt=None, /",
        .call = builtin_input,
        .doc = "Read a line from standard input." },
    { .name = "isinstance",
        .signature = "obj, class_or_tuple, /",
        .call = builtin_isinstance,
        .doc = "Whether the object is an instance of the class or of a subclass." },
    { .name = "issubclass",
        .signature = "cls, class_or_tuple, /",
        .call = builtin_issubclass,
        .doc = "Whether the class is the other or derived from it." },
    { .name = "iter",
        .signature = "iterable, sentinel=None, /",
        .call = builtin_iter,
        .doc = "An iterator over an iterable, or over calls until the sentinel comes." },
    { .name = "len", .signature = "obj, /", .call = builtin_len, .doc = "How many items." },
    { .name = "locals", .call = builtin_locals, .doc = "The local namespace as a dict." },
    { .name = "max", .signature = "*", .call = builtin_max, .doc = "The largest item." },
    { .name = "min", .signature = "*", .call = builtin_min, .doc = "The smallest item." },
    { .name = "next",
        .signature = "iterator, default=None, /",
        .call = builtin_next,
        .doc = "The next item, or a default at the end." },
    { .name = "oct",
        .signature = "number, /",
        .call = builtin_oct,
        .doc = "The octal text of an integer." },
    { .name = "ord",
        .signature = "c, /",
        .call = builtin_ord,
        .doc = "The code point of a character." },
    { .name = "pow",
        .signature = "base, exp, mod=None",
        .call = builtin_pow,
        .doc = "base ** exp, or with mod base ** exp % mod." },
    { .name = "print",
        .signature = "*",
        .call = builtin_print,
        .doc = "Write values to a file, sys.stdout by default." },
    { .name = "repr",
        .signature = "obj, /",
        .call = builtin_repr,
        .doc = "The text that shows the object." },
    { .name = "round",
        .signature = "number, ndigits=None",
        .call = builtin_round,
        .doc = "The number rounded to so many digits behind the point." },
    { .name = "setattr",
        .signature = "obj, name, value, /",
        .call = builtin_setattr,
        .doc = "obj.name = value" },
    { .name = "sorted",
        .signature = "*",
        .call = builtin_sorted,
        .doc = "A list of the items in order." },
    { .name = "sum",
        .signature = "iterable, /, start=0",
        .call = builtin_sum,
        .doc = "The sum of a start value and the items." },
    { .name = "vars",
        .signature = "object=None, /",
        .call = builtin_vars,
        .doc = "The __dict__ of an object, or locals()." },
};

constexpr Method open_function = { .name = "open",
    .signature = "file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, "
                 "closefd=True, opener=None",
    .call = io_open,
    .doc = "Open a file." };

struct NamedType {
    const char* name;
    TypeId type;
};
constexpr NamedType types[] = {
    { "bool", TypeId::bool_ },
    { "memoryview", TypeId::memoryview_ },
    { "bytearray", TypeId::bytearray_ },
    { "bytes", TypeId::bytes_ },
    { "classmethod", TypeId::classmethod_ },
    { "complex", TypeId::complex_ },
    { "dict", TypeId::dict_ },
    { "enumerate", TypeId::enumerate_ },
    { "filter", TypeId::filter_ },
    { "float", TypeId::float_ },
    { "frozenset", TypeId::frozenset_ },
    { "property", TypeId::property_ },
    { "int", TypeId::int_ },
    { "list", TypeId::list_ },
    { "map", TypeId::map_ },
    { "object", TypeId::object_ },
    { "range", TypeId::range_ },
    { "reversed", TypeId::reversed_ },
    { "set", TypeId::set_ },
    { "slice", TypeId::slice_ },
    { "staticmethod", TypeId::staticmethod_ },
    { "str", TypeId::str_ },
    { "super", TypeId::super_ },
    { "tuple", TypeId::tuple_ },
    { "type", TypeId::type_ },
    { "zip", TypeId::zip_ },
};

constexpr TypeId exceptions[] = {
    TypeId::BaseException,
    TypeId::Exception,
    TypeId::TypeError,
    TypeId::StopAsyncIteration,
    TypeId::StopIteration,
    TypeId::GeneratorExit,
    TypeId::SystemExit,
    TypeId::KeyboardInterrupt,
    TypeId::ImportError,
    TypeId::ModuleNotFoundError,
    TypeId::OSError,
    TypeId::EOFError,
    TypeId::RuntimeError,
    TypeId::RecursionError,
    TypeId::NotImplementedError,
    TypeId::NameError,
    TypeId::UnboundLocalError,
    TypeId::AttributeError,
    TypeId::SyntaxError,
    TypeId::IndentationError,
    TypeId::TabError,
    TypeId::LookupError,
    TypeId::IndexError,
    TypeId::KeyError,
    TypeId::ValueError,
    TypeId::UnicodeError,
    TypeId::UnicodeEncodeError,
    TypeId::UnicodeDecodeError,
    TypeId::UnicodeTranslateError,
    TypeId::AssertionError,
    TypeId::ArithmeticError,
    TypeId::FloatingPointError,
    TypeId::OverflowError,
    TypeId::ZeroDivisionError,
    TypeId::SystemError,
    TypeId::ReferenceError,
    TypeId::MemoryError,
    TypeId::BufferError,
    TypeId::Warning,
    TypeId::UserWarning,
    TypeId::DeprecationWarning,
    TypeId::PendingDeprecationWarning,
    TypeId::SyntaxWarning,
    TypeId::RuntimeWarning,
    TypeId::FutureWarning,
    TypeId::ImportWarning,
    TypeId::UnicodeWarning,
    TypeId::BytesWarning,
    TypeId::ResourceWarning,
    TypeId::ConnectionError,
    TypeId::BlockingIOError,
    TypeId::BrokenPipeError,
    TypeId::ChildProcessError,
    TypeId::ConnectionAbortedError,
    TypeId::ConnectionRefusedError,
    TypeId::ConnectionResetError,
    TypeId::FileExistsError,
    TypeId::FileNotFoundError,
    TypeId::IsADirectoryError,
    TypeId::NotADirectoryError,
    TypeId::InterruptedError,
    TypeId::PermissionError,
    TypeId::ProcessLookupError,
    TypeId::TimeoutError,
};

} // namespace

RefTo<Module> make_builtins_module(Thread& thread)
{
    RefTo<Module> module = make_native_module("builtins", functions,
        "Built-in functions, exceptions, and other objects.\n\nNoteworthy: None is the "
        "`nil' object; Ellipsis represents `...' in slices.");
    add_to_module(*module, "None", none());
    add_to_module(*module, "Ellipsis", ellipsis());
    add_to_module(*module, "NotImplemented", not_implemented());
    add_to_module(*module, "False", false_object());
    add_to_module(*module, "True", true_object());
    for (const NamedType& type : types) {
        add_to_module(*module, type.name, type_of(type.type));
    }
    add_to_module(*module, "__debug__", true_object());
    for (const TypeId id : exceptions) {
        add_type(*module, exception_type(id));
        if (id == TypeId::OSError) {
            add_to_module(*module, "EnvironmentError", exception_type(id));
            add_to_module(*module, "IOError", exception_type(id));
        }
    }
    auto open = make_builtin(open_function, module.get(), intern("io").get());
    FW_ASSERT(!open.failed());
    add_to_module(*module, "open", open.take().get());
    add_site_names(thread, *module);
    return module;
}

} // namespace fw
