// Decoding, and what the errors of decoding become.

#include "vm/modules/source_decode.h"

#include "vm/modules/source_support.h"
#include "vm/object/bytes.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/syntax/source_text.h"
#include "vm/types/codec_registry.h"
#include "vm/types/str_codec.h"

#include <algorithm>

namespace fw {

namespace {

Result<std::string> decode_to_utf8(
    Thread& thread, std::string_view bytes, std::string_view encoding)
{
    TRY_LET(const RefTo<Str> text, decode_bytes(thread, nullptr, bytes, encoding, "strict"));
    TRY_LET(const RefTo<Bytes> utf8, encode_str(thread, *text, "utf-8", "strict"));
    return std::string(utf8->view());
}

// All of it at once; what comes behind a null byte is lost, as of any C string.
Result<std::string> decode_all(Thread& thread, std::string_view text, std::string_view encoding)
{
    std::string bytes(text);
    syntax::translate_newlines(bytes);
    if (!text.ends_with('\n') && !text.ends_with('\r')) {
        bytes.resize(
            bytes.size() - (bytes.empty() ? 0 : 1)); // The line end that is not the text's.
    }
    TRY_LET(std::string decoded, decode_to_utf8(thread, bytes, encoding));
    decoded.resize(std::min(decoded.find('\0'), decoded.size()));
    return decoded;
}

bool is_for_codecs(std::string_view cookie)
{
    return !cookie.empty() && cookie != "utf-8" && cookie != "iso-8859-1";
}

// A file that is decoded in pieces as it is read. CPython: fp_setreadl() and fp_readl(), which have
// an io.TextIOWrapper for it
class LineReader {
public:
    explicit LineReader(std::string_view bytes)
        : m_bytes(bytes)
    {
    }

    Result<void> open(Thread& thread, std::string_view encoding)
    {
        TRY_LET(const Ref codec, find_text_codec(thread, encoding, CodecDirection::Decode));
        TRY_SET(m_decoder,
            call_method(thread, codec.get(), intern("incrementaldecoder").get(),
                { make_str("strict").get() }));
        return {};
    }

    // With its "\n"; empty at the end.
    Result<std::string> read_line(Thread& thread)
    {
        std::size_t end = 0;
        while (end == 0 && !m_at_end) {
            end = m_text.find(U'\n') + 1;
            if (end == 0) {
                TRY(decode_piece(thread));
            }
        }
        if (m_at_end && end == 0) {
            end = std::min(m_text.find(U'\n'), m_text.size() - 1) + 1;
        }
        const RefTo<Str> line
            = make_str_from_units(m_text.data(), 4, static_cast<std::int64_t>(end));
        m_text.erase(0, end);
        TRY_LET(const RefTo<Bytes> utf8, encode_str(thread, *line, "utf-8", "strict"));
        return std::string(utf8->view());
    }

private:
    // A piece that ends between the two characters of a line end leaves the first to the next.
    Result<void> decode_piece(Thread& thread)
    {
        constexpr std::size_t piece_size = 8192;
        const RefTo<Bytes> piece = make_bytes(m_bytes.substr(0, piece_size));
        m_bytes.remove_prefix(std::min(piece_size, m_bytes.size()));
        m_at_end = piece->length == 0;
        TRY_LET(const Ref answer,
            call_method(thread, m_decoder.get(), intern("decode").get(),
                { piece.get(), make_bool(m_at_end).get() }));
        if (!is_str(answer.get())) {
            return raise(thread, TypeId::TypeError,
                "decoder should return a string result, not '{}'", type_name(answer.get()));
        }
        const Str& text = *as<Str>(answer.get());
        for (std::int64_t i = 0; i < text.length; ++i) {
            add(text.at(i));
        }
        if (m_at_end && m_has_return) {
            m_text += U'\n';
        }
        return {};
    }

    void add(char32_t character)
    {
        if (m_has_return) {
            m_text += U'\n';
        }
        if (!m_has_return || character != U'\n') {
            m_has_return = character == U'\r';
            if (!m_has_return) {
                m_text += character;
            }
        } else {
            m_has_return = false;
        }
    }

    std::string_view m_bytes;
    std::u32string m_text; // decoded, with its line ends translated
    Ref m_decoder;
    bool m_has_return = false; // The last character was a "\r", which is not in the text yet.
    bool m_at_end = false;
};

// Whether it is a codec that has raised the pending exception: it may not be there at all, or be
// Python code around a native part that is not.
Result<bool> failed_in_codec(Thread& thread)
{
    if (!pending_is(thread, exception_type(TypeId::LookupError))) {
        return !pending_is(thread, exception_type(TypeId::AttributeError));
    }
    const SavedException problem = save_exception(thread);
    TRY_LET(const RefTo<Str> message, str(thread, problem.exception.get()));
    restore_exception(thread, problem);
    return !to_utf8(*message).starts_with("unknown encoding");
}

// The pending exception as what the parser makes of it when it comes there.
// CPython: raise_decode_problem() in Parser/pegen/pegen.c
Result<std::string> decode_problem(Thread& thread)
{
    const bool is_unicode = pending_is(thread, exception_type(TypeId::UnicodeError));
    if (!is_unicode && !pending_is(thread, exception_type(TypeId::ValueError))) {
        return Raised{};
    }
    const SavedException problem = save_exception(thread);
    TRY_LET(const RefTo<Str> message, str(thread, problem.exception.get()));
    return (is_unicode ? "(unicode error) " : "(value error) ") + to_utf8(*message);
}

} // namespace

bool is_declared_for_codecs(std::string_view bytes)
{
    return is_for_codecs(syntax::find_coding_cookie(bytes));
}

Result<std::optional<syntax::SourceText>> read_declared_file(Thread& thread, std::string_view bytes)
{
    std::optional<syntax::SourceText> result;
    const std::string cookie = syntax::find_coding_cookie(bytes);
    const std::string_view head = syntax::lines_of_coding_cookie(bytes);
    if (!is_for_codecs(cookie) || !syntax::is_utf8_before_cookie(bytes)) {
        return result;
    }
    LineReader reader(bytes.substr(head.size() - 1));
    // The first line is the rest of the one that declares the encoding.
    if (reader.open(thread, cookie).failed() || reader.read_line(thread).failed()) {
        TRY_LET(const bool has_codec, failed_in_codec(thread));
        clear_exception(thread);
        if (!has_codec) {
            return result;
        }
        result.emplace();
        result->error.message = "encoding problem: " + cookie;
        result->error.has_place = false;
        return result;
    }
    std::string text = syntax::with_replacements(head);
    std::string problem;
    for (;;) {
        auto line = reader.read_line(thread);
        if (line.failed()) {
            TRY_LET(problem, decode_problem(thread));
            break;
        }
        if (line.value().empty()) {
            break;
        }
        text += line.value();
    }
    result = syntax::decoded_file(text, cookie);
    if (!problem.empty()) {
        result->is_cut = true;
        result->error.message = std::move(problem);
        result->error.line
            = 1 + static_cast<int>(std::count(result->text.begin(), result->text.end(), '\n'));
    }
    return result;
}

Result<bool> decode_declared(Thread& thread, std::string_view text, Str* filename,
    syntax::SourceEncoding& encoding, std::string& decoded)
{
    if (encoding != syntax::SourceEncoding::Bytes || text.starts_with("\xEF\xBB\xBF")) {
        return false;
    }
    const std::string cookie = syntax::find_coding_cookie(text);
    if (!is_for_codecs(cookie)) {
        return false;
    }
    auto outcome = decode_all(thread, text, cookie);
    if (!outcome.failed()) {
        decoded = outcome.take();
        encoding = syntax::SourceEncoding::Utf8;
        return true;
    }
    TRY_LET(const bool has_codec, failed_in_codec(thread));
    if (!has_codec) {
        clear_exception(thread);
        return false;
    }
    if (!pending_is(thread, exception_type(TypeId::LookupError))
        && !pending_is(thread, exception_type(TypeId::ValueError))) {
        return Raised{};
    }
    const SavedException problem = save_exception(thread);
    TRY_LET(const RefTo<Str> message, str(thread, problem.exception.get()));
    syntax::SyntaxErrorInfo error;
    error.message = to_utf8(*message);
    error.offset = -1;
    return raise_syntax_error(thread, error, filename);
}

} // namespace fw
