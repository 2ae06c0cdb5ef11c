// See named_layouts.h. The shares of "default" are the pixels of design/window.png.

#include "ui/layout/named_layouts.h"

#include <array>
#include <utility>

namespace fw::ui {
namespace {

using NodePtr = std::unique_ptr<LayoutNode>;

NodePtr tabs(float share, std::vector<std::string> panels)
{
    auto node = std::make_unique<LayoutNode>();
    node->share = share;
    node->tabs = std::move(panels);
    return node;
}

template <typename... Nodes> NodePtr split(NodeKind kind, float share, Nodes... nodes)
{
    auto node = std::make_unique<LayoutNode>();
    node->kind = kind;
    node->share = share;
    (node->children.push_back(std::move(nodes)), ...);
    return node;
}

template <typename... Nodes> NodePtr row(float share, Nodes... nodes)
{
    return split(NodeKind::Row, share, std::move(nodes)...);
}

template <typename... Nodes> NodePtr column(float share, Nodes... nodes)
{
    return split(NodeKind::Column, share, std::move(nodes)...);
}

NodePtr make_default()
{
    return column(1,
        row(400, tabs(480, { "source" }), tabs(530, { "bytecode" }),
            column(576, tabs(130, { "call_stack", "blocks" }), tabs(270, { "value_stacks" }))),
        row(345, tabs(490, { "locals", "globals", "builtins", "watches" }),
            tabs(1096, { "closures", "object", "code_objects", "evaluate", "writes" })),
        row(120, tabs(1, { "output", "breakpoints" })));
}

NodePtr make_closures()
{
    return row(1,
        column(480, tabs(430, { "source", "bytecode" }),
            tabs(300, { "locals", "globals", "builtins", "watches" }),
            tabs(140, { "output", "breakpoints" })),
        column(1100, tabs(620, { "closures", "object", "code_objects", "evaluate", "writes" }),
            row(250, tabs(380, { "call_stack", "blocks" }), tabs(700, { "value_stacks" }))));
}

NodePtr make_bytecode()
{
    return row(1,
        column(560, tabs(520, { "source" }),
            tabs(340, { "locals", "globals", "builtins", "watches" })),
        column(560, tabs(1, { "bytecode", "code_objects" })),
        column(480, tabs(150, { "call_stack", "blocks" }), tabs(420, { "value_stacks" }),
            tabs(290, { "output", "object", "closures", "evaluate", "writes", "breakpoints" })));
}

// Few, large panels for a projector, in two rows.
NodePtr make_lecture()
{
    return column(1,
        row(560, tabs(1, { "source" }), tabs(1, { "bytecode" }),
            column(1, tabs(1, { "call_stack", "blocks" }), tabs(2, { "value_stacks" }))),
        row(380, tabs(3, { "locals", "globals", "builtins", "watches" }),
            tabs(4, { "closures", "object", "code_objects" }),
            tabs(3, { "output", "evaluate", "writes", "breakpoints" })));
}

// The stages of the compiler in the order of reading.
NodePtr make_compiler()
{
    return column(1,
        row(520, tabs(450, { "source" }), tabs(310, { "tokens" }), tabs(470, { "syntax_tree" }),
            tabs(470, { "bytecode", "value_stacks", "call_stack" })),
        row(400, tabs(800, { "symbols", "output", "breakpoints" }),
            tabs(800, { "peephole", "code_objects" })));
}

constexpr std::array layouts{
    std::pair{ std::string_view("default"), &make_default },
    std::pair{ std::string_view("closures"), &make_closures },
    std::pair{ std::string_view("bytecode"), &make_bytecode },
    std::pair{ std::string_view("lecture"), &make_lecture },
    std::pair{ std::string_view("compiler"), &make_compiler },
};

} // namespace

std::unique_ptr<LayoutNode> make_named_layout(std::string_view name)
{
    for (const auto& [known, make] : layouts) {
        if (known == name) {
            return make();
        }
    }
    return nullptr;
}

std::string layout_for_height(float height)
{
    constexpr float three_rows = 860;
    return height < three_rows ? "lecture" : "default";
}

std::vector<std::string> named_layouts()
{
    std::vector<std::string> names;
    names.reserve(layouts.size());
    for (const auto& layout : layouts) {
        names.emplace_back(layout.first);
    }
    return names;
}

} // namespace fw::ui
