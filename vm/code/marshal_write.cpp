// A code unit as marshal data: first every reference is counted, then all is written.
// CPython: w_object(), w_ref() in Python/marshal.c
#include "vm/code/marshal_write.h"

#include "vm/base/utf8.h"
#include "vm/code/constant_numbers.h"
#include "vm/code/marshal_output.h"
#include "vm/code/set_order.h"

#include <gmp.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace fw::code {

namespace {

using marshal::Output;

// Strings that look like names are interned, wherever they are. CPython: all_name_chars()
bool looks_like_name(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_';
    });
}

// Strings that a CPython which compiles a file has other uses for, between blanks.
constexpr std::string_view alive_names =
#include "vm/code/marshal_alive.def"
    ;

std::unordered_set<std::string_view> make_alive_set()
{
    std::unordered_set<std::string_view> names;
    for (std::size_t start = 0; start < alive_names.size();) {
        const std::size_t end = alive_names.find(' ', start);
        names.insert(alive_names.substr(start, end - start));
        start = end + 1;
    }
    return names;
}

// Objects of which the interpreter keeps one for all.
bool is_kept(const Constant& constant)
{
    if (const auto* number = constant.as<std::int64_t>()) {
        return *number >= -5 && *number <= 256;
    }
    if (const auto* text = constant.as<StringConstant>()) {
        const Utf8Shape shape = measure_utf8(text->utf8, Surrogates::Allow);
        return shape.length == 0 || (shape.length == 1 && shape.maximum < 0x100);
    }
    if (const auto* bytes = constant.as<BytesConstant>()) {
        return bytes->bytes.size() <= 1;
    }
    if (const auto* tuple = constant.as<TupleConstant>()) {
        return tuple->items->empty();
    }
    return false;
}

Constant tuple_of(const std::vector<std::string>& names)
{
    std::vector<Constant> items;
    items.reserve(names.size());
    for (const std::string& name : names) {
        items.emplace_back(StringConstant{ name });
    }
    return make_tuple_constant(std::move(items));
}

// What an object of a unit is, by number: equal numbers are one object in CPython.
class Writer {
public:
    std::string write(const CodeUnit& unit)
    {
        m_root = &unit;
        count_code(unit);
        write_code(unit);
        return m_output.take();
    }

private:
    struct Entry {
        std::size_t references = 0;
        bool is_written = false;
        std::size_t number = 0; // for references to it, once it is written
    };

    // True: this is the first reference, what is in the object is to be counted.
    bool count(Entry& entry) { return ++entry.references == 1; }

    Entry& entry_of(const Constant& constant)
    {
        return is_odd_name(constant) ? m_odd_names[constant.as<StringConstant>()->utf8]
                                     : m_constants[m_pool.add(constant)];
    }

    // The consts as one object: a tuple of constants may be the same one.
    Entry& entry_of_consts(const CodeUnit& unit)
    {
        std::vector<Constant> plain;
        std::vector<std::uintptr_t> identities;
        for (const CodeConstant& constant : unit.consts) {
            if (const CodeRef* inner = std::get_if<CodeRef>(&constant)) {
                identities.push_back(reinterpret_cast<std::uintptr_t>(inner->get()));
            } else {
                plain.push_back(std::get<Constant>(constant));
                identities.push_back(2 * std::uintptr_t{ m_pool.add(plain.back()) } + 1);
            }
        }
        return plain.size() == identities.size() ? entry_of(make_tuple_constant(std::move(plain)))
                                                 : m_consts_with_code[identities];
    }

    void count_constant(const Constant& constant)
    {
        if (!count(entry_of(constant))) {
            return;
        }
        for_each_item(constant, [this](const Constant& item) { count_constant(item); });
    }

    // Names that do not look like names (".0", "<lambda>", letters beyond ASCII) are interned,
    // equal constants are not: they are two objects.
    Entry& entry_of_name(const std::string& name)
    {
        return looks_like_name(name) ? entry_of(StringConstant{ name }) : m_odd_names[name];
    }

    void count_names(const std::vector<std::string>& names)
    {
        if (count(entry_of(tuple_of(names)))) {
            for (const std::string& name : names) {
                count(entry_of_name(name));
            }
        }
    }

    // The qualified name of a lambda or comprehension in a module is its name itself.
    void note_qualified_names(const CodeUnit& unit)
    {
        for (const CodeConstant& constant : unit.consts) {
            if (const CodeRef* inner = std::get_if<CodeRef>(&constant)) {
                m_qualified.insert(looks_like_name((*inner)->name) ? "" : (*inner)->name);
            }
        }
    }
    bool is_odd_name(const Constant& constant) const
    {
        const auto* text = constant.as<StringConstant>();
        return text != nullptr && m_qualified.contains(text->utf8) && !looks_like_name(text->utf8);
    }

    // A tuple that the peephole pass made is an object of its own.
    static bool is_unshared(const CodeUnit& unit, const CodeConstant& constant)
    {
        const auto index = static_cast<std::size_t>(&constant - unit.consts.data());
        return index < unit.const_identities.size() && unit.const_identities[index] == 0
            && std::get<Constant>(constant).is<TupleConstant>();
    }

    void count_member(const CodeUnit& unit, const CodeConstant& constant)
    {
        const auto& plain = std::get<Constant>(constant);
        if (is_unshared(unit, constant)) {
            for_each_item(plain, [this](const Constant& item) { count_constant(item); });
        } else {
            count_constant(plain);
        }
    }

    void count_code(const CodeUnit& unit)
    {
        note_qualified_names(unit);
        if (count(entry_of_consts(unit))) {
            for (const CodeConstant& constant : unit.consts) {
                if (const CodeRef* inner = std::get_if<CodeRef>(&constant)) {
                    if (count(m_codes[inner->get()])) {
                        count_code(**inner);
                    }
                } else {
                    count_member(unit, constant);
                }
            }
        }
        for (const auto* names : { &unit.names, &unit.varnames, &unit.freevars, &unit.cellvars }) {
            count_names(*names);
        }
        count(entry_of_name(unit.name));
    }

    template <class Function> static void for_each_item(const Constant& constant, Function function)
    {
        const std::vector<Constant>* items = nullptr;
        if (const auto* tuple = constant.as<TupleConstant>()) {
            items = tuple->items.get();
        } else if (const auto* set = constant.as<FrozenSetConstant>()) {
            items = set->items.get();
        }
        for (std::size_t i = 0; items && i < items->size(); ++i) {
            function((*items)[i]);
        }
    }

    enum class Start : std::uint8_t { Plain, Numbered, Done };

    // Writes a reference to what is written already; else tells whether it gets a number.
    Start start(Entry& entry, bool is_kept_anyway)
    {
        if (entry.is_written) {
            m_output.reference(entry.number);
            return Start::Done;
        }
        if (entry.references <= 1 && !is_kept_anyway) {
            return Start::Plain;
        }
        entry.is_written = true;
        entry.number = m_next_number++;
        return Start::Numbered;
    }

    bool is_alive(const Constant& constant) const
    {
        const auto* text = constant.as<StringConstant>();
        return text != nullptr && m_alive.contains(text->utf8);
    }

    void write_name(const std::string& name)
    {
        // The compiler has the names <module>, <lambda> and the like from the start, and the
        // iterator of a comprehension's code is in code that it runs itself.
        const bool is_special = name.starts_with('<') || name == ".0";
        const Constant constant = StringConstant{ name };
        const bool lives_on = is_special || is_kept(constant) || is_alive(constant);
        const Start how = start(entry_of_name(name), lives_on);
        if (how != Start::Done) {
            m_output.text(name, true, how == Start::Numbered);
        }
    }

    void write_constant(const Constant& constant)
    {
        if (constant.is_none()) {
            m_output.type(marshal::Type::None, false);
        } else if (constant.is<EllipsisConstant>()) {
            m_output.type(marshal::Type::Ellipsis, false);
        } else if (const auto* truth = constant.as<bool>()) {
            m_output.type(*truth ? marshal::Type::True : marshal::Type::False, false);
        } else {
            const bool lives_on = is_kept(constant) || is_alive(constant) || is_odd_name(constant);
            const Start how = start(entry_of(constant), lives_on);
            if (how != Start::Done) {
                write_new(constant, how == Start::Numbered);
            }
        }
    }

    void write_new(const Constant& constant, bool is_shared)
    {
        if (const auto* number = constant.as<std::int64_t>()) {
            m_output.integer(*number, is_shared);
        } else if (const auto* big = constant.as<BigIntConstant>()) {
            write_big(*big, is_shared);
        } else if (const auto* real = constant.as<double>()) {
            m_output.floating(*real, is_shared);
        } else if (const auto* complex = constant.as<ComplexConstant>()) {
            m_output.complex(complex->real, complex->imaginary, is_shared);
        } else if (const auto* text = constant.as<StringConstant>()) {
            // Single characters that the interpreter has interned for itself.
            constexpr std::string_view own = "\n.*{}";
            const bool is_own
                = text->utf8.size() == 1 && own.find(text->utf8[0]) != std::string_view::npos;
            m_output.text(text->utf8,
                looks_like_name(text->utf8) || is_own || is_odd_name(constant), is_shared);
        } else if (const auto* bytes = constant.as<BytesConstant>()) {
            m_output.bytes(bytes->bytes, is_shared);
        } else if (const auto* tuple = constant.as<TupleConstant>()) {
            m_output.tuple(tuple->items->size(), is_shared);
        } else if (const auto* set = constant.as<FrozenSetConstant>()) {
            // As a walk over the set meets them; whoever reads them puts them in in this order.
            m_output.sized(marshal::Type::FrozenSet, set->items->size(), is_shared);
            for (const Constant& item : in_set_order(*set->items)) {
                write_constant(item);
            }
            return;
        }
        for_each_item(constant, [this](const Constant& item) { write_constant(item); });
    }

    void write_big(const BigIntConstant& constant, bool is_shared)
    {
        mpz_t value;
        mpz_init_set_str(value, constant.hex.c_str(), 16);
        // Whole digits of 15 bits, each exported as a word of its own.
        std::vector<std::uint16_t> digits(mpz_sizeinbase(value, 2) / marshal::digit_bits + 1);
        std::size_t count = 0;
        mpz_export(digits.data(), &count, -1, sizeof(std::uint16_t), 0,
            8 * sizeof(std::uint16_t) - marshal::digit_bits, value);
        m_output.long_integer(mpz_sgn(value) < 0, std::span(digits).first(count), is_shared);
        mpz_clear(value);
    }

    void write_consts(const CodeUnit& unit)
    {
        const Start how = start(entry_of_consts(unit), unit.consts.empty());
        if (how == Start::Done) {
            return;
        }
        m_output.tuple(unit.consts.size(), how == Start::Numbered);
        for (const CodeConstant& constant : unit.consts) {
            if (const CodeRef* inner = std::get_if<CodeRef>(&constant)) {
                write_code(**inner);
            } else if (is_unshared(unit, constant)) {
                write_new(std::get<Constant>(constant), false);
            } else {
                write_constant(std::get<Constant>(constant));
            }
        }
    }

    void write_names(const std::vector<std::string>& names)
    {
        const Start how = start(entry_of(tuple_of(names)), names.empty());
        if (how == Start::Done) {
            return;
        }
        m_output.tuple(names.size(), how == Start::Numbered);
        for (const std::string& name : names) {
            write_name(name);
        }
    }

    // The bytes of code are an object that nobody shares.
    void write_bytes(const std::vector<std::uint8_t>& bytes)
    {
        const std::string_view view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        if (view.empty()) {
            write_constant(BytesConstant{});
        } else {
            m_output.bytes(view, false);
        }
    }

    void write_filename(const std::string& filename)
    {
        // It is in every code object of the file, and whoever asked for the file has it.
        const Start how = start(m_filenames[filename], true);
        if (how != Start::Done) {
            m_output.text(filename, false, true);
        }
    }

    void write_code(const CodeUnit& unit)
    {
        // Whoever had the file compiled holds the outermost one.
        const Start how = start(m_codes[&unit], &unit == m_root);
        if (how == Start::Done) {
            return;
        }
        m_output.type(marshal::Type::Code, how == Start::Numbered);
        for (const int number : { unit.argcount, unit.posonlyargcount, unit.kwonlyargcount,
                 unit.nlocals, unit.stacksize, static_cast<int>(unit.flags) }) {
            m_output.number(number);
        }
        write_bytes(unit.code);
        write_consts(unit);
        write_names(unit.names);
        write_names(unit.varnames);
        write_names(unit.freevars);
        write_names(unit.cellvars);
        write_filename(unit.filename);
        write_name(unit.name);
        m_output.number(unit.firstlineno);
        write_bytes(unit.lnotab);
    }

    const std::unordered_set<std::string_view> m_alive = make_alive_set();
    Output m_output{ marshal::current_version };
    ConstantNumbers m_pool;
    std::unordered_map<std::uint32_t, Entry> m_constants;
    std::map<std::vector<std::uintptr_t>, Entry> m_consts_with_code;
    std::unordered_map<const CodeUnit*, Entry> m_codes;
    std::unordered_map<std::string, Entry> m_filenames;
    std::unordered_map<std::string, Entry> m_odd_names;
    std::unordered_set<std::string> m_qualified; // odd names that are constants too
    std::size_t m_next_number = 0;
    const CodeUnit* m_root = nullptr;
};

} // namespace

std::string marshal_code(const CodeUnit& unit)
{
    return Writer().write(unit);
}

} // namespace fw::code
