// Observers look at a run. They get const events, cannot stop or change the run, and cost only what
// they asked for.
//
//     class OpcodeCounter final : public hooks::Observer { void on_opcode(const OpcodeEvent&)
//     override { ++count; } ... }; OpcodeCounter counter; hooks::Subscription subscription =
//     machine.hooks().subscribe(counter, { Event::Opcode });
//
// Callbacks run while the program stands still; they must not run Python code or throw.

#pragma once

#include "vm/hooks/event.h"

#include <initializer_list>
#include <vector>

namespace fw::hooks {

class Observer {
public:
    virtual ~Observer() = default;

    virtual void on_opcode(const OpcodeEvent&) { }
    virtual void on_frame_push(const FramePushEvent&) { }
    virtual void on_frame_pop(const FramePopEvent&) { }
    virtual void on_line(const LineEvent&) { }
    virtual void on_exception_raised(const ExceptionEvent&) { }
    virtual void on_exception_caught(const ExceptionEvent&) { }
    virtual void on_native_call(const NativeCallEvent&) { }
    virtual void on_cell_write(const CellWriteEvent&) { }
    virtual void on_global_write(const NameWriteEvent&) { }
    virtual void on_attribute_write(const NameWriteEvent&) { }
    virtual void on_output(const OutputEvent&) { }
};

enum class Decision : std::uint8_t { Continue, Stop };

// The one that decides when to stop, asked before the observers are told. There is at most one.
// After a stop it is asked again about the same step when the run goes on.
class StepController {
public:
    virtual ~StepController() = default;

    // Before the instruction executes: Stop leaves the machine right here.
    virtual Decision before_opcode(const OpcodeEvent& event) = 0;
    // The controller follows frames to know "over" and "out".
    virtual void frame_pushed(const FramePushEvent&) { }
    virtual void frame_popped(const FramePopEvent&) { }
};

class Registry;

// Ends the subscription when it goes. The registry must outlive it.
class Subscription {
public:
    Subscription() = default;
    Subscription(Subscription&& other) noexcept;
    Subscription& operator=(Subscription&& other) noexcept;
    ~Subscription() { end(); }

    void end();

private:
    friend class Registry;
    Subscription(Registry& registry, Observer& observer)
        : m_registry(&registry)
        , m_observer(&observer)
    {
    }

    Registry* m_registry = nullptr;
    Observer* m_observer = nullptr;
};

// Who observes what. Lives outside the region: it is no part of the program's state. Not
// thread-safe: subscribe while the machine stands still.
class Registry {
public:
    [[nodiscard]] Subscription subscribe(Observer& observer, std::initializer_list<Event> events);
    void set_controller(StepController* controller); // null: nobody stops the run

    bool wants(Event event) const { return (m_mask & static_cast<std::uint32_t>(event)) != 0; }
    // Whether the loop has to tell anybody anything: else it runs its unobserved instantiation.
    bool observed() const { return m_mask != 0 || m_controller != nullptr; }
    StepController* controller() const { return m_controller; }
    // The one observer of opcodes when nobody else needs to be asked before an instruction: no
    // controller, no line events. Else null.
    Observer* sole_opcode_observer() const { return m_sole_opcode_observer; }

    // Calls `member` of each observer that wants the event.
    template <class Data>
    void tell(Event event, void (Observer::*member)(const Data&), const Data& data) const
    {
        for (const Entry& entry : m_entries) {
            if ((entry.mask & static_cast<std::uint32_t>(event)) != 0) {
                (entry.observer->*member)(data);
            }
        }
    }

private:
    friend class Subscription;
    friend class Pause;
    struct Entry {
        Observer* observer;
        std::uint32_t mask;
    };
    void remove(Observer* observer);
    void recompute_mask();

    std::vector<Entry> m_entries;
    std::uint32_t m_mask = 0;
    StepController* m_controller = nullptr;
    Observer* m_sole_opcode_observer = nullptr;
};

// While it exists nobody is told anything and nobody is asked: for what is no part of the run, such
// as replaying what was seen already. No subscriptions in between.
class Pause {
public:
    explicit Pause(Registry& registry);
    ~Pause();
    Pause(const Pause&) = delete;
    Pause& operator=(const Pause&) = delete;

private:
    Registry& m_registry;
    std::vector<Registry::Entry> m_entries;
    StepController* m_controller;
};

} // namespace fw::hooks
