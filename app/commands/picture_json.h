// A picture of a stopped program as JSON, field for field.
#pragma once

#include "vm/inspect/picture.h"

#include <nlohmann/json.hpp>

namespace fw::app {

nlohmann::ordered_json picture_json(const inspect::Picture& picture);

} // namespace fw::app
