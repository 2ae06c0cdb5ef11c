// Decoding, and what the errors of decoding become.

#include "vm/modules/source_decode.h"

#include "vm/modules/source_support.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/syntax/source_text.h"
#include "vm/types/str_codec.h"

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

} // namespace

Result<bool> decode_declared(Thread& thread, std::string_view text, Str* filename,
    syntax::SourceEncoding& encoding, std::string& decoded)
{
    if (encoding != syntax::SourceEncoding::Bytes || text.starts_with("\xEF\xBB\xBF")) {
        return false;
    }
    const std::string cookie = syntax::find_coding_cookie(text);
    if (cookie.empty() || cookie == "utf-8" || cookie == "iso-8859-1") {
        return false;
    }
    auto outcome = decode_all(thread, text, cookie);
    if (!outcome.failed()) {
        decoded = outcome.take();
        encoding = syntax::SourceEncoding::Utf8;
        return true;
    }
    // Some codecs are Python code around a native part that is not there.
    if (pending_is(thread, exception_type(TypeId::AttributeError))) {
        clear_exception(thread);
        return false;
    }
    const bool is_unknown = pending_is(thread, exception_type(TypeId::LookupError));
    if (!is_unknown && !pending_is(thread, exception_type(TypeId::ValueError))) {
        return Raised{};
    }
    const SavedException problem = save_exception(thread);
    TRY_LET(const RefTo<Str> message, str(thread, problem.exception.get()));
    syntax::SyntaxErrorInfo error;
    error.message = to_utf8(*message);
    if (is_unknown && error.message.starts_with("unknown encoding")) {
        return false;
    }
    error.offset = -1;
    return raise_syntax_error(thread, error, filename);
}

} // namespace fw
