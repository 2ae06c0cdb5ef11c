// See place_menu.h.

#include "ui/widgets/place_menu.h"

#include "ui/widgets/text.h"

namespace fw::ui {

void place_menu(DrawContext& context, const inspect::Place& place, Inside inside)
{
    View view = context.view; // as it will be when the entry is chosen
    view.place = place;
    for (const CommandId id : { CommandId::PreviousWrite, CommandId::NextWrite,
             CommandId::AllWrites, CommandId::AskValue }) {
        const CommandInfo& command = info(id);
        const std::string reason = obstacle(command.enabled, view);
        if (ImGui::MenuItem(std::string(command.text).c_str(), first_shortcut(command).c_str(),
                false, reason.empty())) {
            context.commands.post({ .id = id, .place = place });
        }
        tooltip(context.theme, command.text, reason.empty() ? command.help : reason);
    }
    if (inside == Inside::Offered) {
        const CommandInfo& look = info(CommandId::LookInside);
        if (ImGui::MenuItem(std::string(look.text).c_str(), first_shortcut(look).c_str())) {
            context.commands.post({ .id = CommandId::Inspect, .text = place.name, .place = place });
        }
        tooltip(context.theme, look.text, look.help);
    }
    if (place.kind != inspect::Place::Kind::StackSlot && ImGui::MenuItem("Watch it")) {
        context.commands.post({ .id = CommandId::AddWatch, .text = place.name });
    }
}

} // namespace fw::ui
