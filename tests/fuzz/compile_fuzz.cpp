// Mutated source files through the whole front end: tree, symbols, code, .pyc and back.
#include "tests/fuzz/front_end.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace fw;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    // How it is compiled follows from the text, so that a finding needs nothing but its file.
    compile::Options options;
    options.optimize = static_cast<int>(size % 3);
    options.allow_top_level_await = size % 5 == 0;
    options.flags = size % 7 == 0 ? code::FutureAnnotations : 0U;
    fuzz::compile_text(text, size % 11 == 0 ? syntax::Mode::Single : syntax::Mode::Exec, options);
    return 0;
}
