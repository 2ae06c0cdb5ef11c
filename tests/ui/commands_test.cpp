// Every command of command.def, by key, by menu and by a button: the three must do the same, and do
// something.

#include "tests/ui/window_test.h"

#include <map>

namespace fw::test {
namespace {

using inspect::RunState;
using ui::CommandId;

enum class Way { Key, Menu, KeysWindow, Toolbar };

inspect::Picture picture_for(const ui::CommandInfo& command)
{
    inspect::Picture picture = closures_at_step_34();
    if (command.enabled == ui::EnabledRule::Running) {
        picture.state = RunState::Running;
    } else if (command.enabled == ui::EnabledRule::Waiting) {
        picture.state = RunState::WaitingForInput;
    } else if (command.enabled == ui::EnabledRule::SeveralBranches) {
        picture.branches.push_back({ .name = "branch 2", .from = 30, .furthest = 40 });
    }
    return picture;
}

ui::Settings settings_for(CommandId id)
{
    ui::Settings settings;
    if (id == CommandId::NormalSize) {
        settings.scale = 1.3F;
    } else if (id == CommandId::ResetLayout) {
        settings.layout.close("bytecode");
    }
    return settings;
}

void prepare(TestWindow& test, CommandId id)
{
    if (id == CommandId::SelectCallee || id == CommandId::SelectRunning) {
        test.shell().post({ .id = CommandId::SelectFrame, .number = 1 });
    }
    // What is about a variable needs one.
    test.shell().post({ .id = CommandId::SelectObject,
        .place = inspect::Place{ .kind = inspect::Place::Kind::Local,
            .owner = closures_at_step_34().frames.front().id,
            .index = 0,
            .name = "y" } });
    // Tabs can only move in a group with several.
    test.shell().post({ .id = CommandId::ShowPanel, .text = "globals" });
    test.window.frames(3);
    if (id == CommandId::EndInput) {
        test.window.click("tab Globals"); // away from the text field
    }
    test.control.asked();
}

// False when the command has no such way.
bool act(TestWindow& test, const ui::CommandInfo& command, Way way)
{
    ui::Headless& window = test.window;
    switch (way) {
    case Way::Key:
        window.press(ui::first_shortcut(command));
        return true;
    case Way::Menu:
        return window.choose_menu(command.menu, command.text);
    case Way::KeysWindow:
        test.shell().post({ .id = CommandId::Keys });
        window.frames(3);
        window.scroll_to("do " + std::string(command.text));
        return window.click("do " + std::string(command.text));
    case Way::Toolbar:
        return window.click("tool " + std::string(command.name));
    }
    return false;
}

std::string result(const ui::CommandInfo& command, Way way, bool& done)
{
    TestWindow test(picture_for(command), settings_for(command.id));
    prepare(test, command.id);
    done = act(test, command, way);
    test.window.frames(2);
    return test.fingerprint();
}

TEST(Commands, EveryWayDoesTheSameAndSomething)
{
    for (const ui::CommandInfo& command : ui::commands()) {
        SCOPED_TRACE(std::string(command.name));
        TestWindow untouched(picture_for(command), settings_for(command.id));
        prepare(untouched, command.id);
        const std::string before = untouched.fingerprint();
        bool done = false;
        const std::string by_key = result(command, Way::Key, done);
        EXPECT_NE(by_key, before) << "the key " << ui::first_shortcut(command) << " does nothing";
        EXPECT_EQ(result(command, Way::Menu, done), by_key);
        EXPECT_TRUE(done) << "not in the menu " << command.menu;
        EXPECT_EQ(result(command, Way::KeysWindow, done), by_key);
        EXPECT_TRUE(done) << "not in the window of keys";
        if (!command.button.empty()) {
            EXPECT_EQ(result(command, Way::Toolbar, done), by_key);
            EXPECT_TRUE(done) << "not on the toolbar";
        }
    }
}

TEST(Commands, RunControlsReachTheProgram)
{
    const std::map<std::string, std::string> expected{ { "F8", "step opcode" },
        { "Space", "step opcode" }, { "F7", "step line" }, { "F10", "step over" },
        { "F11", "step into" }, { "Shift+F11", "step out" }, { "F5", "run" },
        { "Shift+F5", "stop" }, { "Ctrl+Shift+F5", "restart" }, { "F9", "break line 3" },
        { "Ctrl+F9", "break offset 4" }, { "Ctrl+Shift+F9", "clear breakpoints" },
        { "Alt+Down", "focus 1" } };
    for (const auto& [key, asked] : expected) {
        TestWindow test(closures_at_step_34());
        test.window.press(key);
        EXPECT_EQ(test.control.asked(), std::vector<std::string>{ asked }) << key;
    }
}

TEST(Commands, DisabledOnesDoNothing)
{
    TestWindow test(inspect::Picture{});
    for (const char* key : { "F8", "F5", "F6", "Shift+F5", "F9", "Alt+Down", "Ctrl+D" }) {
        test.window.press(key);
    }
    EXPECT_FALSE(test.window.find("tool StepOpcode")->enabled);
    test.window.click("tool StepOpcode");
    EXPECT_TRUE(test.control.asked().empty());
}

TEST(Commands, ShortcutsAreUnique)
{
    std::map<std::string, std::string> owner;
    const auto add = [&](const std::string& key, std::string_view name) {
        EXPECT_TRUE(ui::parse_shortcut(key).valid()) << key;
        EXPECT_TRUE(owner.emplace(key, name).second)
            << key << " is " << owner[key] << " and " << name;
    };
    for (const ui::CommandInfo& command : ui::commands()) {
        EXPECT_FALSE(command.help.empty()) << command.name;
        for (const std::string& key : ui::all_shortcuts(command)) {
            add(key, command.name);
        }
    }
    for (const auto& panel : ui::make_panels()) {
        add(std::string(panel->info().shortcut), panel->info().title);
    }
}

TEST(Commands, PaletteFindsCommandsStepsAndCode)
{
    TestWindow test(closures_at_step_34());
    test.window.press("Ctrl+P");
    test.window.type("step out");
    test.window.press("Enter");
    EXPECT_EQ(test.control.asked(), std::vector<std::string>{ "step out" });
    EXPECT_FALSE(test.shell().dialog_is_open());

    test.window.press("Ctrl+P");
    test.window.type("12");
    test.window.press("Enter");
    EXPECT_EQ(test.control.asked(), std::vector<std::string>{ "seek 12" });

    test.window.press("Ctrl+P");
    test.window.type("code make_add_x");
    test.window.press("Enter");
    EXPECT_EQ(test.shell().view().shown_code()->name, "make_add_x");

    test.window.press("Ctrl+P");
    test.window.press("Escape");
    EXPECT_FALSE(test.shell().dialog_is_open());
}

TEST(Commands, SpaceIsALetterWhileTyping)
{
    inspect::Picture picture = loop_in_try();
    picture.state = RunState::WaitingForInput;
    TestWindow test(picture);
    test.window.type("two words");
    test.window.press("Space");
    test.window.press("Enter");
    EXPECT_EQ(test.control.asked(), std::vector<std::string>{ "input two words" });
}

// As a slow frame sees it: everything has happened before it begins.
TEST(Commands, AQuickChordIsNotLost)
{
    TestWindow test(closures_at_step_34());
    ImGuiIO& io = ImGui::GetIO();
    for (const bool down : { true, false }) {
        io.AddKeyEvent(ImGuiMod_Ctrl, down);
        io.AddKeyEvent(ImGuiKey_P, down);
    }
    test.window.frames(4);
    EXPECT_TRUE(test.shell().dialog_is_open());
}

TEST(Commands, OpenTakesAPath)
{
    TestWindow test(inspect::Picture{});
    test.window.press("Ctrl+O");
    test.window.type("/no/such/file.py");
    test.window.press("Enter");
    EXPECT_TRUE(test.control.asked().empty());
    EXPECT_TRUE(test.shell().dialog_is_open());
    test.window.press("Escape");
    test.window.press("Ctrl+O");
    test.window.type(FW_SOURCE_DIR "/tests/harness/tree.py");
    test.window.click("Open");
    EXPECT_EQ(test.control.asked(),
        std::vector<std::string>{ "load " FW_SOURCE_DIR "/tests/harness/tree.py" });
}

} // namespace
} // namespace fw::test
