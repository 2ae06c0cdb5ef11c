// The callables that module operator makes: itemgetter, attrgetter, methodcaller.

#pragma once

#include "vm/modules/module_types.h"

namespace fw {

extern const TypeSpec itemgetter_spec, attrgetter_spec, methodcaller_spec;

} // namespace fw
