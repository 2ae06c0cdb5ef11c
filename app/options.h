// Options that several commands share.
#pragma once

#include "ui/settings.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>
#include <vector>

namespace fw::app {

// Accepts whole numbers from 0: steps and limits.
CLI::Validator whole_number();

// Adds python's -O and -OO. The level, 0 to 2, is known when the line has been read.
std::shared_ptr<const int> declare_optimize(CLI::App& command);

// Adds python's -W, which may be given several times.
std::shared_ptr<const std::vector<std::string>> declare_warnings(CLI::App& command);

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
