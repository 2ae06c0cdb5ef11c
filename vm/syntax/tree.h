// A parsed program: the root node and everything that its nodes point to. Moving a tree keeps all
// pointers valid.
// CPython: mod in Parser/Python.asdl together with its PyArena.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "vm/syntax/ast_statement.h"

namespace fw::syntax {

class Tree {
public:
    Tree();
    Tree(Tree&&) noexcept;
    Tree& operator=(Tree&&) noexcept;
    ~Tree();

    Module& root() { return *m_root; }
    const Module& root() const { return *m_root; }
    void set_root(Module* root) { m_root = root; }

    Identifier intern(std::string_view name);
    const fw::Constant* make_constant(fw::Constant value);
    Arena& arena() { return m_arena; }

    // A new node in this tree; its fields have their defaults.
    template <typename T> T* create(NodeKind kind, const SourceRange& range)
    {
        T* node = m_arena.create<T>();
        node->kind = kind;
        node->id = ++m_last_id;
        node->range = range;
        return node;
    }

    ConstantExpr* create_constant(fw::Constant value, const SourceRange& range)
    {
        auto* node = create<ConstantExpr>(NodeKind::Constant, range);
        node->value = make_constant(std::move(value));
        return node;
    }

    template <typename T> Sequence<T> sequence(const std::vector<T>& items)
    {
        return sequence(items.data(), items.size());
    }

    template <typename T> Sequence<T> sequence(const T* items, std::size_t count)
    {
        T* data = m_arena.create_array<T>(count);
        for (std::size_t i = 0; i < count; ++i) {
            data[i] = items[i];
        }
        return { data, count };
    }

    NodeId last_id() const { return m_last_id; }

    // Where the text of the node really is. Node::range is what CPython says, which in f-strings is
    // the whole literal for what is in braces, and too far right on the further lines of a literal.
    SourceRange text_range(const Node& node) const;
    // The same for a range that belongs to a node.
    SourceRange text_range(NodeId node, const SourceRange& range) const;

    // The nodes from `first` to the last one are those of an expression in an f-string; on its
    // first line their columns are off by `columns`.
    void note_displaced(NodeId first, int line, int columns);

private:
    struct Names;
    struct WipeNames {
        void operator()(Names* names) const;
    };

    struct Displaced {
        NodeId first = 0;
        NodeId last = 0;
        int line = 0;
        int columns = 0;
    };

    Arena m_arena;
    std::unique_ptr<Names, WipeNames> m_names;
    std::deque<fw::Constant, WipingAllocator<fw::Constant>> m_constants;
    Module* m_root = nullptr;
    NodeId m_last_id = 0;
    std::vector<Displaced> m_displaced; // Inner expressions before outer ones; ascending by last.
};

} // namespace fw::syntax
