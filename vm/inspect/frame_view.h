// Pictures of frames: the call stack, value stacks, block stacks, locals.

#pragma once

#include "vm/inspect/code_view.h"
#include "vm/inspect/picture.h"

#include <functional>

namespace fw {
struct Frame;
struct Function;
struct Thread;
} // namespace fw

namespace fw::inspect {

// Source text by range, one line, for captions; empty when the file is not known.
using SourceText = std::function<std::string(const std::string& file, const SourceRange& range)>;

// The instruction that was executed before the current one, if it is known; else -1.
struct LastExecuted {
    const fw::Frame* frame = nullptr;
    int offset = -1;
};

class FrameViews {
public:
    FrameViews(CodeCatalog& catalog, SourceText source, LastExecuted last)
        : m_catalog(catalog)
        , m_source(std::move(source))
        , m_last(last)
    {
    }

    // All frames of the thread, the running one first; the first `detailed` of them and the one in
    // focus in full.
    std::vector<Frame> take(const Thread& thread, std::size_t focus);

    // The function object whose call the frame is, or null (module and class bodies).
    static const fw::Function* function_of(const fw::Frame& frame);

private:
    Frame make_frame(const fw::Frame& frame, bool is_running);
    void add_details(Frame& view, const fw::Frame& frame, bool is_running);
    void add_stack(Frame& view, const fw::Frame& frame, bool is_running);
    void add_locals(Frame& view, const fw::Frame& frame);

    CodeCatalog& m_catalog;
    SourceText m_source;
    LastExecuted m_last;
};

} // namespace fw::inspect
