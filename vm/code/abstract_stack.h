// The value stack and the block stack as the verifier knows them: kinds instead of values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fw::code {

enum class Kind : std::uint8_t {
    Object, // anything
    Str,
    List,
    Set,
    Dict,
    Tuple,
    ConstTuple, // detail: index of the constant
    Cell,
    Cells, // a tuple of cells; detail: how many
    Code, // detail: index of the constant
    RaisedTraceback, // what a handler finds on top
    RaisedValue,
    RaisedType,
    // From here on it may be null:
    Method, // below the object or the callable that LOAD_METHOD found
    SavedTraceback, // the exception that was handled before
    SavedValue,
    SavedType,
    Unknown, // one of these on one path, something else on another
};

constexpr bool may_be_null(Kind kind)
{
    return kind >= Kind::Method;
}
constexpr bool is_tuple(Kind kind)
{
    return kind == Kind::Tuple || kind == Kind::ConstTuple || kind == Kind::Cells;
}

struct Slot {
    Kind kind = Kind::Object;
    std::uint32_t detail = 0;

    bool operator==(const Slot&) const = default;
};

// What is known where two paths meet.
constexpr Slot join(Slot left, Slot right)
{
    if (left == right) {
        return left;
    }
    return { may_be_null(left.kind) || may_be_null(right.kind) ? Kind::Unknown : Kind::Object };
}

struct AbstractBlock {
    bool is_handler = false; // EXCEPT_HANDLER: the saved exception is at `level`
    std::size_t level = 0;
    std::size_t target = 0; // where the handler is; of an EXCEPT_HANDLER 0

    bool operator==(const AbstractBlock&) const = default;
};

struct AbstractState {
    std::vector<Slot> slots; // bottom first
    std::vector<AbstractBlock> blocks; // outermost first

    std::size_t depth() const { return slots.size(); }
    Slot& peek(std::size_t depth_below_top) { return slots[slots.size() - 1 - depth_below_top]; }
    Kind kind(std::size_t depth_below_top) const
    {
        return slots[slots.size() - 1 - depth_below_top].kind;
    }
    void push(Kind kind, std::size_t detail = 0)
    {
        slots.push_back({ kind, static_cast<std::uint32_t>(detail) });
    }
    void pop(std::size_t count) { slots.resize(slots.size() - count); }
    // The topmost slot moves down to a position, counted from 1.
    void rotate(std::size_t count)
    {
        std::rotate(slots.end() - static_cast<std::ptrdiff_t>(count), slots.end() - 1, slots.end());
    }

    // The traceback, value and type of one exception, the type on top.
    bool has_triple(Kind first, std::size_t depth_below_top) const
    {
        const auto kind_at = [this](std::size_t below) { return static_cast<int>(kind(below)); };
        const int traceback = static_cast<int>(first);
        return depth() >= depth_below_top + 3 && kind_at(depth_below_top + 2) == traceback
            && kind_at(depth_below_top + 1) == traceback + 1
            && kind_at(depth_below_top) == traceback + 2;
    }
    void push_triple(Kind first)
    {
        for (int i = 0; i < 3; ++i) {
            push(static_cast<Kind>(static_cast<int>(first) + i));
        }
    }
    // The stack must not go below this while the innermost block is open.
    std::size_t floor() const
    {
        return blocks.empty() ? 0 : blocks.back().level + (blocks.back().is_handler ? 3 : 0);
    }
};

} // namespace fw::code
