// A window over a fake program, for the tests of this folder.
#pragma once

#include "tests/ui/closures_picture.h"
#include "tests/ui/fake_control.h"
#include "ui/render/headless.h"

#include <gtest/gtest.h>

#include <string>

namespace fw::test {

struct TestWindow {
    explicit TestWindow(inspect::Picture picture, ui::Settings settings = {})
        : control(std::move(picture))
        , window(control, std::move(settings), 1600, 1000)
    {
        window.frames(3);
    }

    ui::Shell& shell() { return window.shell(); }

    // Everything that a command can change, as text.
    std::string fingerprint()
    {
        std::string all;
        for (const std::string& asked : control.asked()) {
            all += asked + "\n";
        }
        all += shell().settings().to_json();
        all += "frame " + std::to_string(shell().view().frame) + ", active "
            + shell().active_panel();
        all += ", clipboard " + window.clipboard();
        all += shell().wants_quit() ? ", quit" : "";
        for (const char* label :
            { "##palette text", "##step", "##path", "##value", "##branch", "key list" }) {
            all += window.find(label) ? std::string(", ") + label : "";
        }
        all += shell().timeline_has_keyboard() ? ", timeline" : "";
        all += shell().dialog_is_open() ? ", dialog" : "";
        return all;
    }

    FakeControl control;
    ui::Headless window;
};

} // namespace fw::test
