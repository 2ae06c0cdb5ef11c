// The module time: clocks through the host, and calendar dates.
// CPython: Modules/timemodule.c

#include "vm/eval/import.h"
#include "vm/host/host.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/modules/struct_sequence.h"
#include "vm/object/protocol.h"

#include <array>
#include <cmath>
#include <ctime>

namespace fw {

namespace {

constexpr auto time_members = struct_members({ "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min",
    "tm_sec", "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff" });
constexpr TypeSpec time_spec = struct_sequence_spec(
    "time.struct_time", time_members, "A date and time as nine numbers; the zone by name only.");
constexpr auto clock_members
    = struct_members({ "implementation", "monotonic", "adjustable", "resolution" });
constexpr TypeSpec clock_spec = struct_sequence_spec("time.clock_info", clock_members);

Type* struct_time_type()
{
    return module_type_at(ModuleBlock::time, 0);
}
Type* clock_info_type()
{
    return module_type_at(ModuleBlock::time, 1);
}

host::Host& the_host()
{
    return *runtime().host;
}

Ref seconds(std::int64_t nanoseconds)
{
    return make_float(static_cast<double>(nanoseconds) * 1e-9);
}

template <std::int64_t (host::Host::*clock)()> Result<Ref> clock_seconds(Thread&, Object*, Args)
{
    return seconds((the_host().*clock)());
}
template <std::int64_t (host::Host::*clock)()> Result<Ref> clock_ns(Thread&, Object*, Args)
{
    return make_int((the_host().*clock)());
}

Result<Ref> time_sleep(Thread& thread, Object*, Args args)
{
    if (!is_int(args[0]) && !is_instance_of(args[0], float_type()) && !args[0]->type->slots.to_float
        && !args[0]->type->slots.to_index) {
        return raise(thread, TypeId::TypeError, "'{}' object cannot be interpreted as an integer",
            type_name(args[0]));
    }
    TRY_LET(const double duration, to_double(thread, args[0]));
    if (std::isnan(duration)) {
        return raise(thread, TypeId::ValueError, "Invalid value NaN (not a number)");
    }
    if (duration < 0) {
        return raise(thread, TypeId::ValueError, "sleep length must be non-negative");
    }
    the_host().sleep_ns(static_cast<std::int64_t>(duration * 1e9));
    return make_none();
}

// --- dates

// Days since 1970-01-01 of a date of the Gregorian calendar.
std::int64_t days_from_civil(std::int64_t year, int month, int day)
{
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const std::int64_t day_of_era
        = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

host::LocalTime utc_time(std::int64_t when)
{
    host::LocalTime parts;
    std::int64_t days = when / 86400;
    std::int64_t rest = when % 86400;
    if (rest < 0) {
        rest += 86400;
        --days;
    }
    parts.hour = static_cast<int>(rest / 3600);
    parts.minute = static_cast<int>(rest / 60 % 60);
    parts.second = static_cast<int>(rest % 60);
    parts.weekday = static_cast<int>(((days + 3) % 7 + 7) % 7);
    const std::int64_t shifted = days + 719468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const std::int64_t day_of_era = shifted - era * 146097;
    const std::int64_t year_of_era
        = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year
        = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month_index = (5 * day_of_year + 2) / 153;
    parts.day = static_cast<int>(day_of_year - (153 * month_index + 2) / 5 + 1);
    parts.month = static_cast<int>(month_index < 10 ? month_index + 3 : month_index - 9);
    parts.year = static_cast<int>(year_of_era + era * 400 + (parts.month <= 2 ? 1 : 0));
    parts.day_of_year = static_cast<int>(days - days_from_civil(parts.year, 1, 1)) + 1;
    parts.zone = "UTC";
    return parts;
}

Ref make_struct_time(const host::LocalTime& parts)
{
    const auto number = [](std::int64_t value) { return make_int(value); };
    return make_struct_sequence(struct_time_type(),
        { number(parts.year), number(parts.month), number(parts.day), number(parts.hour),
            number(parts.minute), number(parts.second), number(parts.weekday),
            number(parts.day_of_year), number(parts.summer_time), make_str(parts.zone),
            number(parts.offset) });
}

Result<std::int64_t> when_argument(Thread& thread, Object* object)
{
    if (!object || object == none()) {
        const std::int64_t now = the_host().time_ns();
        return now / 1000000000 - (now % 1000000000 < 0 ? 1 : 0);
    }
    if (is_instance_of(object, float_type())) {
        const double value = as<Float>(object)->value;
        if (std::isnan(value)) {
            return raise(thread, TypeId::ValueError, "Invalid value NaN (not a number)");
        }
        if (std::fabs(value) > 9e18) {
            return raise(
                thread, TypeId::OverflowError, "timestamp out of range for platform time_t");
        }
        return static_cast<std::int64_t>(std::floor(value));
    }
    return to_int64(thread, object);
}

Result<Ref> time_localtime(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t when, when_argument(thread, args[0]));
    return make_struct_time(the_host().local_time(when));
}

Result<Ref> time_gmtime(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t when, when_argument(thread, args[0]));
    return make_struct_time(utc_time(when));
}

// A tuple of nine numbers, checked as CPython does. CPython: gettmarg, checktm
Result<std::tm> tm_argument(Thread& thread, Object* object, std::string& zone)
{
    if (!is_tuple(object)) {
        return raise(thread, TypeId::TypeError, "Tuple or struct_time argument required");
    }
    const Tuple& tuple = *as<Tuple>(object);
    if (tuple.length != 9) {
        return raise(thread, TypeId::TypeError, "function takes exactly 9 arguments ({} given)",
            tuple.length);
    }
    std::array<int, 9> parts{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        TRY_LET(const std::int64_t value, to_int64(thread, tuple[static_cast<std::int64_t>(i)]));
        parts[i] = static_cast<int>(value);
    }
    std::tm time{};
    time.tm_year = parts[0] - 1900;
    time.tm_mon = parts[1] == 0 ? 0 : parts[1] - 1;
    time.tm_mday = parts[2] == 0 ? 1 : parts[2];
    time.tm_hour = parts[3];
    time.tm_min = parts[4];
    time.tm_sec = parts[5];
    time.tm_wday = (parts[6] + 1) % 7;
    time.tm_yday = parts[7] == 0 ? 0 : parts[7] - 1;
    time.tm_isdst = parts[8];
    const auto check = [&](bool good, const char* what) -> Result<void> {
        if (!good) {
            return raise(thread, TypeId::ValueError, "{} out of range", what);
        }
        return {};
    };
    TRY(check(time.tm_mon >= 0 && time.tm_mon <= 11, "month"));
    TRY(check(time.tm_mday >= 1 && time.tm_mday <= 31, "day of month"));
    TRY(check(time.tm_hour >= 0 && time.tm_hour <= 23, "hour"));
    TRY(check(time.tm_min >= 0 && time.tm_min <= 59, "minute"));
    TRY(check(time.tm_sec >= 0 && time.tm_sec <= 61, "seconds"));
    TRY(check(time.tm_wday >= 0, "day of week"));
    TRY(check(time.tm_yday >= 0 && time.tm_yday <= 365, "day of year"));
    if (object->type == struct_time_type()) {
        Object* name = tuple.items()[9];
        Object* offset = tuple.items()[10];
        if (name && is_str(name)) {
            zone = to_utf8(*as<Str>(name));
        }
        if (offset && is_int(offset)) {
            time.tm_gmtoff = static_cast<long>(as<Int>(offset)->value);
        }
    }
    return time;
}

std::tm tm_of(const host::LocalTime& parts)
{
    std::tm time{};
    time.tm_year = parts.year - 1900;
    time.tm_mon = parts.month - 1;
    time.tm_mday = parts.day;
    time.tm_hour = parts.hour;
    time.tm_min = parts.minute;
    time.tm_sec = parts.second;
    time.tm_wday = (parts.weekday + 1) % 7;
    time.tm_yday = parts.day_of_year - 1;
    time.tm_isdst = parts.summer_time;
    time.tm_gmtoff = parts.offset;
    return time;
}

Result<std::tm> tm_or_now(Thread& thread, Object* object, std::string& zone)
{
    if (object) {
        return tm_argument(thread, object, zone);
    }
    const host::LocalTime now = the_host().local_time(the_host().time_ns() / 1000000000);
    zone = now.zone;
    return tm_of(now);
}

Result<Ref> time_asctime(Thread& thread, Object*, Args args)
{
    std::string zone;
    TRY_LET(const std::tm time, tm_or_now(thread, args[0], zone));
    static constexpr const char* days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static constexpr const char* months[]
        = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    return Ref(make_str(
        fmt::format("{} {}{:3} {:02}:{:02}:{:02} {}", days[time.tm_wday], months[time.tm_mon],
            time.tm_mday, time.tm_hour, time.tm_min, time.tm_sec, 1900 + time.tm_year)));
}

Result<Ref> time_ctime(Thread& thread, Object* module, Args args)
{
    TRY_LET(const Ref local, time_localtime(thread, module, args));
    Object* values[] = { local.get() };
    return time_asctime(thread, module, Args{ values, 1, nullptr });
}

// The seconds whose local time is the given one: the offset is found by trying.
std::int64_t seconds_of(const std::tm& time)
{
    const std::int64_t naive
        = days_from_civil(time.tm_year + 1900, time.tm_mon + 1, time.tm_mday) * 86400
        + time.tm_hour * 3600 + time.tm_min * 60 + time.tm_sec;
    const std::int64_t when = naive - the_host().local_time(naive).offset;
    return naive - the_host().local_time(when).offset;
}

// "%s" needs the local zone, which the host knows and the C library must not be asked for.
std::string without_seconds(const std::string& format, const std::tm& time)
{
    std::string text;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%' || i + 1 == format.size()) {
            text += format[i];
        } else if (format[++i] == 's') {
            text += std::to_string(seconds_of(time));
        } else {
            text.append({ '%', format[i] });
        }
    }
    return text;
}

Result<Ref> time_strftime(Thread& thread, Object*, Args args)
{
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "strftime() argument 1 must be str, not {}",
            type_name(args[0]));
    }
    const std::string format = to_utf8(*as<Str>(args[0]));
    std::string zone;
    TRY_LET(std::tm time, tm_or_now(thread, args[1], zone));
    time.tm_zone = zone.c_str();
    if (format.empty()) {
        return Ref(make_str(""));
    }
    // An empty answer means "too small" as well as "empty": a sentinel tells them apart.
    const std::string guarded = without_seconds(format, time) + "\x01";
    std::string text(256 + format.size() * 32, '\0');
    const std::size_t size = std::strftime(text.data(), text.size(), guarded.c_str(), &time);
    text.resize(size > 0 ? size - 1 : 0);
    return Ref(make_str(text));
}

Result<Ref> time_mktime(Thread& thread, Object*, Args args)
{
    std::string zone;
    TRY_LET(const std::tm time, tm_argument(thread, args[0], zone));
    return make_float(static_cast<double>(seconds_of(time)));
}

Result<Ref> time_strptime(Thread& thread, Object*, Args args)
{
    TRY_LET(const Ref module, import_module(thread, intern("_strptime").get()));
    TRY_LET(
        const Ref function, get_attribute(thread, module.get(), intern("_strptime_time").get()));
    return call(thread, function.get(), args);
}

Result<Ref> time_tzset(Thread&, Object*, Args)
{
    return make_none();
}

Result<Ref> time_get_clock_info(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string name, to_text(thread, args[0], "get_clock_info() argument 1"));
    const bool wall = name == "time";
    if (!wall && name != "monotonic" && name != "perf_counter" && name != "process_time"
        && name != "thread_time") {
        return raise(thread, TypeId::ValueError, "unknown clock");
    }
    return make_struct_sequence(clock_info_type(),
        { make_str("clock_gettime()"), make_bool(!wall), make_bool(wall), make_float(1e-9) });
}

constexpr Method time_functions[] = {
    { .name = "time", .call = clock_seconds<&host::Host::time_ns>, .doc = "Seconds since 1970." },
    { .name = "time_ns", .call = clock_ns<&host::Host::time_ns>, .doc = "Nanoseconds since 1970." },
    { .name = "monotonic",
        .call = clock_seconds<&host::Host::monotonic_ns>,
        .doc = "Seconds of a clock that never goes back." },
    { .name = "monotonic_ns",
        .call = clock_ns<&host::Host::monotonic_ns>,
        .doc = "The same in nanoseconds." },
    { .name = "perf_counter",
        .call = clock_seconds<&host::Host::perf_counter_ns>,
        .doc = "Seconds of the finest clock." },
    { .name = "perf_counter_ns",
        .call = clock_ns<&host::Host::perf_counter_ns>,
        .doc = "The same in nanoseconds." },
    { .name = "process_time",
        .call = clock_seconds<&host::Host::process_time_ns>,
        .doc = "Seconds of processor time." },
    { .name = "process_time_ns",
        .call = clock_ns<&host::Host::process_time_ns>,
        .doc = "The same in nanoseconds." },
    { .name = "thread_time",
        .call = clock_seconds<&host::Host::process_time_ns>,
        .doc = "Seconds of processor time of the thread." },
    { .name = "thread_time_ns",
        .call = clock_ns<&host::Host::process_time_ns>,
        .doc = "The same in nanoseconds." },
    { .name = "sleep", .signature = "seconds, /", .call = time_sleep, .doc = "Wait." },
    { .name = "localtime",
        .signature = "seconds=None, /",
        .call = time_localtime,
        .doc = "A time as local date and time." },
    { .name = "gmtime",
        .signature = "seconds=None, /",
        .call = time_gmtime,
        .doc = "A time as date and time in UTC." },
    { .name = "asctime",
        .signature = "tuple=None, /",
        .call = time_asctime,
        .doc = "A date as text." },
    { .name = "ctime",
        .signature = "seconds=None, /",
        .call = time_ctime,
        .doc = "A time as local date in text." },
    { .name = "strftime",
        .signature = "format, tuple=None, /",
        .call = time_strftime,
        .doc = "A date as text of a chosen form." },
    { .name = "strptime", .signature = "*", .call = time_strptime, .doc = "A date out of text." },
    { .name = "mktime",
        .signature = "tuple, /",
        .call = time_mktime,
        .doc = "Seconds since 1970 of a local date." },
    { .name = "tzset", .call = time_tzset, .doc = "Does nothing: the host knows the zone." },
    { .name = "get_clock_info",
        .signature = "name, /",
        .call = time_get_clock_info,
        .doc = "What a clock is like." },
};

} // namespace

Result<RefTo<Module>> make_time_module(Thread&)
{
    ready_struct_sequence(*struct_time_type(), time_spec, 9);
    ready_struct_sequence(*clock_info_type(), clock_spec, 4);
    RefTo<Module> module = make_native_module("time", time_functions, "Clocks and dates.");
    const std::int64_t now = the_host().time_ns() / 1000000000;
    const host::LocalTime local = the_host().local_time(now);
    add_to_module(*module, "timezone", -static_cast<std::int64_t>(local.offset));
    add_to_module(*module, "altzone", -static_cast<std::int64_t>(local.offset));
    add_to_module(*module, "daylight", 0);
    const RefTo<Str> zone = make_str(local.zone);
    add_to_module(*module, "tzname", make_tuple({ zone.get(), zone.get() }).get());
    add_to_module(*module, "CLOCK_REALTIME", 0);
    add_to_module(*module, "CLOCK_MONOTONIC", 1);
    add_to_module(*module, "CLOCK_PROCESS_CPUTIME_ID", 2);
    add_type(*module, struct_time_type());
    return module;
}

} // namespace fw
