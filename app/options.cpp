// See options.h.

#include "app/options.h"

#include "ui/layout/named_layouts.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

namespace fw::app {

CLI::Validator whole_number()
{
    return CLI::Validator(
        [](const std::string& text) {
            const bool digits = text.find_first_not_of("0123456789") == std::string::npos;
            return digits && !text.empty() && text.size() < 20
                ? std::string()
                : "wants a whole number, not \"" + text + "\"";
        },
        "");
}

std::shared_ptr<const int> declare_optimize(CLI::App& command)
{
    auto level = std::make_shared<int>(0);
    command.add_flag_function(
        "-O",
        [level](
            std::int64_t count) { *level = static_cast<int>(std::min<std::int64_t>(count, 2)); },
        "Leave out assert statements and set __debug__ to False; -OO docstrings too");
    return level;
}

std::shared_ptr<const std::vector<std::string>> declare_warnings(CLI::App& command)
{
    auto actions = std::make_shared<std::vector<std::string>>();
    command
        .add_option("-W", *actions,
            "What becomes of warnings: action:message:category:module:line, as for python")
        ->option_text("ACTION")
        ->allow_extra_args(false);
    return actions;
}

void LookOptions::declare(CLI::App& command)
{
    std::string names;
    for (const std::string& name : ui::LayoutTree::names()) {
        names += (names.empty() ? "" : ", ") + name;
    }
    command.add_option("--layout", layout, "Layout of the panels: " + names)->option_text("NAME");
    command.add_option("--size", size, "Size of the window in pixels, as in 1600x1000")
        ->option_text("WxH");
    command.add_option("--theme", theme, "dark or light")->option_text("NAME");
    command.add_option("--scale", scale, "Size of everything; 1 is normal, 2 is for a large room")
        ->option_text("N");
}

void LookOptions::apply(ui::Settings& settings) const
{
    if (!layout.empty() && !ui::LayoutTree::named(layout, settings.layout)) {
        std::string names;
        for (const std::string& name : ui::LayoutTree::names()) {
            names += (names.empty() ? "" : ", ") + name;
        }
        throw CLI::ValidationError(
            "there is no layout \"" + layout + "\"; the layouts are " + names);
    }
    if (!size.empty()) {
        int width = 0;
        int height = 0;
        char rest = 0;
        const bool read = std::sscanf(size.c_str(), "%dx%d%c", &width, &height, &rest) == 2;
        if (!read || width < 200 || height < 150 || width > 16384 || height > 16384) {
            throw CLI::ValidationError(
                "--size is a width and a height from 200x150 to 16384x16384, as in 1600x1000");
        }
        settings.width = width;
        settings.height = height;
    }
    if (theme == "dark" || theme == "light") {
        settings.theme = theme == "dark" ? ui::ThemeName::Dark : ui::ThemeName::Light;
    } else if (!theme.empty()) {
        throw CLI::ValidationError("--theme is dark or light");
    }
    if (scale != 0) {
        if (!(scale >= 0.5F && scale <= 4)) {
            throw CLI::ValidationError("--scale is a number from 0.5 to 4");
        }
        settings.scale = scale;
    }
    const bool chosen = !layout.empty() || settings.layout.to_json() != ui::LayoutTree().to_json();
    if (!chosen) {
        const float height = static_cast<float>(settings.height) / settings.scale;
        ui::LayoutTree::named(ui::layout_for_height(height), settings.layout);
    }
}

} // namespace fw::app
