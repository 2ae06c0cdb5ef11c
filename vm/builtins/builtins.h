// The module builtins: its table of names. CPython: Python/bltinmodule.c, Lib/site.py

#pragma once

#include "vm/object/core_objects.h"

namespace fw {

RefTo<Module> make_builtins_module(Thread& thread);

// quit, exit, copyright, credits, license, help: what Lib/site.py adds. site_names.cpp.
void add_site_names(Thread& thread, Module& builtins);

} // namespace fw
