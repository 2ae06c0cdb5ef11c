// The boot sequence, after boot_runtime().

#include "vm/builtins/boot.h"

#include "vm/builtins/builtins.h"
#include "vm/builtins/compile_source.h"
#include "vm/eval/eval_types.h"
#include "vm/eval/import_metadata.h"
#include "vm/modules/builtin_modules.h"
#include "vm/modules/sys.h"

namespace fw {

void boot_builtins(Thread& thread)
{
    Runtime& machine = runtime();
    boot_async_generator_types();
    boot_import_types();
    machine.builtin_modules = builtin_module_table();
    machine.compile_source = compile_file_text;
    machine.source_line = source_line_of_file;
    machine.modules = make_dict().release();
    machine.sys_module = make_sys_module(thread).release();
    machine.builtins_module = make_builtins_module(thread).release();
    machine.builtins = share(as<Module>(machine.builtins_module)->dict).release();
    set_builtin_metadata(*as<Module>(machine.sys_module));
    set_builtin_metadata(*as<Module>(machine.builtins_module));
    dict_set_str(*machine.modules, intern("sys").get(), machine.sys_module);
    dict_set_str(*machine.modules, intern("builtins").get(), machine.builtins_module);
    finish_sys_module(thread, *as<Module>(machine.sys_module));
}

} // namespace fw
