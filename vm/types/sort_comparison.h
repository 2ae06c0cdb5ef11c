// How list.sort() compares keys: after one look at all of them, with the cheapest comparison that a
// program cannot tell from `<`, or nearly: see less_same_type(). CPython: the pre-sort check and
// unsafe_object_compare() in Objects/listobject.c

#pragma once

#include "vm/types/container_support.h"

#include <algorithm>

namespace fw {

class SortComparison {
public:
    SortComparison(Thread& thread, Object* const* keys, std::int64_t count)
        : m_thread(thread)
    {
        choose_comparison(keys, count);
    }

    Result<bool> less(Object* left, Object* right)
    {
        return m_tuples ? less_tuples(left, right) : less_keys(left, right);
    }

private:
    enum class Comparison : std::uint8_t { Any, SameType, Latin1, SmallInt, Float };

    // One look at all keys decides how they are compared. What a program can notice: keys of one
    // type are compared through that type's slot directly.
    void choose_comparison(Object* const* keys, std::int64_t count)
    {
        if (count < 2) {
            return;
        }
        const auto is_full_tuple = [](const Object* object) {
            return object->type == tuple_type() && static_cast<const Tuple*>(object)->length > 0;
        };
        bool tuples = is_full_tuple(keys[0]);
        const auto part
            = [&](Object* key) { return tuples ? (*static_cast<Tuple*>(key))[0] : key; };
        Type* const type = part(keys[0])->type;
        bool same_type = true;
        bool latin1 = true;
        bool small = true;
        for (std::int64_t i = 0; i < count; ++i) {
            if (tuples && !is_full_tuple(keys[i])) {
                tuples = false;
                same_type = false;
                break;
            }
            const Object* const key = part(keys[i]);
            if (key->type != type) {
                same_type = false;
                if (!tuples) {
                    break;
                }
            } else if (type == int_type()) {
                small = small && static_cast<const Int*>(key)->is_small();
            } else if (type == str_type()) {
                latin1 = latin1 && static_cast<const Str*>(key)->width == 1;
            }
        }
        if (same_type) {
            if (type == str_type() && latin1) {
                m_comparison = Comparison::Latin1;
            } else if (type == int_type() && small) {
                m_comparison = Comparison::SmallInt;
            } else if (type == float_type()) {
                m_comparison = Comparison::Float;
            } else if (type->slots.compare) {
                m_comparison = Comparison::SameType;
                m_compare = type->slots.compare;
            }
        }
        m_tuples = tuples;
        if (tuples && type == tuple_type()) {
            m_comparison = Comparison::Any;
        }
    }

    Result<bool> less_keys(Object* left, Object* right)
    {
        switch (m_comparison) {
        case Comparison::SmallInt:
            return static_cast<Int*>(left)->value < static_cast<Int*>(right)->value;
        case Comparison::Float:
            return static_cast<Float*>(left)->value < static_cast<Float*>(right)->value;
        case Comparison::Latin1:
            return std::lexicographical_compare(
                text_begin(left), text_end(left), text_begin(right), text_end(right));
        case Comparison::SameType:
            return less_same_type(left, right);
        case Comparison::Any:
            break;
        }
        return compare_bool(m_thread, left, right, CompareOp::Less);
    }

    static const std::uint8_t* text_begin(const Object* object)
    {
        return static_cast<const Str*>(object)->data1();
    }
    static const std::uint8_t* text_end(const Object* object)
    {
        return text_begin(object) + static_cast<const Str*>(object)->length;
    }

    Result<bool> less_same_type(Object* left, Object* right)
    {
        if (left->type->slots.compare != m_compare) { // A comparison changed the class.
            return compare_bool(m_thread, left, right, CompareOp::Less);
        }
        TRY_LET(const Ref answer, m_compare(m_thread, left, right, CompareOp::Less));
        if (answer.get() == not_implemented()) {
            return compare_bool(m_thread, left, right, CompareOp::Less);
        }
        if (answer.get() == true_object() || answer.get() == false_object()) {
            return answer.get() == true_object();
        }
        return is_true(m_thread, answer.get());
    }

    Result<bool> less_tuples(Object* left, Object* right)
    {
        const auto& a = *static_cast<Tuple*>(left);
        const auto& b = *static_cast<Tuple*>(right);
        const std::int64_t shorter = std::min(a.length, b.length);
        std::int64_t i = 0;
        for (; i < shorter; ++i) {
            TRY_LET(const bool same, equal(m_thread, a[i], b[i]));
            if (!same) {
                break;
            }
        }
        if (i == shorter) {
            return a.length < b.length;
        }
        return i == 0 ? less_keys(a[0], b[0]) : compare_bool(m_thread, a[i], b[i], CompareOp::Less);
    }

    Thread& m_thread;
    Comparison m_comparison = Comparison::Any;
    CompareFn m_compare = nullptr;
    bool m_tuples = false;
};

} // namespace fw
