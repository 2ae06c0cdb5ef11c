// Mutated source files: bytes to tokens, and to trees in every mode and encoding.
#include "vm/syntax/ast_dump.h"
#include "vm/syntax/parse.h"
#include "vm/syntax/token_scan.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fw::syntax;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const TokenScan scan = scan_tokens(text);
    dump(scan);
    for (const Mode mode : { Mode::Exec, Mode::Eval, Mode::Single }) {
        for (const SourceEncoding encoding : { SourceEncoding::File, SourceEncoding::Bytes }) {
            if (const ParseOutcome parsed = parse(text, "fuzz", mode, encoding)) {
                dump(parsed.tree->root());
            }
        }
    }
    return 0;
}
