// The classes of module _ast as the machine needs them: which class stands for which kind of node,
// and the one instance of each operator and context that trees from text are made with.
// CPython: astmodulestate in Python/Python-ast.c
#pragma once

#include "vm/object/core_objects.h"
#include "vm/syntax/ast.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace fw {

enum class AstClass : std::uint8_t {
    AST_,
#define FW_AST_CLASS(name, base, position, asdl) name##_,
#include "vm/modules/ast_classes.def"
#undef FW_AST_CLASS
    count,
};

inline constexpr std::array ast_attribute_names
    = { "lineno", "col_offset", "end_lineno", "end_col_offset" };

// In the region, made when first asked for; owns what it points to.
struct AstTypes {
    static constexpr auto class_count = static_cast<std::size_t>(AstClass::count);

    std::array<Type*, class_count> classes;
    std::array<Tuple*, class_count> fields; // _fields as they were when the class was made
    std::array<Object*, class_count> instances; // of operators and contexts; null for others
    std::array<Str*, ast_attribute_names.size()> attributes;

    Type* type_of(AstClass id) const { return classes[static_cast<std::size_t>(id)]; }
    // The n-th of the classes that stand one after the other, such as those of operators.
    static AstClass behind(AstClass first, std::size_t n)
    {
        return static_cast<AstClass>(static_cast<std::size_t>(first) + n);
    }
};

Result<const AstTypes*> ast_types(Thread& thread);

// The class of a node. CPython: the name of the class is that of the constructor in the ASDL.
AstClass ast_class_of(syntax::NodeKind kind);
std::string_view ast_class_name(AstClass id);

} // namespace fw
