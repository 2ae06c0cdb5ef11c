// The header of every Python object, and Ref, the counted reference that owns one.
//
// Objects live in the Region. Every object starts with a reference count and its type, as in
// CPython; objects that the cycle collector follows have a GcHead in front of them
// (vm/object/gc.h). CPython: Include/object.h

#pragma once

#include "vm/base/result.h"

#include <cstddef>
#include <cstdint>

namespace fw {

struct Type;

struct Object {
    std::intptr_t refcount;
    Type* type;
};

// Runs when the count falls to zero: finalizer, weak references, members, memory. May run Python
// code (`__del__`); a pending exception is kept across it.
void destroy(Object* object);

inline void incref(Object* object)
{
    ++object->refcount;
}

inline void decref(Object* object)
{
    if (--object->refcount == 0) [[unlikely]] {
        destroy(object);
    }
}

inline void xincref(Object* object)
{
    if (object) {
        ++object->refcount;
    }
}

inline void xdecref(Object* object)
{
    if (object) {
        decref(object);
    }
}

// Owns one reference to a T (or is empty). As cheap as the pointer that it is: passed and returned
// in a register.
template <class T> class FW_TRIVIAL_ABI RefTo {
public:
    RefTo() = default;
    RefTo(std::nullptr_t) { }
    RefTo(const RefTo& other)
        : m_pointer(other.m_pointer)
    {
        xincref(m_pointer);
    }
    RefTo(RefTo&& other) noexcept
        : m_pointer(other.release())
    {
    }
    template <class U, class = std::enable_if_t<std::is_convertible_v<U*, T*>>>
    RefTo(const RefTo<U>& other)
        : m_pointer(other.get())
    {
        xincref(m_pointer);
    }
    template <class U, class = std::enable_if_t<std::is_convertible_v<U*, T*>>>
    RefTo(RefTo<U>&& other) noexcept
        : m_pointer(other.release())
    {
    }
    ~RefTo() { xdecref(m_pointer); }

    RefTo& operator=(RefTo other) noexcept
    {
        T* old = m_pointer; // Dropped last: its destructor may run Python code that sees this
                            // reference.
        m_pointer = other.m_pointer;
        other.m_pointer = old;
        return *this;
    }

    // Takes over a reference that the caller owns. CPython: a "new reference".
    static RefTo adopt(T* pointer)
    {
        RefTo ref;
        ref.m_pointer = pointer;
        return ref;
    }
    // Makes a reference of its own. CPython: Py_NewRef of a "borrowed reference".
    static RefTo share(T* pointer)
    {
        xincref(pointer);
        return adopt(pointer);
    }

    T* get() const { return m_pointer; }
    T* operator->() const { return m_pointer; }
    T& operator*() const { return *m_pointer; }
    explicit operator bool() const { return m_pointer != nullptr; }

    // Gives the reference to the caller; this one is empty afterwards.
    [[nodiscard]] T* release()
    {
        T* pointer = m_pointer;
        m_pointer = nullptr;
        return pointer;
    }

private:
    T* m_pointer = nullptr;
};

using Ref = RefTo<Object>;

template <class T> RefTo<T> adopt(T* pointer)
{
    return RefTo<T>::adopt(pointer);
}
template <class T> RefTo<T> share(T* pointer)
{
    return RefTo<T>::share(pointer);
}

// A cast that the caller vouches for (it has checked the type).
template <class T> T* as(Object* object)
{
    return static_cast<T*>(object);
}
template <class T> RefTo<T> as(Ref object)
{
    return RefTo<T>::adopt(static_cast<T*>(object.release()));
}

// The empty reference stands for "raised": a Result<Ref> is one pointer.
template <class T> class [[nodiscard]] FW_TRIVIAL_ABI Result<RefTo<T>> {
public:
    Result(RefTo<T> value)
        : m_value(std::move(value))
    {
    }
    template <class U, class = std::enable_if_t<std::is_convertible_v<U*, T*>>>
    Result(RefTo<U> value)
        : m_value(std::move(value))
    {
    }
    template <class U, class = std::enable_if_t<std::is_convertible_v<U*, T*>>>
    Result(Result<RefTo<U>> other)
        : m_value(other.take())
    {
    }
    Result(Raised) { }

    bool failed() const { return !m_value; }
    RefTo<T> take() { return std::move(m_value); }
    const RefTo<T>& value() const { return m_value; }

private:
    RefTo<T> m_value;
};

// What an iterator's next gives: an item; or nothing, which means "exhausted" if no exception is
// pending in the thread and "raised" if one is. CPython: tp_iternext.
using NextItem = Ref;

} // namespace fw
