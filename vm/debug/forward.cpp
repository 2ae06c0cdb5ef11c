// Looking forwards.

#include "vm/debug/forward.h"

#include "vm/eval/frame.h"

namespace fw::debug {

using inspect::EventKind;
using inspect::Step;

Runner::Forward::Forward(Machine& machine, EventKind kind, IsOwn is_own)
    : m_start(machine.step())
    , m_is_own(std::move(is_own))
    , m_collections(runtime().gc.collections)
{
    hooks::Registry& registry = machine.hooks();
    switch (kind) {
    case EventKind::Call:
        m_what = "call";
        m_subscription = registry.subscribe(*this, { hooks::Event::FramePush });
        break;
    case EventKind::Return:
        m_what = "return";
        m_subscription = registry.subscribe(*this, { hooks::Event::FramePop });
        break;
    case EventKind::Exception:
        m_what = "exception";
        m_subscription = registry.subscribe(*this, { hooks::Event::ExceptionRaised });
        break;
    case EventKind::Output:
        m_what = "output";
        m_subscription = registry.subscribe(*this, { hooks::Event::Output });
        break;
    case EventKind::CellWrite:
        m_what = "cell write";
        m_subscription = registry.subscribe(*this, { hooks::Event::CellWrite });
        break;
    case EventKind::Collection:
        m_what = "garbage collection";
        m_wants_collections = true;
        break;
    }
    registry.set_controller(this);
}

Runner::Forward::Forward(Machine& machine, PlaceProbe probe)
    : m_start(machine.step())
    , m_what("write")
    , m_collections(0)
    , m_writes(std::make_unique<WriteSearch>(std::move(probe)))
{
    m_writes->begin(machine);
    machine.hooks().set_controller(this);
}

std::optional<Step> Runner::Forward::found()
{
    if (m_writes) {
        m_writes->look();
        const auto& step = m_writes->found();
        return step && *step > m_start ? step : std::nullopt;
    }
    return m_found;
}

void Runner::Forward::note(Step step, const Frame* frame)
{
    if (!m_found && step > m_start && (!frame || m_is_own(*frame->code))) {
        m_found = step;
    }
}

hooks::Decision Runner::Forward::before_opcode(const hooks::OpcodeEvent& event)
{
    if (m_wants_collections && runtime().gc.collections != m_collections) {
        m_collections = runtime().gc.collections;
        note(event.step - 1, nullptr);
    }
    return found() ? hooks::Decision::Stop : hooks::Decision::Continue;
}

void Runner::Forward::on_frame_push(const hooks::FramePushEvent& event)
{
    note(event.step - 1, event.frame);
}

void Runner::Forward::on_frame_pop(const hooks::FramePopEvent& event)
{
    note(event.step - 1, event.frame);
}

void Runner::Forward::on_exception_raised(const hooks::ExceptionEvent& event)
{
    note(event.step, event.frame);
}

void Runner::Forward::on_cell_write(const hooks::CellWriteEvent& event)
{
    note(event.step, event.frame);
}

void Runner::Forward::on_output(const hooks::OutputEvent& event)
{
    note(event.step, nullptr);
}

} // namespace fw::debug
