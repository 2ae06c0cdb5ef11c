// What the types of functions and descriptors share.

#pragma once

#include "vm/object/core_objects.h"
#include "vm/object/descriptors.h"

#include <initializer_list>

namespace fw {

template <class T> void drop_member(T*& member)
{
    T* old = member;
    member = nullptr;
    xdecref(old);
}

inline void visit_members(VisitFn visit, void* context, std::initializer_list<Object*> members)
{
    for (Object* member : members) {
        if (member) {
            visit(member, context);
        }
    }
}

Ref method_doc(const Method& method);
// "($self, object, /)", or None where the native binds its arguments itself.
Ref method_text_signature(const Method& method, std::string_view first);
// (getattr, (object, name)): how bound natives are pickled.
Result<Ref> reduce_to_getattr(Thread& thread, Object* object, Str* name);

} // namespace fw
