// Subscriptions to the machine's events.

#include "vm/hooks/observer.h"

#include <algorithm>
#include <utility>

namespace fw::hooks {

Subscription::Subscription(Subscription&& other) noexcept
    : m_registry(std::exchange(other.m_registry, nullptr))
    , m_observer(std::exchange(other.m_observer, nullptr))
{
}

Subscription& Subscription::operator=(Subscription&& other) noexcept
{
    if (this != &other) {
        end();
        m_registry = std::exchange(other.m_registry, nullptr);
        m_observer = std::exchange(other.m_observer, nullptr);
    }
    return *this;
}

void Subscription::end()
{
    if (m_registry) {
        m_registry->remove(m_observer);
        m_registry = nullptr;
        m_observer = nullptr;
    }
}

Subscription Registry::subscribe(Observer& observer, std::initializer_list<Event> events)
{
    std::uint32_t mask = 0;
    for (const Event event : events) {
        mask |= static_cast<std::uint32_t>(event);
    }
    m_entries.push_back({ &observer, mask });
    recompute_mask();
    return { *this, observer };
}

void Registry::set_controller(StepController* controller)
{
    m_controller = controller;
    recompute_mask();
}

void Registry::remove(Observer* observer)
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
        [observer](const Entry& candidate) { return candidate.observer == observer; });
    if (entry != m_entries.end()) {
        m_entries.erase(entry);
    }
    recompute_mask();
}

void Registry::recompute_mask()
{
    constexpr auto opcode = static_cast<std::uint32_t>(Event::Opcode);
    constexpr auto line = static_cast<std::uint32_t>(Event::Line);
    m_mask = 0;
    m_sole_opcode_observer = nullptr;
    int opcode_observers = 0;
    for (const Entry& entry : m_entries) {
        m_mask |= entry.mask;
        if ((entry.mask & opcode) != 0) {
            ++opcode_observers;
            m_sole_opcode_observer = entry.observer;
        }
    }
    if (opcode_observers != 1 || m_controller || (m_mask & line) != 0) {
        m_sole_opcode_observer = nullptr;
    }
}

Pause::Pause(Registry& registry)
    : m_registry(registry)
    , m_entries(std::exchange(registry.m_entries, {}))
    , m_controller(std::exchange(registry.m_controller, nullptr))
{
    m_registry.recompute_mask();
}

Pause::~Pause()
{
    m_registry.m_entries = std::move(m_entries);
    m_registry.m_controller = m_controller;
    m_registry.recompute_mask();
}

} // namespace fw::hooks
