// Which programs the tests of the time machine run.

#include "tests/unit/timeline/history.h"

#include <algorithm>

namespace fw::timeline {

std::vector<std::string> program_files()
{
    std::vector<std::string> files;
    for (const char* folder : { "assets/examples", "tests/golden" }) {
        for (const auto& entry :
            std::filesystem::directory_iterator(std::filesystem::path(FW_SOURCE_DIR) / folder)) {
            // Some goldens are for the compiler only.
            const bool runs = read_text(entry.path()).rfind("# golden: code", 0) != 0;
            if (entry.path().extension() == ".py" && runs) {
                files.push_back(entry.path().string());
            }
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace fw::timeline
