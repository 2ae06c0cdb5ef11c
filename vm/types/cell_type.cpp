// Cells: the variables that closures share.
// CPython: Objects/cellobject.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/descriptor_support.h"

#include <bit>

namespace fw {

namespace {

Result<Ref> cell_create(Thread& thread, Type&, Args args)
{
    TRY(check_no_keywords(thread, "cell", args));
    TRY(check_positional(thread, "cell", args, 0, 1));
    return Ref(make_cell(args.count ? args[0] : nullptr));
}

Result<Ref> cell_repr(Thread&, Cell& self)
{
    const auto address = std::bit_cast<std::uintptr_t>(&self);
    if (!self.content) {
        return Ref(make_str(fmt::format("<cell at 0x{:x}: empty>", address)));
    }
    return Ref(make_str(fmt::format("<cell at 0x{:x}: {} object at 0x{:x}>", address,
        type_name(self.content), std::bit_cast<std::uintptr_t>(self.content))));
}

// By content; an empty cell is less than any other.
Result<Ref> cell_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if (left->type != cell_type() || right->type != cell_type()) {
        return make_not_implemented();
    }
    const Ref a = Ref::share(static_cast<Cell*>(left)->content);
    const Ref b = Ref::share(static_cast<Cell*>(right)->content);
    if (a && b) {
        return compare(thread, a.get(), b.get(), op);
    }
    const int order = (b ? 0 : 1) - (a ? 0 : 1);
    switch (op) {
    case CompareOp::Less:
        return make_bool(order < 0);
    case CompareOp::LessEqual:
        return make_bool(order <= 0);
    case CompareOp::Equal:
        return make_bool(order == 0);
    case CompareOp::NotEqual:
        return make_bool(order != 0);
    case CompareOp::Greater:
        return make_bool(order > 0);
    case CompareOp::GreaterEqual:
        return make_bool(order >= 0);
    }
    FW_UNREACHABLE();
}

void cell_traverse(Object* self, VisitFn visit, void* context)
{
    visit_members(visit, context, { static_cast<Cell*>(self)->content });
}

void cell_clear(Object* self)
{
    drop_member(static_cast<Cell*>(self)->content);
}

void cell_destroy(Object* self)
{
    gc_untrack(self);
    cell_clear(self);
    free_object(self);
}

Result<Ref> get_contents(Thread& thread, Object* self)
{
    Object* content = static_cast<Cell*>(self)->content;
    if (!content) {
        return raise(thread, TypeId::ValueError, "Cell is empty");
    }
    return share(content);
}

Result<void> set_contents(Thread& thread, Object* self, Object* value)
{
    Cell& cell = *static_cast<Cell*>(self);
    const Ref old = Ref::adopt(cell.content);
    cell.content = Ref::share(value).release();
    cell.written_at = thread.last_step();
    return {};
}

constexpr Attribute attributes[] = {
    { .name = "cell_contents", .get = get_contents, .set = set_contents },
};

} // namespace

RefTo<Cell> make_cell(Object* content)
{
    RefTo<Cell> cell = allocate<Cell>(cell_type());
    cell->content = Ref::share(content).release();
    cell->written_at = gc_birth(cell.get());
    gc_track(cell.get());
    return cell;
}

constexpr TypeSpec cell_spec = {
    .name = "cell",
    .doc = "cell([contents]) -> cell object\n\nCreate a new cell object.",
    .basic_size = sizeof(Cell),
    .hidden_size = sizeof(Cell::written_at),
    .slots = {
        .destroy = cell_destroy,
        .traverse = cell_traverse,
        .clear = cell_clear,
        .repr = unary<Cell, cell_repr>,
        .get_attribute = generic_get_attribute,
        .compare = cell_compare,
        .create = cell_create,
    },
    .attributes = attributes,
};

} // namespace fw
