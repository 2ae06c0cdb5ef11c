// The names that Lib/site.py adds to builtins: quit, exit, copyright, credits, license, help.
// CPython: Lib/_sitebuiltins.py

#include "vm/builtins/builtins.h"

#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/object/exception.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

enum SiteType : std::uint16_t { Quitter, Printer, Helper };

struct SiteObject : Object {
    Str* name;
    const char* text;
};

void site_destroy(Object* self)
{
    xdecref(as<SiteObject>(self)->name);
    free_object(self);
}

Result<Ref> quitter_repr(Thread&, SiteObject& self)
{
    return Ref(make_str(fmt::format("Use {}() or Ctrl-D (i.e. EOF) to exit", to_utf8(*self.name))));
}

Result<Ref> quitter_call(Thread& thread, Object*, Args args)
{
    Object* code = args.count > 0 ? args[0] : args.keyword_count() > 0 ? args.values[0] : none();
    return raise_with(thread, exception_type(TypeId::SystemExit), code);
}

Result<Ref> text_repr(Thread&, SiteObject& self)
{
    return Ref(make_str(self.text));
}

// Calling one prints its text.
Result<Ref> text_call(Thread& thread, Object* self, Args)
{
    Object* print = dict_get_str(*runtime().builtins, intern("print").get());
    const RefTo<Str> text = make_str(as<SiteObject>(self)->text);
    return print ? call(thread, print, { text.get() }) : Result<Ref>(make_none());
}

constexpr TypeSpec quitter_spec = {
    .name = "_sitebuiltins.Quitter",
    .basic_size = sizeof(SiteObject),
    .slots = {
        .destroy = site_destroy,
        .repr = unary<SiteObject, quitter_repr>,
        .call = quitter_call,
    },
};

constexpr TypeSpec printer_spec = {
    .name = "_sitebuiltins._Printer",
    .basic_size = sizeof(SiteObject),
    .slots = {
        .destroy = site_destroy,
        .repr = unary<SiteObject, text_repr>,
        .call = text_call,
    },
};

constexpr TypeSpec helper_spec = {
    .name = "_sitebuiltins._Helper",
    .basic_size = sizeof(SiteObject),
    .slots = {
        .destroy = site_destroy,
        .repr = unary<SiteObject, text_repr>,
        .call = text_call,
    },
};

void add_object(
    Module& builtins, SiteType type, const TypeSpec& spec, const char* name, const char* text)
{
    const RefTo<SiteObject> object
        = allocate<SiteObject>(make_module_type(ModuleBlock::builtins, type, spec));
    object->name = intern(name).release();
    object->text = text;
    add_to_module(builtins, name, object.get());
}

} // namespace

void add_site_names(Thread&, Module& builtins)
{
    add_object(builtins, Quitter, quitter_spec, "quit", "");
    add_object(builtins, Quitter, quitter_spec, "exit", "");
    add_object(builtins, Printer, printer_spec, "copyright",
        "Framewalk follows CPython 3.9, which is copyright (c) 2001-2023 Python Software "
        "Foundation.");
    add_object(builtins, Printer, printer_spec, "credits",
        "Thanks to the people who make CPython: this machine retraces their steps.");
    add_object(builtins, Printer, printer_spec, "license",
        "See https://www.python.org/psf/license/ for the licence of CPython.");
    add_object(builtins, Helper, helper_spec, "help",
        "Type help() for interactive help, or help(object) for help about object.");
}

} // namespace fw
