// list.sort(): Tim Peters' adaptive merge sort, with the same comparisons in the same order as
// CPython's, because `__lt__` may print. Keys and values are sorted together; without a key
// function the values are the keys. CPython: listsort in Objects/listobject.c, Objects/listsort.txt

#include "vm/base/region.h"
#include "vm/types/container_support.h"
#include "vm/types/list_support.h"

#include <algorithm>
#include <array>
#include <vector>

namespace fw {

namespace {

// Keys, and the values that move along with them (null: none).
struct Run {
    Object** keys = nullptr;
    Object** values = nullptr;

    void advance(std::int64_t count)
    {
        keys += count;
        if (values) {
            values += count;
        }
    }
    void take(std::int64_t at, const Run& source, std::int64_t from)
    {
        keys[at] = source.keys[from];
        if (values) {
            values[at] = source.values[from];
        }
    }
    // Overlapping ranges are fine.
    void take(std::int64_t at, const Run& source, std::int64_t from, std::int64_t count)
    {
        move_items(keys + at, source.keys + from, count);
        if (values) {
            move_items(values + at, source.values + from, count);
        }
    }
    void reverse(std::int64_t count)
    {
        std::reverse(keys, keys + count);
        if (values) {
            std::reverse(values, values + count);
        }
    }

private:
    static void move_items(Object** to, Object* const* from, std::int64_t count)
    {
        if (to < from) {
            std::copy(from, from + count, to);
        } else {
            std::copy_backward(from, from + count, to + count);
        }
    }
};

constexpr std::int64_t initial_gallop = 7; // Wins in a row before galloping starts.

class Sorter {
public:
    Sorter(Thread& thread, Object** keys, std::int64_t count)
        : m_thread(thread)
    {
        choose_comparison(keys, count);
    }

    Result<void> sort(Run run, std::int64_t count)
    {
        const std::int64_t minimum = minimum_run(count);
        std::int64_t remaining = count;
        while (remaining > 0) {
            bool descending = false;
            TRY_LET(std::int64_t length, count_run(run.keys, remaining, descending));
            if (descending) {
                run.reverse(length);
            }
            if (length < minimum) {
                const std::int64_t forced = std::min(remaining, minimum);
                TRY(insertion_sort(run, forced, length));
                length = forced;
            }
            m_pending[m_count++] = { run, length };
            TRY(collapse());
            run.advance(length);
            remaining -= length;
        }
        return collapse_all();
    }

private:
    enum class Comparison : std::uint8_t { Any, SameType, Latin1, SmallInt, Float };

    struct Pending {
        Run run;
        std::int64_t length = 0;
    };

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

    Result<bool> less(Object* left, Object* right)
    {
        return m_tuples ? less_tuples(left, right) : less_keys(left, right);
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

    static std::int64_t minimum_run(std::int64_t count)
    {
        std::int64_t rest = 0;
        while (count >= 64) {
            rest |= count & 1;
            count >>= 1;
        }
        return count + rest;
    }

    // The length of the run at the start: ascending, or strictly descending.
    Result<std::int64_t> count_run(Object** keys, std::int64_t count, bool& descending)
    {
        if (count == 1) {
            return std::int64_t{ 1 };
        }
        TRY_SET(descending, less(keys[1], keys[0]));
        std::int64_t length = 2;
        for (; length < count; ++length) {
            TRY_LET(const bool smaller, less(keys[length], keys[length - 1]));
            if (smaller != descending) {
                break;
            }
        }
        return length;
    }

    // Binary insertion; the first `sorted` are in order.
    Result<void> insertion_sort(Run run, std::int64_t count, std::int64_t sorted)
    {
        for (std::int64_t start = std::max<std::int64_t>(sorted, 1); start < count; ++start) {
            Object* const pivot = run.keys[start];
            std::int64_t left = 0;
            std::int64_t right = start;
            do {
                const std::int64_t middle = left + ((right - left) >> 1);
                TRY_LET(const bool smaller, less(pivot, run.keys[middle]));
                if (smaller) {
                    right = middle;
                } else {
                    left = middle + 1;
                }
            } while (left < right);
            std::copy_backward(run.keys + left, run.keys + start, run.keys + start + 1);
            run.keys[left] = pivot;
            if (run.values) {
                Object* const value = run.values[start];
                std::copy_backward(run.values + left, run.values + start, run.values + start + 1);
                run.values[left] = value;
            }
        }
        return {};
    }

    // Where key belongs in the sorted keys, left of equal ones; starts looking at `hint`.
    Result<std::int64_t> gallop_left(
        Object* key, Object* const* keys, std::int64_t count, std::int64_t hint)
    {
        std::int64_t last = 0;
        std::int64_t offset = 1;
        TRY_LET(const bool right, less(keys[hint], key));
        const std::int64_t limit = right ? count - hint : hint + 1;
        while (offset < limit) {
            TRY_LET(const bool smaller, less(keys[right ? hint + offset : hint - offset], key));
            if (smaller != right) {
                break;
            }
            last = offset;
            offset = (offset << 1) + 1;
        }
        spread(right, limit, hint, last, offset);
        while (last < offset) {
            const std::int64_t middle = last + ((offset - last) >> 1);
            TRY_LET(const bool smaller, less(keys[middle], key));
            if (smaller) {
                last = middle + 1;
            } else {
                offset = middle;
            }
        }
        return offset;
    }

    // The same, right of equal ones.
    Result<std::int64_t> gallop_right(
        Object* key, Object* const* keys, std::int64_t count, std::int64_t hint)
    {
        std::int64_t last = 0;
        std::int64_t offset = 1;
        TRY_LET(const bool left, less(key, keys[hint]));
        const std::int64_t limit = left ? hint + 1 : count - hint;
        while (offset < limit) {
            TRY_LET(const bool smaller, less(key, keys[left ? hint - offset : hint + offset]));
            if (smaller != left) {
                break;
            }
            last = offset;
            offset = (offset << 1) + 1;
        }
        spread(!left, limit, hint, last, offset);
        while (last < offset) {
            const std::int64_t middle = last + ((offset - last) >> 1);
            TRY_LET(const bool smaller, less(key, keys[middle]));
            if (smaller) {
                offset = middle;
            } else {
                last = middle + 1;
            }
        }
        return offset;
    }

    // Turns the distances from the hint into the indices between which to search.
    static void spread(
        bool right, std::int64_t limit, std::int64_t hint, std::int64_t& last, std::int64_t& offset)
    {
        offset = std::min(offset, limit);
        if (right) {
            last += hint;
            offset += hint;
        } else {
            const std::int64_t nearer = last;
            last = hint - offset;
            offset = hint - nearer;
        }
        ++last;
    }

    Result<void> collapse()
    {
        while (m_count > 1) {
            const auto length = [&](std::size_t i) { return m_pending[i].length; };
            std::size_t n = m_count - 2;
            if ((n > 0 && length(n - 1) <= length(n) + length(n + 1))
                || (n > 1 && length(n - 2) <= length(n - 1) + length(n))) {
                if (length(n - 1) < length(n + 1)) {
                    --n;
                }
                TRY(merge_at(n));
            } else if (length(n) <= length(n + 1)) {
                TRY(merge_at(n));
            } else {
                break;
            }
        }
        return {};
    }

    Result<void> collapse_all()
    {
        while (m_count > 1) {
            std::size_t n = m_count - 2;
            if (n > 0 && m_pending[n - 1].length < m_pending[n + 1].length) {
                --n;
            }
            TRY(merge_at(n));
        }
        return {};
    }

    Result<void> merge_at(std::size_t index)
    {
        Run a = m_pending[index].run;
        std::int64_t a_count = m_pending[index].length;
        const Run b = m_pending[index + 1].run;
        std::int64_t b_count = m_pending[index + 1].length;
        m_pending[index].length = a_count + b_count;
        if (index + 3 == m_count) {
            m_pending[index + 1] = m_pending[index + 2];
        }
        --m_count;
        TRY_LET(const std::int64_t in_place, gallop_right(b.keys[0], a.keys, a_count, 0));
        a.advance(in_place);
        a_count -= in_place;
        if (a_count == 0) {
            return {};
        }
        TRY_SET(b_count, gallop_left(a.keys[a_count - 1], b.keys, b_count, b_count - 1));
        if (b_count == 0) {
            return {};
        }
        return a_count <= b_count ? merge_low(a, a_count, b, b_count)
                                  : merge_high(a, a_count, b, b_count);
    }

    Run borrow(const Run& source, std::int64_t count)
    {
        const auto size = static_cast<std::size_t>(count);
        m_keys.resize(std::max(m_keys.size(), size));
        Run copy{ m_keys.data(), nullptr };
        if (source.values) {
            m_values.resize(std::max(m_values.size(), size));
            copy.values = m_values.data();
        }
        copy.take(0, source, 0, count);
        return copy;
    }

    // Merges two neighbouring runs from the left; a is the shorter one and is copied away. When a
    // comparison raises, what is left of the copy goes back: no item is lost.
    Result<void> merge_low(Run a, std::int64_t a_count, Run b, std::int64_t b_count)
    {
        Run target = a;
        a = borrow(a, a_count);
        const auto raised_or_done = [&](Result<void> result) {
            target.take(0, a, 0, a_count);
            return result;
        };
        const auto last_of_a = [&]() -> Result<void> {
            target.take(0, b, 0, b_count);
            target.take(b_count, a, 0);
            return {};
        };
        const auto take_a = [&](std::int64_t count) {
            target.take(0, a, 0, count);
            target.advance(count);
            a.advance(count);
            a_count -= count;
        };
        const auto take_b = [&](std::int64_t count) {
            target.take(0, b, 0, count);
            target.advance(count);
            b.advance(count);
            b_count -= count;
        };
        take_b(1);
        if (b_count == 0) {
            return raised_or_done({});
        }
        if (a_count == 1) {
            return last_of_a();
        }
        std::int64_t gallop = m_gallop;
        while (true) {
            std::int64_t a_wins = 0;
            std::int64_t b_wins = 0;
            while (true) {
                const Result<bool> smaller = less(b.keys[0], a.keys[0]);
                if (smaller.failed()) {
                    return raised_or_done(Raised{});
                }
                if (smaller.value()) {
                    take_b(1);
                    ++b_wins;
                    a_wins = 0;
                    if (b_count == 0) {
                        return raised_or_done({});
                    }
                    if (b_wins >= gallop) {
                        break;
                    }
                } else {
                    take_a(1);
                    ++a_wins;
                    b_wins = 0;
                    if (a_count == 1) {
                        return last_of_a();
                    }
                    if (a_wins >= gallop) {
                        break;
                    }
                }
            }
            ++gallop;
            do {
                gallop -= gallop > 1 ? 1 : 0;
                m_gallop = gallop;
                const auto a_run = gallop_right(b.keys[0], a.keys, a_count, 0);
                if (a_run.failed()) {
                    return raised_or_done(Raised{});
                }
                a_wins = a_run.value();
                if (a_wins > 0) {
                    take_a(a_wins);
                    if (a_count == 1) {
                        return last_of_a();
                    }
                    if (a_count == 0) { // Only when comparisons contradict each other.
                        return raised_or_done({});
                    }
                }
                take_b(1);
                if (b_count == 0) {
                    return raised_or_done({});
                }
                const auto b_run = gallop_left(a.keys[0], b.keys, b_count, 0);
                if (b_run.failed()) {
                    return raised_or_done(Raised{});
                }
                b_wins = b_run.value();
                if (b_wins > 0) {
                    take_b(b_wins);
                    if (b_count == 0) {
                        return raised_or_done({});
                    }
                }
                take_a(1);
                if (a_count == 1) {
                    return last_of_a();
                }
            } while (a_wins >= initial_gallop || b_wins >= initial_gallop);
            ++gallop; // A penalty for leaving galloping mode.
            m_gallop = gallop;
        }
    }

    // The same from the right; b is the shorter one and is copied away. `a`, `b` and `target` are
    // the places behind the last item still to be merged.
    Result<void> merge_high(Run a, std::int64_t a_count, Run b, std::int64_t b_count)
    {
        Run target = b;
        target.advance(b_count);
        const Run a_base = a;
        const Run b_base = borrow(b, b_count);
        a.advance(a_count);
        b = b_base;
        b.advance(b_count);
        const auto raised_or_done = [&](Result<void> result) {
            target.take(-b_count, b_base, 0, b_count);
            return result;
        };
        const auto first_of_b = [&]() -> Result<void> {
            target.take(-a_count, a, -a_count, a_count);
            target.take(-a_count - 1, b, -1);
            return {};
        };
        const auto take_a = [&](std::int64_t count) {
            target.take(-count, a, -count, count);
            target.advance(-count);
            a.advance(-count);
            a_count -= count;
        };
        const auto take_b = [&](std::int64_t count) {
            target.take(-count, b, -count, count);
            target.advance(-count);
            b.advance(-count);
            b_count -= count;
        };
        take_a(1);
        if (a_count == 0) {
            return raised_or_done({});
        }
        if (b_count == 1) {
            return first_of_b();
        }
        std::int64_t gallop = m_gallop;
        while (true) {
            std::int64_t a_wins = 0;
            std::int64_t b_wins = 0;
            while (true) {
                const Result<bool> smaller = less(b.keys[-1], a.keys[-1]);
                if (smaller.failed()) {
                    return raised_or_done(Raised{});
                }
                if (smaller.value()) {
                    take_a(1);
                    ++a_wins;
                    b_wins = 0;
                    if (a_count == 0) {
                        return raised_or_done({});
                    }
                    if (a_wins >= gallop) {
                        break;
                    }
                } else {
                    take_b(1);
                    ++b_wins;
                    a_wins = 0;
                    if (b_count == 1) {
                        return first_of_b();
                    }
                    if (b_wins >= gallop) {
                        break;
                    }
                }
            }
            ++gallop;
            do {
                gallop -= gallop > 1 ? 1 : 0;
                m_gallop = gallop;
                const auto a_stays = gallop_right(b.keys[-1], a_base.keys, a_count, a_count - 1);
                if (a_stays.failed()) {
                    return raised_or_done(Raised{});
                }
                a_wins = a_count - a_stays.value();
                if (a_wins > 0) {
                    take_a(a_wins);
                    if (a_count == 0) {
                        return raised_or_done({});
                    }
                }
                take_b(1);
                if (b_count == 1) {
                    return first_of_b();
                }
                const auto b_stays = gallop_left(a.keys[-1], b_base.keys, b_count, b_count - 1);
                if (b_stays.failed()) {
                    return raised_or_done(Raised{});
                }
                b_wins = b_count - b_stays.value();
                if (b_wins > 0) {
                    take_b(b_wins);
                    if (b_count == 1) {
                        return first_of_b();
                    }
                    if (b_count == 0) {
                        return raised_or_done({});
                    }
                }
                take_a(1);
                if (a_count == 0) {
                    return raised_or_done({});
                }
            } while (a_wins >= initial_gallop || b_wins >= initial_gallop);
            ++gallop;
            m_gallop = gallop;
        }
    }

    Thread& m_thread;
    Comparison m_comparison = Comparison::Any;
    CompareFn m_compare = nullptr;
    bool m_tuples = false;
    std::int64_t m_gallop = initial_gallop;
    std::array<Pending, 85> m_pending; // Runs grow at least as Fibonacci's numbers.
    std::size_t m_count = 0;
    std::vector<Object*> m_keys; // For the shorter run of a merge.
    std::vector<Object*> m_values;
};

constexpr std::int64_t being_sorted = -1; // The capacity of a list while it is sorted.

// Takes the items out of the list for the time of the sort, and puts them back.
class BorrowedItems {
public:
    explicit BorrowedItems(List& list)
        : m_list(list)
        , m_length(list.length)
        , m_capacity(list.capacity)
        , m_items(list.items)
    {
        list.length = 0;
        list.items = nullptr;
        list.capacity = being_sorted;
    }
    ~BorrowedItems()
    {
        Object** const others = m_list.items; // What a comparison has put into the list.
        std::int64_t count = m_list.length;
        m_list.items = m_items;
        m_list.length = m_length;
        m_list.capacity = m_capacity;
        if (others) {
            while (--count >= 0) {
                xdecref(others[count]);
            }
            region_free(others);
        }
    }
    BorrowedItems(const BorrowedItems&) = delete;
    BorrowedItems& operator=(const BorrowedItems&) = delete;

    Object** items() const { return m_items; }
    std::int64_t count() const { return m_length; }
    bool list_was_touched() const { return m_list.capacity != being_sorted; }

private:
    List& m_list;
    std::int64_t m_length;
    std::int64_t m_capacity;
    Object** m_items;
};

Result<void> sort_items(
    Thread& thread, Object** items, std::int64_t count, std::vector<Ref>& keys, bool reverse)
{
    std::vector<Object*> plain_keys;
    Run run{ items, nullptr };
    if (!keys.empty()) {
        plain_keys.reserve(keys.size());
        for (const Ref& key : keys) {
            plain_keys.push_back(key.get());
        }
        run = { plain_keys.data(), items };
    }
    Sorter sorter(thread, run.keys, count);
    if (count < 2) {
        return {};
    }
    if (reverse) {
        run.reverse(count); // And back at the end: equal items keep their order.
    }
    return sorter.sort(run, count);
}

} // namespace

Result<void> list_sort(Thread& thread, List& list, Object* key, bool reverse)
{
    const Ref held = share(&list); // What runs may drop the last reference but this one.
    const BorrowedItems borrowed(list);
    Object** const items = borrowed.items();
    const std::int64_t count = borrowed.count();
    std::vector<Ref> keys;
    if (key) {
        keys.reserve(static_cast<std::size_t>(count));
        for (std::int64_t i = 0; i < count; ++i) {
            TRY_LET(Ref value, call(thread, key, { items[i] }));
            keys.push_back(std::move(value));
        }
    }
    const Result<void> sorted = sort_items(thread, items, count, keys, reverse);
    keys.clear();
    const bool touched = borrowed.list_was_touched();
    if (reverse && count > 1) {
        std::reverse(items, items + count);
    }
    if (sorted.failed()) {
        return Raised{};
    }
    if (touched) {
        return raise(thread, TypeId::ValueError, "list modified during sort");
    }
    return {};
}

} // namespace fw
