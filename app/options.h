// Options that the window and `shot` share.
#pragma once

#include "ui/settings.h"

#include <CLI/CLI.hpp>

#include <string>

namespace fw::app {

// Accepts whole numbers from 0: steps and limits.
CLI::Validator whole_number();

struct LookOptions {
    std::string layout;
    std::string size;
    std::string theme;
    float scale = 0;

    void declare(CLI::App& command);
    // Throws CLI::ValidationError with a line for the person.
    void apply(ui::Settings& settings) const;
};

} // namespace fw::app
