// The tree's tables: interned names and constants.
#include "vm/syntax/tree.h"

#include <algorithm>
#include <functional>

namespace fw::syntax {

// An open-addressing table of pointers; the strings stay where they are.
struct Tree::Names {
    struct Entry {
        std::size_t hash = 0;
        const std::string* name = nullptr;
    };

    using Table = std::vector<Entry, WipingAllocator<Entry>>;

    std::deque<std::string, WipingAllocator<std::string>> strings;
    Table table = Table(256);

    void grow()
    {
        Table old(table.size() * 2);
        old.swap(table);
        for (const Entry& entry : old) {
            if (entry.name != nullptr) {
                slot(entry.hash, *entry.name) = entry;
            }
        }
    }

    Entry& slot(std::size_t hash, std::string_view name)
    {
        const std::size_t mask = table.size() - 1;
        for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
            Entry& entry = table[i];
            if (entry.name == nullptr || (entry.hash == hash && *entry.name == name)) {
                return entry;
            }
        }
    }
};

void Tree::WipeNames::operator()(Names* names) const
{
    std::destroy_at(names);
    WipingAllocator<Names>().deallocate(names, 1);
}

Tree::Tree()
    : m_names(std::construct_at(WipingAllocator<Names>().allocate(1)))
{
}

Tree::Tree(Tree&&) noexcept = default;
Tree& Tree::operator=(Tree&&) noexcept = default;
Tree::~Tree() = default;

Identifier Tree::intern(std::string_view name)
{
    const std::size_t hash = std::hash<std::string_view>{}(name);
    Names::Entry& entry = m_names->slot(hash, name);
    if (entry.name != nullptr) {
        return entry.name;
    }
    const std::string* stored = &m_names->strings.emplace_back(name);
    entry = { hash, stored };
    if (m_names->strings.size() * 2 > m_names->table.size()) {
        m_names->grow();
    }
    return stored;
}

const fw::Constant* Tree::make_constant(fw::Constant value)
{
    return &m_constants.emplace_back(std::move(value));
}

void Tree::note_displaced(NodeId first, int line, int columns)
{
    if (first <= m_last_id) {
        m_displaced.push_back({ first, m_last_id, line, columns });
    }
}

SourceRange Tree::text_range(const Node& node) const
{
    SourceRange special;
    switch (node.kind) {
    case NodeKind::FormattedValue:
        return node_cast<FormattedValue>(node).text_range;
    case NodeKind::Constant:
        special = node_cast<ConstantExpr>(node).text_range;
        break;
    case NodeKind::JoinedStr:
        special = node_cast<JoinedStr>(node).text_range;
        break;
    default:
        break;
    }
    return special.is_known() ? special : text_range(node.id, node.range);
}

SourceRange Tree::text_range(NodeId node, const SourceRange& of_node) const
{
    SourceRange range = of_node;
    auto entry = std::lower_bound(m_displaced.begin(), m_displaced.end(), node,
        [](const Displaced& displaced, NodeId id) { return displaced.last < id; });
    // The first that holds the node is the innermost one.
    while (entry != m_displaced.end() && entry->first > node) {
        ++entry;
    }
    if (entry != m_displaced.end()) {
        range.column -= range.line == entry->line ? entry->columns : 0;
        range.end_column -= range.end_line == entry->line ? entry->columns : 0;
    }
    return range;
}

std::string_view node_kind_name(NodeKind kind)
{
    static constexpr std::string_view names[] = {
#define MODULE(name) #name,
#define STATEMENT(name, type) #name,
#define EXPRESSION(name, type) #name,
#define PART(name, type) #name,
#include "vm/syntax/node_kind.def"
    };
    return names[static_cast<std::size_t>(kind)];
}

} // namespace fw::syntax
