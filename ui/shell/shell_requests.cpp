// What the window asks of the session beside its pictures: the compiler's stages, pages of names,
// the parts of an object. One request of a kind is on its way at a time.

#include "ui/shell/shell.h"

#include <algorithm>

namespace fw::ui {

void Shell::ask_for_stages()
{
    const LayoutTree& layout = m_settings.layout;
    const bool shown = layout.is_open("tokens") || layout.is_open("syntax_tree")
        || layout.is_open("symbols") || layout.is_open("peephole");
    const inspect::SourceFile* source = m_view.shown_source();
    if (!shown || !source || source == m_stages_source.get()) {
        return;
    }
    const auto& sources = m_view.picture->sources;
    m_stages_source = *std::find_if(
        sources.begin(), sources.end(), [&](const auto& each) { return each.get() == source; });
    m_stages_request
        = m_control.request(debug::StagesRequest{ .path = source->path, .text = source->text });
}

void Shell::take_replies()
{
    if (m_stages_request) {
        std::optional<debug::Reply> made = m_control.take_reply(*m_stages_request);
        if (auto* stages
            = made ? std::get_if<std::shared_ptr<const inspect::Stages>>(&*made) : nullptr) {
            m_stages_request.reset();
            m_view.stages = std::move(*stages);
            m_stale = true;
        }
    }
    take_object();
    ask_profile();
    take_evaluation();
    if (!m_names_request) {
        return;
    }
    const std::optional<debug::Reply> reply = m_control.take_reply(*m_names_request);
    if (!reply) {
        return;
    }
    m_names_request.reset();
    if (const auto* page = std::get_if<inspect::NamePage>(&*reply)) {
        auto with_page = std::make_shared<inspect::Picture>(*m_view.picture);
        (page->dict == with_page->builtins.dict ? with_page->builtins : with_page->globals) = *page;
        m_view.picture = std::move(with_page);
        m_stale = true;
    }
}

// What a part of the window has found becomes what the panel Object shows.
void Shell::inspect_object(const Command& command)
{
    Inspected now{ .object = command.object,
        .name = command.place ? command.place->name : command.text,
        .place = command.place };
    const bool same = m_view.inspected && m_view.inspected->name == now.name
        && m_view.inspected->place == now.place;
    if (!same || (!now.place && m_view.inspected->object != now.object)) {
        m_view.opened.clear();
        m_view.detail.reset();
        m_view.detail_before.reset();
    }
    m_view.inspected = std::move(now);
    m_stale = true;
}

// Asks anew when the program has moved or something else is opened. What is shown stays until the
// answer is there.
void Shell::ask_for_object()
{
    const inspect::Picture& picture = *m_view.picture;
    const LayoutNode* group = m_settings.layout.group_of("object");
    if (!m_view.inspected || m_object_request || !group || group->tabs[group->active] != "object"
        || picture.state == inspect::RunState::Running
        || picture.state == inspect::RunState::Seeking) {
        return;
    }
    ObjectQuestion question{ .moment = picture.moment,
        .object = m_view.find_inspected(),
        .name = m_view.inspected->name,
        .opened = m_view.opened };
    if (question == m_object_question) {
        return;
    }
    m_object_question = question;
    m_object_request = m_control.request(debug::ObjectRequest{ .moment = question.moment,
        .object = question.object,
        .name = std::move(question.name),
        .opened = std::move(question.opened) });
}

void Shell::take_object()
{
    if (!m_object_request) {
        return;
    }
    std::optional<debug::Reply> reply = m_control.take_reply(*m_object_request);
    auto* detail = reply ? std::get_if<inspect::ObjectDetail>(&*reply) : nullptr;
    if (!detail) {
        return;
    }
    m_object_request.reset();
    if (m_object_moment != m_object_question.moment) {
        m_object_moment = m_object_question.moment;
        m_view.detail_before = m_view.detail;
    }
    m_view.detail = std::make_shared<const inspect::ObjectDetail>(std::move(*detail));
    m_stale = true;
}

} // namespace fw::ui
