// The backtracking matcher. Where the pattern has a choice, what remains to be tried goes on a
// stack, and so does what must be undone on the way back. Repeats with bodies of their own keep
// their counts in nodes that never change: each round makes a new one.
// CPython: Modules/sre_lib.h (native recursion by gotos there)

#include "vm/modules/sre_engine.h"

#include "vm/base/long_work.h"

#include <algorithm>

namespace fw::sre {

namespace {

template <class Unit> class Matcher {
public:
    Matcher(const std::vector<Code>& code, std::int64_t groups, const Subject& subject)
        : m_code(code.data())
        , m_text(static_cast<const Unit*>(subject.units))
        , m_end(subject.end)
        , m_marks(static_cast<std::size_t>(groups) * 2, -1)
    {
    }

    Found run(std::int64_t start, Mode mode, bool must_advance)
    {
        m_full = mode == Mode::FullMatch;
        m_forbidden_end = must_advance ? start : -1;
        std::int64_t shortest = 0;
        std::size_t body = 0;
        std::size_t charset = 0;
        bool has_first = false;
        Code first = 0;
        if (op_at(0) == Op::Info) {
            constexpr Code has_prefix = 1;
            constexpr Code has_charset = 4;
            shortest = m_code[3];
            if (m_code[2] & has_prefix) {
                has_first = true;
                first = m_code[7];
            } else if (m_code[2] & has_charset) {
                charset = 5;
            }
            body = 1 + m_code[1];
        }
        Found found;
        for (std::int64_t at = start; at <= m_end; ++at) {
            if (mode == Mode::Search) {
                if (m_end - at < shortest) {
                    break;
                }
                if (has_first || charset) {
                    at = next_start(at, has_first, first, charset);
                    if (at >= m_end) {
                        break;
                    }
                }
            }
            const std::int64_t end = attempt(body, at);
            if (end >= 0) {
                found.found = true;
                found.start = at;
                found.end = end;
                found.marks = std::move(m_marks);
                found.last_index = m_last_index;
                break;
            }
            if (mode != Mode::Search) {
                break;
            }
            m_forbidden_end = -1;
        }
        return found;
    }

private:
    static constexpr std::int64_t none = -1;

    enum class Kind : std::uint32_t {
        Resume, // at code, position, round
        NextBranch, // the alternative whose skip is at code
        FewerItems, // a greedy repeat of single characters gives one back
        MoreItems, // a lazy one takes one more
        UndoMark,
    };

    struct Entry {
        Kind kind;
        std::uint32_t code;
        std::int64_t round; // index into m_rounds, -1: none
        std::int64_t position;
        std::int64_t count; // FewerItems: how many may still be given back; UndoMark: last index
        std::int64_t least; // MoreItems: how many more may be taken; UndoMark: the old mark
        std::size_t rounds = 0; // Those made later are gone when this entry is tried.
    };

    // A repeat in progress: how many rounds are complete, and where the last one started.
    struct Round {
        std::uint32_t repeat; // its Repeat's skip
        std::int32_t outer;
        std::int64_t count;
        std::int64_t last_position;
    };

    Op op_at(std::size_t index) const { return static_cast<Op>(m_code[index]); }

    std::int64_t next_start(std::int64_t at, bool has_first, Code first, std::size_t charset) const
    {
        if (has_first) {
            while (at < m_end && m_text[at] != first) {
                ++at;
            }
            return at;
        }
        while (at < m_end && !in_charset(m_code + charset, m_text[at])) {
            ++at;
        }
        return at;
    }

    std::int64_t attempt(std::size_t code, std::int64_t at)
    {
        m_stack.clear();
        m_rounds.clear();
        std::fill(m_marks.begin(), m_marks.end(), none);
        m_last_index = -1;
        return match(static_cast<std::uint32_t>(code), at, none, true);
    }

    bool is_word(std::int64_t position, Code category) const
    {
        return position >= 0 && position < m_end && in_category(category, m_text[position]);
    }

    bool at_place(Code place, std::int64_t position) const
    {
        constexpr Code ascii_word = 4;
        constexpr Code unicode_word = 14;
        switch (place) {
        case 0: // beginning
        case 2:
            return position == 0;
        case 1: // beginning of a line
            return position == 0 || m_text[position - 1] == '\n';
        case 5: // end, or before the last line end
            return position == m_end || (position == m_end - 1 && m_text[position] == '\n');
        case 6: // end of a line
            return position == m_end || m_text[position] == '\n';
        case 7:
            return position == m_end;
        case 3: // boundary of a word, by ASCII and by the locale
        case 8:
            return m_end > 0 && is_word(position - 1, ascii_word) != is_word(position, ascii_word);
        case 4:
        case 9:
            return m_end > 0 && is_word(position - 1, ascii_word) == is_word(position, ascii_word);
        case 10:
            return m_end > 0
                && is_word(position - 1, unicode_word) != is_word(position, unicode_word);
        case 11:
            return m_end > 0
                && is_word(position - 1, unicode_word) == is_word(position, unicode_word);
        default:
            return false;
        }
    }

    // Whether the single-character instruction at `code` takes the character.
    bool takes(std::size_t code, char32_t c) const
    {
        const Code operand = m_code[code + 1];
        switch (op_at(code)) {
        case Op::Any:
            return c != '\n';
        case Op::AnyAll:
            return true;
        case Op::Category:
            return in_category(operand, c);
        case Op::In:
            return in_charset(m_code + code + 2, c);
        case Op::InIgnore:
            return in_charset(m_code + code + 2, lower_ascii(c));
        case Op::InUniIgnore:
            return in_charset(m_code + code + 2, lower_unicode(c));
        case Op::InLocIgnore:
            return in_charset(m_code + code + 2, lower_ascii(c))
                || in_charset(m_code + code + 2, c >= 'a' && c <= 'z' ? c - 32 : c);
        case Op::Literal:
            return c == operand;
        case Op::NotLiteral:
            return c != operand;
        case Op::LiteralIgnore:
            return lower_ascii(c) == operand;
        case Op::NotLiteralIgnore:
            return lower_ascii(c) != operand;
        case Op::LiteralUniIgnore:
            return lower_unicode(c) == operand;
        case Op::NotLiteralUniIgnore:
            return lower_unicode(c) != operand;
        case Op::LiteralLocIgnore:
            return lower_ascii(c) == lower_ascii(operand);
        case Op::NotLiteralLocIgnore:
            return lower_ascii(c) != lower_ascii(operand);
        default:
            return false;
        }
    }

    // Words of a single-character instruction.
    std::uint32_t size_of(std::size_t code) const
    {
        switch (op_at(code)) {
        case Op::Any:
        case Op::AnyAll:
            return 1;
        case Op::In:
        case Op::InIgnore:
        case Op::InUniIgnore:
        case Op::InLocIgnore:
            return 1 + m_code[code + 1];
        default:
            return 2;
        }
    }

    // How many characters from `position` on the instruction takes, at most so many.
    std::int64_t count_items(std::size_t code, std::int64_t position, Code most) const
    {
        const std::int64_t room = m_end - position;
        const std::int64_t limit = most == no_limit ? room : std::min<std::int64_t>(room, most);
        std::int64_t count = 0;
        if (op_at(code) == Op::AnyAll) {
            return limit;
        }
        while (count < limit && takes(code, m_text[position + count])) {
            ++count;
        }
        return count;
    }

    // A greedy repeat of single characters goes on at `code` after `count` of them, or fewer.
    // Skips those after which a literal that follows cannot match.
    bool give_back(Entry entry, std::uint32_t& code, std::int64_t& position, std::int32_t& round)
    {
        const bool literal = op_at(entry.code) == Op::Literal;
        while (entry.count >= 0) {
            const std::int64_t here = entry.position + entry.count;
            --entry.count;
            if (literal && (here >= m_end || m_text[here] != m_code[entry.code + 1])) {
                continue;
            }
            if (entry.count >= 0) {
                push(entry);
            }
            code = entry.code;
            position = here;
            round = entry.round;
            return true;
        }
        return false;
    }

    // Takes entries off the stack until something can be tried; false: nothing above `base`.
    bool backtrack(
        std::size_t base, std::uint32_t& code, std::int64_t& position, std::int32_t& round)
    {
        while (m_stack.size() > base) {
            Entry entry = m_stack.back();
            m_stack.pop_back();
            m_rounds.resize(entry.rounds);
            switch (entry.kind) {
            case Kind::UndoMark:
                m_marks[entry.code] = entry.least;
                m_last_index = entry.count;
                break;
            case Kind::Resume:
                code = entry.code;
                position = entry.position;
                round = entry.round;
                return true;
            case Kind::NextBranch:
                if (enter_branch(entry.code, entry.position, entry.round, code)) {
                    position = entry.position;
                    round = entry.round;
                    return true;
                }
                break;
            case Kind::FewerItems:
                if (give_back(entry, code, position, round)) {
                    return true;
                }
                break;
            case Kind::MoreItems: {
                // `code` is the repeat's skip; its item stands three words behind.
                if (entry.least == 0 || entry.position >= m_end
                    || !takes(entry.code + 3, m_text[entry.position])) {
                    break;
                }
                ++entry.position;
                entry.least -= entry.least > 0 ? 1 : 0;
                push(entry);
                code = entry.code + m_code[entry.code];
                position = entry.position;
                round = entry.round;
                return true;
            }
            }
        }
        return false;
    }

    // The first alternative from the skip at `skip` on that can start here; the rest is put on the
    // stack.
    bool enter_branch(
        std::uint32_t skip, std::int64_t position, std::int32_t round, std::uint32_t& code)
    {
        for (; m_code[skip] != 0; skip += m_code[skip]) {
            const std::uint32_t body = skip + 1;
            const Op op = op_at(body);
            if ((op == Op::Literal || op == Op::In)
                && (position >= m_end || !takes(body, m_text[position]))) {
                continue;
            }
            const std::uint32_t next = skip + m_code[skip];
            if (m_code[next] != 0) {
                push({ Kind::NextBranch, next, round, position, 0, 0 });
            }
            code = body;
            return true;
        }
        return false;
    }

    // Drops the choices above `base` but keeps what must be undone.
    void commit(std::size_t base)
    {
        m_stack.erase(std::remove_if(m_stack.begin() + static_cast<std::ptrdiff_t>(base),
                          m_stack.end(), [](const Entry& e) { return e.kind != Kind::UndoMark; }),
            m_stack.end());
    }

    // Undoes everything above `base`.
    void abandon(std::size_t base)
    {
        while (m_stack.size() > base) {
            const Entry entry = m_stack.back();
            m_stack.pop_back();
            if (entry.kind == Kind::UndoMark) {
                m_marks[entry.code] = entry.least;
                m_last_index = entry.count;
            }
        }
    }

    void set_mark(std::uint32_t mark, std::int64_t position)
    {
        push({ Kind::UndoMark, mark, -1, 0, m_last_index, m_marks[mark] });
        if (mark & 1) {
            m_last_index = mark / 2 + 1;
        }
        m_marks[mark] = position;
    }

    bool group_range(Code group, std::int64_t& start, std::int64_t& end) const
    {
        start = m_marks[group * 2];
        end = m_marks[group * 2 + 1];
        return start >= 0 && end >= start;
    }

    template <class Fold> bool same_as_group(Code group, std::int64_t& position, Fold fold) const
    {
        std::int64_t start = 0;
        std::int64_t end = 0;
        if (!group_range(group, start, end) || m_end - position < end - start) {
            return false;
        }
        for (std::int64_t i = start; i < end; ++i, ++position) {
            if (fold(m_text[i]) != fold(m_text[position])) {
                return false;
            }
        }
        return true;
    }

    void push(Entry entry)
    {
        entry.rounds = m_rounds.size();
        m_stack.push_back(entry);
    }

    std::int32_t add_round(const Round& round)
    {
        m_rounds.push_back(round);
        return static_cast<std::int32_t>(m_rounds.size()) - 1;
    }

    // The position after the match, -1: none. Choices are left on the stack for the caller.
    std::int64_t match(std::uint32_t pc, std::int64_t at, std::int32_t round, bool outermost)
    {
        const std::size_t base = m_stack.size();
        while (true) {
            LongWork::tick();
            const bool at_end = op_at(pc) == Op::Success;
            const bool goes_on = at_end ? is_accepted(at, outermost) : step(pc, at, round);
            if (at_end && goes_on) {
                return at;
            }
            if (!goes_on && !backtrack(base, pc, at, round)) {
                return none;
            }
        }
    }

    bool is_accepted(std::int64_t at, bool outermost) const
    {
        return !outermost || ((!m_full || at == m_end) && at != m_forbidden_end);
    }

    // One instruction; false: it does not match here.
    bool step(std::uint32_t& pc, std::int64_t& at, std::int32_t& round)
    {
        const Code* arguments = m_code + pc + 1;
        switch (op_at(pc)) {
        case Op::Mark:
            set_mark(arguments[0], at);
            pc += 2;
            return true;
        case Op::At:
            pc += 2;
            return at_place(arguments[0], at);
        case Op::Jump:
        case Op::Info:
            pc += 1 + arguments[0];
            return true;
        case Op::Branch:
            return enter_branch(pc + 1, at, round, pc);
        case Op::RepeatOne: {
            const std::int64_t least = arguments[1];
            if (m_end - at < least) {
                return false;
            }
            const std::int64_t count = count_items(pc + 4, at, arguments[2]);
            if (count < least) {
                return false;
            }
            return give_back(
                { Kind::FewerItems, pc + 1 + arguments[0], round, at + least, count - least, 0 },
                pc, at, round);
        }
        case Op::MinRepeatOne: {
            const std::int64_t least = arguments[1];
            if (m_end - at < least || count_items(pc + 4, at, arguments[1]) < least) {
                return false;
            }
            at += least;
            const std::int64_t more
                = arguments[2] == no_limit ? -1 : static_cast<std::int64_t>(arguments[2]) - least;
            push({ Kind::MoreItems, pc + 1, round, at, 0, more });
            pc += 1 + arguments[0];
            return true;
        }
        case Op::Repeat:
            round = add_round({ pc + 1, round, 0, none });
            pc += 1 + arguments[0];
            return true;
        case Op::MaxUntil:
        case Op::MinUntil:
            return until(pc, at, round);
        case Op::Assert: {
            const std::int64_t from = at - static_cast<std::int64_t>(arguments[1]);
            if (from < 0) {
                return false;
            }
            const std::size_t base = m_stack.size();
            if (match(pc + 3, from, round, false) < 0) {
                return false;
            }
            commit(base);
            pc += 1 + arguments[0];
            return true;
        }
        case Op::AssertNot: {
            const std::int64_t from = at - static_cast<std::int64_t>(arguments[1]);
            if (from >= 0) {
                const std::size_t base = m_stack.size();
                const bool matched = match(pc + 3, from, round, false) >= 0;
                abandon(base);
                if (matched) {
                    return false;
                }
            }
            pc += 1 + arguments[0];
            return true;
        }
        case Op::GroupRef:
            pc += 2;
            return same_as_group(arguments[0], at, [](char32_t c) { return c; });
        case Op::GroupRefIgnore:
        case Op::GroupRefLocIgnore:
            pc += 2;
            return same_as_group(arguments[0], at, lower_ascii);
        case Op::GroupRefUniIgnore:
            pc += 2;
            return same_as_group(arguments[0], at, lower_unicode);
        case Op::GroupRefExists: {
            std::int64_t start = 0;
            std::int64_t end = 0;
            pc += group_range(arguments[0], start, end) ? 3 : 1 + arguments[1];
            return true;
        }
        case Op::Failure:
            return false;
        default:
            if (at >= m_end || !takes(pc, m_text[at])) {
                return false;
            }
            ++at;
            pc += size_of(pc);
            return true;
        }
    }

    // The end of a repeat's body: another round, or what follows.
    bool until(std::uint32_t& pc, std::int64_t& at, std::int32_t& round)
    {
        const Round now = m_rounds[static_cast<std::size_t>(round)];
        const std::uint32_t body = now.repeat + 3;
        const std::uint32_t tail = pc + 1;
        const std::int64_t least = m_code[now.repeat + 1];
        const Code most = m_code[now.repeat + 2];
        if (now.count < least) {
            round = add_round({ now.repeat, now.outer, now.count + 1, now.last_position });
            pc = body;
            return true;
        }
        const bool may_repeat = (most == no_limit || now.count < static_cast<std::int64_t>(most))
            && at != now.last_position;
        if (!may_repeat) {
            round = now.outer;
            pc = tail;
            return true;
        }
        const std::int32_t again = add_round({ now.repeat, now.outer, now.count + 1, at });
        if (op_at(pc) == Op::MaxUntil) {
            push({ Kind::Resume, tail, now.outer, at, 0, 0 });
            round = again;
            pc = body;
        } else {
            push({ Kind::Resume, body, again, at, 0, 0 });
            round = now.outer;
            pc = tail;
        }
        return true;
    }

    const Code* m_code;
    const Unit* m_text;
    std::int64_t m_end;
    std::vector<std::int64_t> m_marks;
    std::int64_t m_last_index = -1;
    std::vector<Entry> m_stack;
    std::vector<Round> m_rounds;
    bool m_full = false;
    std::int64_t m_forbidden_end = -1; // An empty match at the start does not count.
};

} // namespace

Found run(const std::vector<Code>& code, std::int64_t groups, const Subject& subject,
    std::int64_t start, Mode mode, bool must_advance)
{
    switch (subject.width) {
    case 1:
        return Matcher<std::uint8_t>(code, groups, subject).run(start, mode, must_advance);
    case 2:
        return Matcher<char16_t>(code, groups, subject).run(start, mode, must_advance);
    default:
        return Matcher<char32_t>(code, groups, subject).run(start, mode, must_advance);
    }
}

} // namespace fw::sre
