// A machine without a program: the built-in types on a fiber-less region, for tests that call the
// object model's functions directly.

#pragma once

#include "vm/base/region.h"
#include "vm/eval/machine.h"
#include "vm/host/scripted_host.h"
#include "vm/object/core_objects.h"
#include "vm/object/exception.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <gtest/gtest.h>

namespace fw::test {

class ObjectTest : public ::testing::Test {
protected:
    ObjectTest()
        : m_machine(m_host, {}, [](Thread&) {})
        , thread(runtime().thread)
    {
    }

    // repr() of the result, or "TypeError: message".
    std::string shown(Result<Ref> result)
    {
        if (result.failed()) {
            return pending();
        }
        auto text = repr(thread, result.take().get());
        return text.failed() ? pending() : to_utf8(*text.value());
    }

    std::string pending()
    {
        const SavedException saved = save_exception(thread);
        if (!saved.exception) {
            return "nothing pending";
        }
        auto text = str(thread, saved.exception.get());
        return std::string(type_name(saved.exception.get())) + ": "
            + (text.failed() ? std::string("?") : to_utf8(*text.value()));
    }

    Ref text(std::string_view utf8) { return make_str(utf8); }
    Result<Ref> get(Object* object, std::string_view name)
    {
        return get_attribute(thread, object, intern(name).get());
    }
    Result<Ref> method(
        Object* object, std::string_view name, std::initializer_list<Object*> args = {})
    {
        return call_method(thread, object, intern(name).get(), args);
    }

private:
    host::ScriptedHost m_host;
    Machine m_machine;

protected:
    Thread& thread;
};

} // namespace fw::test
