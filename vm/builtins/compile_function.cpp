// compile(): text or a syntax tree to a code object, or text to a tree.
// CPython: builtin_compile_impl() in Python/bltinmodule.c, Py_CompileStringObject()

#include "vm/builtins/functions.h"

#include "vm/builtins/compile_source.h"
#include "vm/eval/eval.h"
#include "vm/modules/ast_objects.h"
#include "vm/modules/source_decode.h"
#include "vm/modules/source_support.h"
#include "vm/modules/sys.h"
#include "vm/object/arguments.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

// CPython: PyCF_...
constexpr std::uint32_t obsolete_nested = 0x10;
constexpr std::uint32_t dont_imply_dedent = 0x200;
constexpr std::uint32_t only_ast = 0x400;
constexpr std::uint32_t type_comments = 0x1000;
constexpr std::uint32_t top_level_await = 0x2000;
constexpr std::uint32_t known_flags = code::future_flags_mask | obsolete_nested | dont_imply_dedent
    | only_ast | type_comments | top_level_await;

struct ModeRow {
    const char* name;
    syntax::Mode mode;
    syntax::NodeKind root;
};

constexpr ModeRow modes[] = {
    { "exec", syntax::Mode::Exec, syntax::NodeKind::Module },
    { "eval", syntax::Mode::Eval, syntax::NodeKind::Expression },
    { "single", syntax::Mode::Single, syntax::NodeKind::Interactive },
    { "func_type", syntax::Mode::FunctionType, syntax::NodeKind::FunctionType },
};

Result<const ModeRow*> mode_argument(Thread& thread, Object* object, bool gives_ast)
{
    if (!is_str(object)) {
        return raise(thread, TypeId::TypeError, "compile() argument 'mode' must be str, not {}",
            type_name(object));
    }
    const Str& text = *as<Str>(object);
    if (str_find_char(text, 0, 0, text.length) >= 0) {
        return raise(thread, TypeId::ValueError, "embedded null character");
    }
    for (const ModeRow& row : modes) {
        if (!str_equal(text, row.name)) {
            continue;
        }
        if (row.mode == syntax::Mode::FunctionType && !gives_ast) {
            return raise(thread, TypeId::ValueError,
                "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
        }
        return &row;
    }
    return raise_message(thread, TypeId::ValueError,
        gives_ast ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
                  : "compile() mode must be 'exec', 'eval' or 'single'");
}

// The tree is parsed into the region: making objects of it may start the collector, which may run
// Python code.
Result<Ref> parse_to_objects(
    Thread& thread, std::string_view text, Str* filename, const SourceKind& kind)
{
    const syntax::ParseOutcome parsed
        = syntax::parse(text, to_utf8(*filename), kind.mode, kind.encoding, kind.features);
    if (!parsed) {
        return raise_syntax_error(thread, parsed.error, filename);
    }
    return objects_of_tree(thread, *parsed.tree);
}

} // namespace

// compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)
Result<Ref> builtin_compile(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<Str> filename, filename_argument(thread, args[1]));
    if (!is_str(args[2])) {
        TRY(mode_argument(thread, args[2], false));
    }
    TRY_LET(const int given_flags, int_argument(thread, args[3], 0));
    TRY_LET(const int dont_inherit, int_argument(thread, args[4], 0));
    TRY_LET(const int optimize, int_argument(thread, args[5], -1));
    TRY_LET(const int feature_version, int_argument(thread, args[6], -1));
    const auto flags = static_cast<std::uint32_t>(given_flags);
    if ((flags & ~known_flags) != 0) {
        return raise(thread, TypeId::ValueError, "compile(): unrecognised flags");
    }
    if (optimize < -1 || optimize > 2) {
        return raise(thread, TypeId::ValueError, "compile(): invalid optimize value");
    }
    const bool gives_ast = (flags & only_ast) != 0;
    TRY_LET(const ModeRow* mode, mode_argument(thread, args[2], gives_ast));
    SourceKind kind;
    kind.mode = mode->mode;
    kind.options.flags
        = (flags & code::future_flags_mask) | (dont_inherit != 0 ? 0 : inherited_flags(thread));
    kind.options.optimize = optimize < 0 ? optimize_level() : optimize;
    kind.options.allow_top_level_await = (flags & top_level_await) != 0;
    kind.features.type_comments = (flags & type_comments) != 0;
    kind.features.implies_dedent = (flags & dont_imply_dedent) == 0;
    kind.features.barry_as_flufl = (kind.options.flags & code::FutureBarryAsBdfl) != 0;
    kind.features.int_digit_limit = runtime().int_text_limit;
    if (gives_ast && feature_version >= 0) {
        kind.features.version = feature_version;
    }
    TRY_LET(const bool is_tree, is_ast_object(thread, args[0]));
    if (is_tree) {
        if (gives_ast) {
            return share(args[0]);
        }
        syntax::Tree tree;
        TRY(tree_of_object(thread, args[0], mode->root, tree));
        return compile_parsed(thread, tree, filename.get(), kind.options);
    }
    TRY_LET(const std::string source,
        source_text(thread, args[0], "compile", "string, bytes or AST", kind.encoding));
    std::string decoded;
    TRY_LET(const bool is_other,
        decode_declared(thread, source, filename.get(), kind.encoding, decoded));
    const std::string& text = is_other ? decoded : source;
    return gives_ast ? parse_to_objects(thread, text, filename.get(), kind)
                     : compile_text(thread, text, filename.get(), kind);
}

} // namespace fw
