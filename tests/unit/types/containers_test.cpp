// Tables of dicts and sets, growth of lists, sorting, slices: what their sizes and orders are in
// CPython 3.9. What programs see of the types is tested in tests/python.

#include "vm/base/region.h"
#include "vm/object/core_objects.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/runtime.h"
#include "vm/types/list_support.h"
#include "vm/types/set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

namespace fw {
namespace {

class Containers : public testing::Test {
protected:
    Containers() { boot_runtime(); }

    Thread& thread() { return runtime().thread; }

    static std::int64_t number(Object* object) { return static_cast<Int*>(object)->value; }

    RefTo<List> list_of(const std::vector<std::int64_t>& values)
    {
        RefTo<List> list = make_list();
        for (const std::int64_t value : values) {
            list_append(*list, make_int(value));
        }
        return list;
    }

    static std::vector<std::int64_t> values_of(const List& list)
    {
        std::vector<std::int64_t> values;
        for (std::int64_t i = 0; i < list.length; ++i) {
            values.push_back(number(list[i]));
        }
        return values;
    }

    void put(Dict& dict, std::int64_t key, std::int64_t value)
    {
        const Ref key_object = make_int(key);
        const Ref value_object = make_int(value);
        ASSERT_FALSE(dict_set(thread(), dict, key_object.get(), value_object.get()).failed());
    }

    std::vector<std::int64_t> order(const Set& set)
    {
        std::vector<std::int64_t> items;
        std::int64_t position = 0;
        while (const SetEntry* const entry = set_next(set, position)) {
            items.push_back(number(entry->key));
        }
        return items;
    }

    Region m_region;
};

TEST_F(Containers, ListsGrowAsInCPython)
{
    const RefTo<List> list = make_list();
    std::vector<std::int64_t> capacities;
    for (int i = 0; i < 80; ++i) {
        list_append(*list, make_int(i));
        if (capacities.empty() || capacities.back() != list->capacity) {
            capacities.push_back(list->capacity);
        }
    }
    EXPECT_EQ(capacities, (std::vector<std::int64_t>{ 4, 8, 16, 24, 32, 40, 52, 64, 76, 92 }));
}

TEST_F(Containers, ListReplaceMovesTheTail)
{
    const RefTo<List> list = list_of({ 0, 1, 2, 3, 4, 5 });
    const RefTo<List> three = list_of({ 7, 8, 9 });
    list_replace(*list, 1, 2, three->items, 3);
    EXPECT_EQ(values_of(*list), (std::vector<std::int64_t>{ 0, 7, 8, 9, 2, 3, 4, 5 }));
    list_replace(*list, 0, 6, three->items, 1);
    EXPECT_EQ(values_of(*list), (std::vector<std::int64_t>{ 7, 4, 5 }));
    list_replace(*list, 0, 3, nullptr, 0);
    EXPECT_EQ(list->capacity, 0);
}

TEST_F(Containers, DictTablesHaveTheSizesOfCPython)
{
    const RefTo<Dict> dict = make_dict();
    EXPECT_EQ(dict_table_size(*dict), 0);
    std::vector<std::int64_t> sizes;
    for (int i = 0; i < 100; ++i) {
        put(*dict, i * 1000, i);
        if (sizes.empty() || sizes.back() != dict_table_size(*dict)) {
            sizes.push_back(dict_table_size(*dict));
        }
    }
    EXPECT_EQ(sizes, (std::vector<std::int64_t>{ 168, 296, 576, 1112, 2208, 4632 }));
}

TEST_F(Containers, DictsKeepTheOrderThroughDeletions)
{
    const RefTo<Dict> dict = make_dict();
    for (int i = 0; i < 1000; ++i) {
        put(*dict, i * 7, i);
    }
    for (int i = 0; i < 1000; i += 3) {
        const Ref key = make_int(i * 7);
        EXPECT_TRUE(dict_delete(thread(), *dict, key.get()).take());
    }
    put(*dict, 0, -1);
    std::int64_t position = 0;
    Object* key = nullptr;
    Object* value = nullptr;
    std::int64_t last = -1;
    std::int64_t count = 0;
    while (dict_next(*dict, position, key, value)) {
        ++count;
        if (number(key) != 0) {
            EXPECT_GT(number(key), last);
            last = number(key);
        }
    }
    EXPECT_EQ(count, dict->used);
    EXPECT_EQ(number(key), 0);
    const RefTo<Dict> copy = dict_copy(*dict);
    EXPECT_EQ(copy->used, dict->used);
}

TEST_F(Containers, DictLookupsOfStrsFindMixedKeys)
{
    const RefTo<Dict> dict = make_dict();
    const RefTo<Str> name = make_str("name");
    const RefTo<Str> same = make_str("name");
    dict_set_str(*dict, name.get(), true_object());
    EXPECT_EQ(dict_get_str(*dict, same.get()), true_object());
    put(*dict, 1, 1);
    EXPECT_FALSE(dict->only_strs);
    EXPECT_EQ(dict_get_str(*dict, same.get()), true_object());
    EXPECT_TRUE(dict_delete_str(*dict, same.get()));
    EXPECT_EQ(dict_get_str(*dict, name.get()), nullptr);
}

TEST_F(Containers, SetsHaveTheOrderOfCPython)
{
    // list({...}) of CPython 3.9 for these insertions.
    const RefTo<Set> set = make_set();
    for (const std::int64_t value : { 100, 8, 16, 3, 24, 1, 11, 64 }) {
        const Ref item = make_int(value);
        ASSERT_FALSE(set_add(thread(), *set, item.get()).failed());
    }
    EXPECT_EQ(order(*set), (std::vector<std::int64_t>{ 64, 1, 3, 100, 8, 11, 16, 24 }));
}

TEST_F(Containers, SortIsStableAndGallops)
{
    std::mt19937 random(1);
    for (int round = 0; round < 50; ++round) {
        std::vector<std::int64_t> values(random() % 2000);
        const std::int64_t range = random() % 3 ? 100 : 1000000;
        for (std::int64_t& value : values) {
            value = static_cast<std::int64_t>(random()) % range;
        }
        if (round % 4 == 0) {
            std::sort(
                values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
        }
        const RefTo<List> list = list_of(values);
        ASSERT_FALSE(list_sort(thread(), *list, nullptr, round % 2 == 1).failed());
        std::stable_sort(values.begin(), values.end());
        if (round % 2 == 1) {
            std::reverse(values.begin(), values.end());
        }
        ASSERT_EQ(values_of(*list), values);
    }
}

TEST_F(Containers, SlicesAreClipped)
{
    SliceBounds bounds{ -3, INT64_MAX, 2, 0 };
    slice_adjust(bounds, 10);
    EXPECT_EQ(bounds.start, 7);
    EXPECT_EQ(bounds.stop, 10);
    EXPECT_EQ(bounds.length, 2);
    SliceBounds backwards{ INT64_MAX, INT64_MIN, -3, 0 };
    slice_adjust(backwards, 10);
    EXPECT_EQ(backwards.start, 9);
    EXPECT_EQ(backwards.stop, -1);
    EXPECT_EQ(backwards.length, 4);
}

} // namespace
} // namespace fw
