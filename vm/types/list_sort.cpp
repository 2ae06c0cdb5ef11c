// list.sort(): the list is empty while its items are sorted (merge_sort.h), and notices when
// somebody puts something into it. CPython: list.sort in Objects/listobject.c

#include "vm/base/region.h"
#include "vm/types/container_support.h"
#include "vm/types/list_support.h"
#include "vm/types/merge_sort.h"

#include <algorithm>
#include <vector>

namespace fw {

namespace {

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
    SortRun run{ items, nullptr };
    if (!keys.empty()) {
        plain_keys.reserve(keys.size());
        for (const Ref& key : keys) {
            plain_keys.push_back(key.get());
        }
        run = { plain_keys.data(), items };
    }
    MergeSort sorter(thread, run.keys, count);
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
