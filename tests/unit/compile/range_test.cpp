// Which text each instruction lights up, for every construct of the language: tests/golden/ranges
// holds programs and the reviewed pictures. With FW_UPDATE_RANGES=1 in the environment the pictures
// are written anew; look at the difference instruction by instruction before it is committed.
#include "tests/unit/compile/compile_helper.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace fw::compile {

namespace {

std::string read(const std::filesystem::path& path)
{
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

std::vector<std::filesystem::path> range_programs()
{
    std::vector<std::filesystem::path> programs;
    for (const auto& entry :
        std::filesystem::directory_iterator(FW_SOURCE_DIR "/tests/golden/ranges")) {
        if (entry.path().extension() == ".py") {
            programs.push_back(entry.path());
        }
    }
    std::sort(programs.begin(), programs.end());
    return programs;
}

} // namespace

TEST(Ranges, EveryInstructionLightsWhatAPersonWouldPointAt)
{
    const std::vector<std::filesystem::path> programs = range_programs();
    ASSERT_GE(programs.size(), 10U);
    for (std::filesystem::path path : programs) {
        SCOPED_TRACE(path.string());
        const std::string source = read(path);
        const code::CodeRef unit = code_of(source);
        ASSERT_NE(unit, nullptr);
        const std::string picture = code::list_ranges(*unit, source);
        path.replace_extension(".ranges");
        if (std::getenv("FW_UPDATE_RANGES") != nullptr) {
            std::ofstream(path, std::ios::binary) << picture;
        }
        EXPECT_EQ(read(path), picture);
    }
}

} // namespace fw::compile
