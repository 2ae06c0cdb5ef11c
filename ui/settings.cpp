// See settings.h.

#include "ui/settings.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fw::ui {

std::string Settings::to_json() const
{
    nlohmann::ordered_json json;
    json["theme"] = theme == ThemeName::Dark ? "dark" : "light";
    json["scale"] = scale;
    json["width"] = width;
    json["height"] = height;
    json["timeline_folded"] = timeline_folded;
    json["layout"] = nlohmann::ordered_json::parse(layout.to_json().dump());
    return json.dump(2) + "\n";
}

bool Settings::from_json(
    std::string_view text, const std::vector<std::string>& panels, Settings& settings)
{
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object()) {
        return false;
    }
    if (const auto theme = json.find("theme"); theme != json.end() && *theme == "light") {
        settings.theme = ThemeName::Light;
    }
    if (const auto folded = json.find("timeline_folded");
        folded != json.end() && folded->is_boolean()) {
        settings.timeline_folded = folded->get<bool>();
    }
    const auto number = [&](const char* key, float least, float most, float otherwise) {
        const auto found = json.find(key);
        return found != json.end() && found->is_number()
            ? std::clamp(found->get<float>(), least, most)
            : otherwise;
    };
    settings.scale = number("scale", 0.6F, 4, 1);
    settings.width = static_cast<int>(number("width", 480, 16384, 1600));
    settings.height = static_cast<int>(number("height", 320, 16384, 1000));
    if (const auto layout = json.find("layout"); layout != json.end()) {
        LayoutTree::from_json(*layout, panels, settings.layout);
    }
    return true;
}

} // namespace fw::ui
