// Telling observers from inside the loop. Observers live outside the region: while they run,
// `operator new` must not take from it.

#pragma once

#include "vm/base/region_new.h"
#include "vm/eval/eval_state.h"
#include "vm/hooks/observer.h"

namespace fw {

template <class Data>
void notify(hooks::Event event, void (hooks::Observer::*member)(const Data&), const Data& data)
{
    const hooks::Registry& registry = *runtime().hooks;
    if (registry.wants(event)) {
        const OutsideRegion outside;
        registry.tell(event, member, data);
    }
}

} // namespace fw
