// Panels moved by mouse: tabs dragged to another group and to the edge of one, splitters.

#include "tests/ui/window_test.h"

#include <nlohmann/json.hpp>
#include <set>

namespace fw::test {
namespace {

ImVec2 middle(const ui::SeenItem& item)
{
    return { (item.from.x + item.to.x) / 2, (item.from.y + item.to.y) / 2 };
}

TEST(Layout, ATabCanBeDraggedToAnotherGroup)
{
    TestWindow test(closures_at_step_34());
    const ui::LayoutTree& tree = test.shell().settings().layout;
    test.window.drag(
        middle(*test.window.find("tab Globals")), middle(*test.window.find("tab Breakpoints")));
    EXPECT_EQ(tree.group_of("globals"), tree.group_of("breakpoints"));
    EXPECT_NE(tree.group_of("globals"), tree.group_of("locals"));
    EXPECT_EQ(test.shell().active_panel(), "globals");
}

TEST(Layout, ATabDroppedOnAnEdgeSplitsTheGroup)
{
    TestWindow test(closures_at_step_34());
    const ui::LayoutTree& tree = test.shell().settings().layout;
    const ui::SeenItem line = *test.window.find("line 1");
    test.window.drag(
        middle(*test.window.find("tab Code objects")), { line.from.x + 20, line.from.y + 150 });
    ASSERT_EQ(tree.group_of("code_objects")->tabs.size(), 1U);
    const auto code = test.window.find("tab Code objects");
    const auto source = test.window.find("tab Source");
    EXPECT_LT(code->from.x, source->from.x);
    EXPECT_NEAR(code->from.y, source->from.y, 1);
}

TEST(Layout, TabsAreReordered)
{
    TestWindow test(closures_at_step_34());
    const ui::SeenItem locals = *test.window.find("tab Locals");
    test.window.drag(
        middle(*test.window.find("tab Builtins")), { locals.from.x + 2, middle(locals).y });
    EXPECT_EQ(test.shell().settings().layout.group_of("locals")->tabs,
        (std::vector<std::string>{ "builtins", "locals", "globals", "watches" }));
}

TEST(Layout, SplittersAreDragged)
{
    TestWindow test(closures_at_step_34());
    const float before = test.window.find("tab Bytecode")->from.x;
    const ui::SeenItem bytecode = *test.window.find("tab Bytecode");
    // The splitter is in the gap to the left of the group.
    test.window.drag({ bytecode.from.x - 9, bytecode.from.y + 200 },
        { bytecode.from.x + 91, bytecode.from.y + 200 });
    EXPECT_NEAR(test.window.find("tab Bytecode")->from.x, before + 100, 3);
}

// A layout is for running programs or for looking at the compiler's stages: it has a place for
// every panel of its kind. What is opened beyond them comes to the front.
TEST(Layout, EveryNamedLayoutHasItsPanelsAndShowsTheOthers)
{
    const std::set<std::string> stages{ "tokens", "syntax_tree", "symbols", "peephole" };
    for (const std::string& name : ui::LayoutTree::names()) {
        ui::Settings settings;
        ASSERT_TRUE(ui::LayoutTree::named(name, settings.layout));
        TestWindow test(closures_at_step_34(), std::move(settings));
        for (const ui::LayoutNode* group :
            const_cast<ui::LayoutTree&>(test.shell().settings().layout).groups()) {
            const ui::Panel* panel = test.shell().find_panel(group->tabs[group->active]);
            ASSERT_NE(panel, nullptr) << name;
            EXPECT_TRUE(test.window.find("tab " + std::string(panel->info().title))) << name;
        }
        for (const std::string& id : ui::Shell::panel_ids()) {
            if (stages.contains(id) == (name == "compiler")) {
                EXPECT_TRUE(test.shell().settings().layout.is_open(id)) << name << " has no " << id;
            }
            test.shell().post({ .id = ui::CommandId::ShowPanel, .text = id });
            test.window.frames(2);
            EXPECT_EQ(test.shell().active_panel(), id) << name;
            EXPECT_TRUE(
                test.window.find("tab " + std::string(test.shell().find_panel(id)->info().title)))
                << name;
        }
    }
}

TEST(Layout, TabsWithoutRoomAreInAMenu)
{
    ui::Settings settings;
    ASSERT_TRUE(ui::LayoutTree::named("lecture", settings.layout));
    settings.scale = 2;
    TestWindow test(closures_at_step_34(), std::move(settings));
    ASSERT_FALSE(test.window.find("tab Breakpoints"));
    EXPECT_TRUE(test.window.click("further tabs of output"));
    EXPECT_TRUE(test.window.click("Breakpoints"));
    EXPECT_TRUE(test.window.find("tab Breakpoints"));
    EXPECT_EQ(test.shell().active_panel(), "breakpoints");
}

TEST(Layout, EveryGroupOfAColumnShowsSomeRows)
{
    for (const auto& [width, height] : { std::pair{ 1280, 800 }, std::pair{ 1280, 720 } }) {
        FakeControl control(closures_at_step_34());
        ui::Headless window(control, {}, width, height);
        window.frames(3);
        const float output = window.find("tab Output")->from.y;
        EXPECT_GE(window.find("timeline")->from.y - output, 100) << height;
        EXPECT_GE(
            window.find("tab Value stacks")->from.y - window.find("tab Call stack")->from.y, 66)
            << height;
    }
}

TEST(Layout, IsRememberedAsJson)
{
    TestWindow test(closures_at_step_34());
    test.window.press("Ctrl+W"); // the source panel
    test.window.press("Ctrl+T");
    test.window.press("Ctrl+=");
    const std::string saved = test.shell().settings().to_json();
    ui::Settings again;
    ASSERT_TRUE(ui::Settings::from_json(saved, ui::Shell::panel_ids(), again));
    EXPECT_EQ(again.to_json(), saved);
    EXPECT_FALSE(again.layout.is_open("source"));
    EXPECT_EQ(again.theme, ui::ThemeName::Light);
    EXPECT_NEAR(again.scale, 1.1F, 0.001F);
}

} // namespace
} // namespace fw::test
