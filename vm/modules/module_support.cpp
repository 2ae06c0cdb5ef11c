// Modules from tables; OSErrors.

#include "vm/modules/module_support.h"

#include "vm/base/system_text.h"
#include "vm/object/bytes.h"
#include "vm/object/exception.h"
#include "vm/object/protocol.h"

#include <cstring>

namespace fw {

void add_to_module(Module& module, std::string_view name, Object* value)
{
    dict_set_str(*module.dict, intern(name).get(), value);
}

void add_to_module(Module& module, std::string_view name, std::string_view text)
{
    add_to_module(module, name, Ref(make_str(text)).get());
}

void add_number(Module& module, std::string_view name, std::int64_t number)
{
    add_to_module(module, name, make_int(number).get());
}

void add_type(Module& module, Type* type)
{
    dict_set_str(*module.dict, type->name, type);
}

void add_functions(Module& module, std::string_view module_name, std::span<const Method> functions)
{
    const RefTo<Str> name = intern(module_name);
    for (const Method& function : functions) {
        auto made = make_builtin(function, &module, name.get());
        FW_ASSERT(!made.failed());
        add_to_module(module, function.name, made.take().get());
    }
}

RefTo<Module> make_native_module(
    std::string_view name, std::span<const Method> functions, const char* doc)
{
    RefTo<Module> module = make_module(name);
    if (doc) {
        add_to_module(*module, "__doc__", std::string_view(doc));
    }
    add_functions(*module, name, functions);
    return module;
}

Result<Ref> make_exception_class(
    Thread& thread, std::string_view module, std::string_view name, Tuple* bases)
{
    const RefTo<Dict> dict = make_dict();
    dict_set_str(*dict, names().module, Ref(intern(module)).get());
    return type_create(thread, *type_type(), intern(name).get(), bases, dict.get(), Args{});
}

Result<std::string> path_text(Thread& thread, Object* object)
{
    Ref path = share(object);
    std::string_view bytes;
    if (!is_str(object) && !bytes_view(object, bytes)) {
        Ref method;
        TRY_LET(const bool found, find_special(thread, object, intern("__fspath__").get(), method));
        if (!found) {
            return raise(thread, TypeId::TypeError,
                "expected str, bytes or os.PathLike object, not {}", type_name(object));
        }
        TRY_SET(path, call(thread, method.get(), Args{}));
    }
    std::string text;
    if (is_str(path.get())) {
        text = text_to_system(to_utf8(*as<Str>(path.get())));
    } else if (bytes_view(path.get(), bytes)) {
        text = std::string(bytes);
    } else {
        return raise(thread, TypeId::TypeError,
            "expected {}.__fspath__() to return str or bytes, not {}", type_name(object),
            type_name(path.get()));
    }
    if (text.find('\0') != std::string::npos) {
        return raise(thread, TypeId::ValueError, "embedded null byte");
    }
    return text;
}

std::string error_text(int error_number)
{
    return std::strerror(error_number);
}

Raised raise_os_error(Thread& thread, int error_number, Object* filename)
{
    const Ref number = make_int(error_number);
    const RefTo<Str> text = make_str(error_text(error_number));
    Type* type = exception_type(TypeId::OSError);
    auto made = filename ? call(thread, type, { number.get(), text.get(), filename })
                         : call(thread, type, { number.get(), text.get() });
    if (made.failed()) {
        return Raised{};
    }
    return raise_instance(thread, made.take());
}

Raised raise_os_error(Thread& thread, int error_number)
{
    return raise_os_error(thread, error_number, nullptr);
}

} // namespace fw
