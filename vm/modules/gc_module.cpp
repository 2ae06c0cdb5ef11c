// The module gc: what a program sees of the cycle collector (vm/object/gc.cpp).
// CPython: Modules/gcmodule.c

#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

GcState& state()
{
    return runtime().gc;
}

Result<Ref> gc_enable(Thread&, Object*, Args)
{
    state().enabled = true;
    return make_none();
}

Result<Ref> gc_disable(Thread&, Object*, Args)
{
    state().enabled = false;
    return make_none();
}

Result<Ref> gc_isenabled(Thread&, Object*, Args)
{
    return make_bool(state().enabled);
}

Result<Ref> gc_collect_function(Thread& thread, Object*, Args args)
{
    std::int64_t generation = 2;
    if (args[0]) {
        TRY_SET(generation, to_int64(thread, args[0]));
    }
    if (generation < 0 || generation > 2) {
        return raise(thread, TypeId::ValueError, "invalid generation");
    }
    if (state().collecting) {
        return make_int(0);
    }
    return make_int(gc_collect(thread, static_cast<int>(generation)));
}

Ref three_numbers(int GcGeneration::*number)
{
    RefTo<Tuple> numbers = make_tuple(3);
    for (std::size_t i = 0; i < 3; ++i) {
        numbers->items()[i] = make_int(state().generations[i].*number).release();
    }
    return numbers;
}

Result<Ref> gc_get_count(Thread&, Object*, Args)
{
    return three_numbers(&GcGeneration::count);
}

Result<Ref> gc_get_threshold(Thread&, Object*, Args)
{
    return three_numbers(&GcGeneration::threshold);
}

Result<Ref> gc_set_threshold(Thread& thread, Object*, Args args)
{
    for (std::size_t i = 0; i < 3; ++i) {
        if (args[i]) {
            TRY_LET(const std::int64_t threshold, to_int64(thread, args[i]));
            state().generations[i].threshold = static_cast<int>(threshold);
        }
    }
    return make_none();
}

template <class Function> void for_each_tracked(Function function)
{
    for (GcGeneration& generation : state().generations) {
        GcHead* end = &generation.head;
        for (GcHead* head = end->next; head && head != end; head = head->next) {
            function(gc_object(head));
        }
    }
}

Result<Ref> gc_get_objects(Thread&, Object*, Args)
{
    RefTo<List> objects = make_list();
    for_each_tracked([&](Object* object) {
        if (object != objects.get()) {
            list_append(*objects, share(object));
        }
    });
    return Ref(std::move(objects));
}

struct Search {
    Args wanted;
    bool found;
};

void look_for(Object* member, void* context)
{
    auto& search = *static_cast<Search*>(context);
    for (std::size_t i = 0; i < search.wanted.count; ++i) {
        search.found = search.found || search.wanted[i] == member;
    }
}

Result<Ref> gc_get_referrers(Thread&, Object*, Args args)
{
    RefTo<List> referrers = make_list();
    for_each_tracked([&](Object* object) {
        Search search = { args, false };
        object->type->slots.traverse(object, look_for, &search);
        if (search.found && object != referrers.get()) {
            list_append(*referrers, share(object));
        }
    });
    return Ref(std::move(referrers));
}

void append_member(Object* member, void* context)
{
    list_append(*static_cast<List*>(context), share(member));
}

Result<Ref> gc_get_referents(Thread&, Object*, Args args)
{
    RefTo<List> referents = make_list();
    for (std::size_t i = 0; i < args.count; ++i) {
        if (args[i]->type->slots.traverse) {
            args[i]->type->slots.traverse(args[i], append_member, referents.get());
        }
    }
    return Ref(std::move(referents));
}

Result<Ref> gc_is_tracked_function(Thread&, Object*, Args args)
{
    return make_bool(has_flag(args[0]->type, TypeHasGc) && gc_is_tracked(args[0]));
}

Result<Ref> gc_is_finalized(Thread&, Object*, Args args)
{
    return make_bool(
        has_flag(args[0]->type, TypeHasGc) && (gc_head(args[0])->flags & GcFinalized) != 0);
}

Result<Ref> gc_zero(Thread&, Object*, Args)
{
    return make_int(0);
}

Result<Ref> gc_nothing(Thread&, Object*, Args)
{
    return make_none();
}

Result<Ref> gc_get_stats(Thread&, Object*, Args)
{
    RefTo<List> stats = make_list();
    for (int i = 0; i < 3; ++i) {
        const RefTo<Dict> row = make_dict();
        for (const char* name : { "collections", "collected", "uncollectable" }) {
            dict_set_str(*row, intern(name).get(), make_int(0).get());
        }
        list_append(*stats, row);
    }
    return Ref(std::move(stats));
}

constexpr Method functions[] = {
    { .name = "enable", .call = gc_enable, .doc = "Let collections start by themselves." },
    { .name = "disable", .call = gc_disable, .doc = "No collections by themselves." },
    { .name = "isenabled", .call = gc_isenabled, .doc = "Whether they are enabled." },
    { .name = "collect",
        .signature = "generation=2",
        .call = gc_collect_function,
        .doc = "Collect now; how many unreachable objects were found." },
    { .name = "get_count", .call = gc_get_count, .doc = "The counts of the generations." },
    { .name = "get_threshold", .call = gc_get_threshold, .doc = "When they are collected." },
    { .name = "set_threshold",
        .signature = "threshold0, threshold1=10, threshold2=10, /",
        .call = gc_set_threshold,
        .doc = "Set when they are collected." },
    { .name = "get_objects",
        .signature = "generation=None",
        .call = gc_get_objects,
        .doc = "All objects that the collector follows." },
    { .name = "get_referrers",
        .signature = "*",
        .call = gc_get_referrers,
        .doc = "Objects that refer to any of the arguments." },
    { .name = "get_referents",
        .signature = "*",
        .call = gc_get_referents,
        .doc = "Objects that the arguments refer to." },
    { .name = "is_tracked",
        .signature = "obj, /",
        .call = gc_is_tracked_function,
        .doc = "Whether the collector follows the object." },
    { .name = "is_finalized",
        .signature = "obj, /",
        .call = gc_is_finalized,
        .doc = "Whether its __del__ has run." },
    { .name = "get_debug", .call = gc_zero, .doc = "Zero." },
    { .name = "set_debug",
        .signature = "flags, /",
        .call = gc_nothing,
        .doc = "Accepted and without effect." },
    { .name = "get_stats", .call = gc_get_stats, .doc = "Statistics; not kept here." },
    { .name = "freeze", .call = gc_nothing, .doc = "Accepted and without effect." },
    { .name = "unfreeze", .call = gc_nothing, .doc = "Accepted and without effect." },
    { .name = "get_freeze_count", .call = gc_zero, .doc = "Zero." },
};

} // namespace

Result<RefTo<Module>> make_gc_module(Thread&)
{
    RefTo<Module> module
        = make_native_module("gc", functions, "The collector of reference cycles.");
    add_to_module(*module, "garbage", make_list().get());
    add_to_module(*module, "callbacks", make_list().get());
    int bit = 1;
    for (const char* name :
        { "DEBUG_STATS", "DEBUG_COLLECTABLE", "DEBUG_UNCOLLECTABLE", "DEBUG_SAVEALL" }) {
        add_to_module(*module, name, bit);
        bit *= name == std::string_view("DEBUG_UNCOLLECTABLE") ? 8 : 2;
    }
    add_to_module(*module, "DEBUG_LEAK", 38);
    return module;
}

} // namespace fw
