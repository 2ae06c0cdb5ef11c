// Where the settings are kept: $XDG_CONFIG_HOME/framewalk/settings.json, or
// ~/.config/framewalk/settings.json.
#pragma once

#include "ui/settings.h"

#include <filesystem>

namespace fw::app {

// Empty when the machine names no place.
std::filesystem::path settings_path();
// Defaults when there is no file or it cannot be understood; a file that cannot be read is said on
// stderr.
ui::Settings load_settings(const std::filesystem::path& path);
// Written beside and moved into place, so that a crash never leaves half a file. False when it
// cannot be written.
bool save_settings(const std::filesystem::path& path, const ui::Settings& settings);

} // namespace fw::app
