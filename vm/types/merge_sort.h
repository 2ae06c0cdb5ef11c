// Tim Peters' adaptive merge sort, with the same comparisons in the same order as CPython's,
// because
// `__lt__` may print. Keys and values are sorted together; without a key function the values are
// the keys. CPython: listsort in Objects/listobject.c, Objects/listsort.txt

#pragma once

#include "vm/base/long_work.h"
#include "vm/types/sort_comparison.h"

#include <algorithm>
#include <array>
#include <vector>

namespace fw {

// Keys, and the values that move along with them (null: none).
struct SortRun {
    Object** keys = nullptr;
    Object** values = nullptr;

    void advance(std::int64_t count)
    {
        keys += count;
        if (values) {
            values += count;
        }
    }
    void take(std::int64_t at, const SortRun& source, std::int64_t from)
    {
        keys[at] = source.keys[from];
        if (values) {
            values[at] = source.values[from];
        }
    }
    // Overlapping ranges are fine.
    void take(std::int64_t at, const SortRun& source, std::int64_t from, std::int64_t count)
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

inline constexpr std::int64_t initial_gallop = 7; // Wins in a row before galloping starts.

class MergeSort {
public:
    MergeSort(Thread& thread, Object** keys, std::int64_t count)
        : m_comparison(thread, keys, count)
    {
    }

    Result<void> sort(SortRun run, std::int64_t count)
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
    Result<bool> less(Object* left, Object* right) { return m_comparison.less(left, right); }

    struct Pending {
        SortRun run;
        std::int64_t length = 0;
    };

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
            LongWork::tick();
            TRY_LET(const bool smaller, less(keys[length], keys[length - 1]));
            if (smaller != descending) {
                break;
            }
        }
        return length;
    }

    // Binary insertion; the first `sorted` are in order.
    Result<void> insertion_sort(SortRun run, std::int64_t count, std::int64_t sorted)
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
        LongWork::tick();
        SortRun a = m_pending[index].run;
        std::int64_t a_count = m_pending[index].length;
        const SortRun b = m_pending[index + 1].run;
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

    SortRun borrow(const SortRun& source, std::int64_t count)
    {
        const auto size = static_cast<std::size_t>(count);
        m_keys.resize(std::max(m_keys.size(), size));
        SortRun copy{ m_keys.data(), nullptr };
        if (source.values) {
            m_values.resize(std::max(m_values.size(), size));
            copy.values = m_values.data();
        }
        copy.take(0, source, 0, count);
        return copy;
    }

    // Merges two neighbouring runs from the left; a is the shorter one and is copied away. When a
    // comparison raises, what is left of the copy goes back: no item is lost.
    Result<void> merge_low(SortRun a, std::int64_t a_count, SortRun b, std::int64_t b_count)
    {
        SortRun target = a;
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
    Result<void> merge_high(SortRun a, std::int64_t a_count, SortRun b, std::int64_t b_count)
    {
        SortRun target = b;
        target.advance(b_count);
        const SortRun a_base = a;
        const SortRun b_base = borrow(b, b_count);
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

    SortComparison m_comparison;
    std::int64_t m_gallop = initial_gallop;
    std::array<Pending, 85> m_pending; // Runs grow at least as Fibonacci's numbers.
    std::size_t m_count = 0;
    std::vector<Object*> m_keys; // For the shorter run of a merge.
    std::vector<Object*> m_values;
};

} // namespace fw
