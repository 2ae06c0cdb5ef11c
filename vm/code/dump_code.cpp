// The canonical dump of code units: every co_ field but the file name, code objects in pre-order.
#include "vm/code/disassemble.h"

#include "vm/base/utf8.h"

#include <algorithm>
#include <bit>
#include <cstdio>

namespace fw::code {

namespace {

constexpr char hex_digits[] = "0123456789abcdef";

template <typename Bytes> std::string hex(const Bytes& bytes)
{
    std::string out;
    for (const auto value : bytes) {
        const auto byte = static_cast<unsigned char>(value);
        out += hex_digits[byte >> 4];
        out += hex_digits[byte & 0xf];
    }
    return out.empty() ? "-" : out;
}

void append_utf16(std::string& out, char32_t unit)
{
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) {
        out += hex_digits[(unit >> shift) & 0xf];
    }
}

// A JSON string in ASCII.
std::string json(std::string_view utf8)
{
    std::string out = "\"";
    for (std::size_t i = 0; i < utf8.size();) {
        const char32_t point = next_code_point(utf8, i);
        switch (point) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (point >= 0x20 && point < 0x7f) {
                out += static_cast<char>(point);
            } else if (point < 0x10000) {
                append_utf16(out, point);
            } else {
                append_utf16(out, 0xd800 + ((point - 0x10000) >> 10));
                append_utf16(out, 0xdc00 + ((point - 0x10000) & 0x3ff));
            }
        }
    }
    return out + '"';
}

std::string json_list(const std::vector<std::string>& names)
{
    std::string out = "[";
    for (const std::string& name : names) {
        out += out.size() > 1 ? "," : "";
        out += json(name);
    }
    return out + ']';
}

std::string bits(double value)
{
    char buffer[17];
    std::snprintf(buffer, sizeof buffer, "%016llx",
        static_cast<unsigned long long>(std::bit_cast<std::uint64_t>(value)));
    return buffer;
}

std::string constant_text(const Constant& constant);

std::vector<std::string> texts(const std::vector<Constant>& items)
{
    std::vector<std::string> out;
    out.reserve(items.size());
    for (const Constant& item : items) {
        out.push_back(constant_text(item));
    }
    return out;
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string out;
    for (const std::string& part : parts) {
        out += &part == parts.data() ? "" : ",";
        out += part;
    }
    return out;
}

struct Text {
    std::string operator()(const NoneConstant&) const { return "None"; }
    std::string operator()(const EllipsisConstant&) const { return "Ellipsis"; }
    std::string operator()(bool value) const { return value ? "True" : "False"; }
    std::string operator()(std::int64_t value) const { return "int " + std::to_string(value); }
    std::string operator()(const BigIntConstant& value) const { return "int " + decimal(value); }
    std::string operator()(double value) const { return "float " + bits(value); }
    std::string operator()(const ComplexConstant& value) const
    {
        return "complex " + bits(value.real) + ' ' + bits(value.imaginary);
    }
    std::string operator()(const StringConstant& value) const { return "str " + json(value.utf8); }
    std::string operator()(const BytesConstant& value) const { return "bytes " + hex(value.bytes); }
    std::string operator()(const TupleConstant& value) const
    {
        return "tuple(" + joined(texts(*value.items)) + ')';
    }
    std::string operator()(const FrozenSetConstant& value) const
    {
        std::vector<std::string> items = texts(*value.items);
        std::sort(items.begin(), items.end());
        return "frozenset(" + joined(items) + ')';
    }
};

std::string constant_text(const Constant& constant)
{
    return std::visit(Text{}, constant.value);
}

class Dump {
public:
    // Numbers the unit and the units inside it, in pre-order.
    std::size_t visit(const CodeUnit& unit)
    {
        const std::size_t number = m_units.size();
        m_units.push_back({ &unit, {} });
        std::vector<std::string> lines;
        for (const CodeConstant& constant : unit.consts) {
            if (const CodeRef* inner = std::get_if<CodeRef>(&constant)) {
                lines.push_back("code " + std::to_string(visit(**inner)));
            } else {
                lines.push_back(constant_text(std::get<Constant>(constant)));
            }
        }
        m_units[number].consts = std::move(lines);
        return number;
    }

    std::string text() const
    {
        std::string out;
        for (std::size_t number = 0; number < m_units.size(); ++number) {
            append_unit(out, number);
        }
        return out;
    }

private:
    struct Entry {
        const CodeUnit* unit;
        std::vector<std::string> consts;
    };

    void append_unit(std::string& out, std::size_t number) const
    {
        const CodeUnit& unit = *m_units[number].unit;
        const auto line = [&out](std::string_view field, const std::string& value) {
            out += field;
            out += ' ';
            out += value;
            out += '\n';
        };
        line("code", std::to_string(number));
        line("name", json(unit.name));
        line("argcount", std::to_string(unit.argcount));
        line("posonlyargcount", std::to_string(unit.posonlyargcount));
        line("kwonlyargcount", std::to_string(unit.kwonlyargcount));
        line("nlocals", std::to_string(unit.nlocals));
        line("stacksize", std::to_string(unit.stacksize));
        line("flags", std::to_string(unit.flags));
        line("firstlineno", std::to_string(unit.firstlineno));
        line("lnotab", hex(unit.lnotab));
        line("code", hex(unit.code));
        line("names", json_list(unit.names));
        line("varnames", json_list(unit.varnames));
        line("freevars", json_list(unit.freevars));
        line("cellvars", json_list(unit.cellvars));
        const std::vector<std::string>& consts = m_units[number].consts;
        line("consts", std::to_string(consts.size()));
        for (std::size_t i = 0; i < consts.size(); ++i) {
            line(' ' + std::to_string(i), consts[i]);
        }
        out += "end\n";
    }

    std::vector<Entry> m_units;
};

} // namespace

std::string dump_code(const CodeUnit& unit)
{
    Dump dump;
    dump.visit(unit);
    return dump.text();
}

} // namespace fw::code
