// The search for a standard library. CPython: Modules/getpath.c, in purpose only.

#include "vm/builtins/library_path.h"

#include "vm/host/host.h"

#include <algorithm>
#include <vector>

namespace fw {

namespace {

bool is_library(host::Host& host, const std::string& directory)
{
    return host.exists(directory + "/os.py");
}

struct Candidate {
    int minor;
    int patch;
    std::string directory;
};

// "3.9.18" and "python3.11": the numbers behind the first "3.".
bool read_version(const std::string& name, Candidate& candidate)
{
    const std::size_t start = name.find("3.");
    if (start == std::string::npos) {
        return false;
    }
    const std::string rest = name.substr(start + 2);
    if (rest.empty() || rest.front() < '0' || rest.front() > '9') {
        return false;
    }
    const std::size_t dot = rest.find('.');
    candidate.minor = std::atoi(rest.c_str());
    candidate.patch = dot == std::string::npos ? 0 : std::atoi(rest.c_str() + dot + 1);
    return true;
}

void add_candidates(host::Host& host, const std::string& parent, bool versions_of_pyenv,
    std::vector<Candidate>& found)
{
    const auto entries = host.list(parent);
    if (!entries) {
        return;
    }
    for (const std::string& name : entries.value) {
        Candidate candidate{};
        if (!versions_of_pyenv && name.rfind("python3.", 0) != 0) {
            continue;
        }
        if (!read_version(name, candidate)) {
            continue;
        }
        candidate.directory = parent;
        candidate.directory.append("/").append(name);
        if (versions_of_pyenv) {
            candidate.directory += "/lib/python3." + std::to_string(candidate.minor);
        }
        if (is_library(host, candidate.directory)) {
            found.push_back(std::move(candidate));
        }
    }
}

} // namespace

std::optional<std::string> find_standard_library(host::Host& host)
{
    if (auto chosen = host.variable("FRAMEWALK_STDLIB"); chosen && !chosen->empty()) {
        return *chosen;
    }
    std::vector<std::string> unpacked;
    if (const auto program = host.real_path("/proc/self/exe")) {
        // build/release/app/framewalk: the unpacked library is in build/third_party.
        std::string directory = program.value;
        for (int level = 0; level < 4 && directory.rfind('/') != std::string::npos; ++level) {
            directory.resize(directory.rfind('/'));
            unpacked.push_back(directory + "/third_party/python3.9/usr/lib/python3.9");
        }
    }
    for (const std::string& directory : unpacked) {
        if (is_library(host, directory)) {
            return directory;
        }
    }
    std::vector<Candidate> found;
    if (const auto root = host.variable("PYENV_ROOT")) {
        add_candidates(host, *root + "/versions", true, found);
    }
    if (const auto home = host.variable("HOME")) {
        add_candidates(host, *home + "/.pyenv/versions", true, found);
    }
    add_candidates(host, "/usr/local/lib", false, found);
    add_candidates(host, "/usr/lib", false, found);
    const auto best = std::max_element(
        found.begin(), found.end(), [](const Candidate& left, const Candidate& right) {
            const auto rank = [](const Candidate& one) {
                return one.minor == 9 ? 1000 + one.patch : one.minor;
            };
            return rank(left) < rank(right);
        });
    if (best == found.end()) {
        return std::nullopt;
    }
    return best->directory;
}

} // namespace fw
