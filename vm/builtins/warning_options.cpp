// The options that filters are made of.

#include "vm/builtins/warning_options.h"

#include "vm/object/core_objects.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/warnings.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace fw {

namespace {

std::vector<std::string> split(const std::string& text, char separator)
{
    std::vector<std::string> parts;
    std::size_t start = 0;
    for (std::size_t end = 0; end != std::string::npos; start = end + 1) {
        end = text.find(separator, start);
        parts.push_back(text.substr(start, end - start));
    }
    return parts;
}

std::string trimmed(const std::string& text)
{
    constexpr const char* spaces = " \t\n\r\f\v";
    const std::size_t start = text.find_first_not_of(spaces);
    return start == std::string::npos
        ? std::string()
        : text.substr(start, text.find_last_not_of(spaces) + 1 - start);
}

// The action that the text begins; empty when there is none. CPython: _getaction()
std::string_view action_of(const std::string& text)
{
    if (text.empty()) {
        return "default";
    }
    if (text == "all") {
        return "always";
    }
    static constexpr std::array<std::string_view, 6> actions
        = { "default", "always", "ignore", "module", "once", "error" };
    const auto* found = std::find_if(actions.begin(), actions.end(),
        [&](std::string_view action) { return action.starts_with(text); });
    return found == actions.end() ? std::string_view() : *found;
}

// A class of the builtins; null when the text names no class of warnings there.
Object* category_of(const std::string& text)
{
    Type* warning = exception_type(TypeId::Warning);
    if (text.empty()) {
        return warning;
    }
    Object* found = dict_get_str(*runtime().builtins, intern(text).get());
    return found && is_type(found) && is_subtype(as<Type>(found), warning) ? found : nullptr;
}

std::optional<int> line_of(const std::string& text)
{
    if (text.empty()) {
        return 0;
    }
    const bool is_number = text.size() < 9
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return is_number ? std::optional<int>(std::stoi(text)) : std::nullopt;
}

// The filter that an option asks for; null when that takes more than is known here: a message or a
// module, which become regular expressions, a class of another module, or an option that makes no
// sense.
RefTo<Tuple> filter_of(const std::string& option)
{
    std::vector<std::string> parts = split(option, ':');
    if (parts.size() > 5) {
        return {};
    }
    parts.resize(5);
    std::transform(parts.begin(), parts.end(), parts.begin(), trimmed);
    const std::string_view action = action_of(parts[0]);
    Object* category = category_of(parts[2]);
    const std::optional<int> line = line_of(parts[4]);
    if (action.empty() || !parts[1].empty() || !category || !parts[3].empty() || !line) {
        return {};
    }
    const RefTo<Str> action_name = intern(action);
    const Ref line_number = make_int(*line);
    return make_tuple(
        { static_cast<Object*>(action_name.get()), none(), category, none(), line_number.get() });
}

// The same objects, as those of two such filters are.
bool is_same_filter(const Tuple& left, Object* right)
{
    if (!is_tuple(right) || as<Tuple>(right)->length != left.length) {
        return false;
    }
    for (std::int64_t i = 0; i < left.length; ++i) {
        if (left[i] != (*as<Tuple>(right))[i]) {
            return false;
        }
    }
    return true;
}

// In front of all others, and not twice. CPython: _add_filter() in Lib/warnings.py
void put_first(List& filters, const Tuple& filter)
{
    std::vector<Ref> others;
    for (std::int64_t i = 0; i < filters.length; ++i) {
        if (!is_same_filter(filter, filters[i])) {
            others.push_back(share(filters[i]));
        }
    }
    list_clear(filters);
    list_append(filters, share(const_cast<Tuple*>(&filter)));
    for (Ref& other : others) {
        list_append(filters, std::move(other));
    }
}

} // namespace

std::vector<std::string> split_warning_options(const std::string& text)
{
    std::vector<std::string> options = split(text, ',');
    std::erase(options, std::string());
    return options;
}

bool apply_warning_options(const std::vector<std::string>& options)
{
    const RefTo<List> names = make_list();
    std::vector<RefTo<Tuple>> filters;
    for (const std::string& option : options) {
        list_append(*names, make_str(option));
        if (RefTo<Tuple> filter = filter_of(option)) {
            filters.push_back(std::move(filter));
        }
    }
    dict_set_str(*as<Module>(runtime().sys_module)->dict, intern("warnoptions").get(), names.get());
    if (filters.size() != options.size()) {
        return false;
    }
    WarningsState& state = warnings_state();
    for (const RefTo<Tuple>& filter : filters) {
        put_first(*state.filters, *filter);
    }
    state.filters_version
        += static_cast<std::int64_t>(filters.size()); // as many simplefilter() calls
    return true;
}

} // namespace fw
