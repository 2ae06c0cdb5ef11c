// See settings_file.h.

#include "app/settings_file.h"

#include "ui/shell/shell.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace fw::app {

std::filesystem::path settings_path()
{
    if (const char* config = std::getenv("XDG_CONFIG_HOME"); config && *config == '/') {
        return std::filesystem::path(config) / "framewalk" / "settings.json";
    }
    if (const char* home = std::getenv("HOME"); home && *home == '/') {
        return std::filesystem::path(home) / ".config" / "framewalk" / "settings.json";
    }
    return {};
}

ui::Settings load_settings(const std::filesystem::path& path)
{
    ui::Settings settings;
    std::ifstream file(path);
    if (!file) {
        return settings;
    }
    const std::string text{ std::istreambuf_iterator<char>(file), {} };
    if (!ui::Settings::from_json(text, ui::Shell::panel_ids(), settings)) {
        std::cerr << "framewalk: " << path.string() << " is not JSON; starting with the defaults\n";
        return ui::Settings{};
    }
    return settings;
}

bool save_settings(const std::filesystem::path& path, const ui::Settings& settings)
{
    std::error_code error;
    if (path.empty()) {
        return false;
    }
    std::filesystem::create_directories(path.parent_path(), error);
    const std::filesystem::path fresh = path.string() + ".new";
    {
        std::ofstream file(fresh, std::ios::trunc);
        file << settings.to_json();
        if (!file.flush()) {
            return false;
        }
    }
    std::filesystem::rename(fresh, path, error);
    return !error;
}

} // namespace fw::app
