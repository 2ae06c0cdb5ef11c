// The host that asks the operating system. Standard input blocks; output goes out at once.

#pragma once

#include "vm/host/host.h"

#include <string>

namespace fw::host {

class RealHost : public Host {
public:
    Answer answer(const Request& request) override;

private:
    Answer read_standard_input();
    Answer read_handle(const Request& request);

    std::string m_input; // read and not yet handed out
};

} // namespace fw::host
