// The lock-step log against lines that CPython 3.9.18 gave through oracle/trace39.py.

#include "vm/builtins/program.h"
#include "vm/debug/trace_log.h"
#include "vm/host/scripted_host.h"

#include <gtest/gtest.h>

namespace fw::debug {
namespace {

std::string trace(const std::string& source, TraceOptions options = {})
{
    host::ScriptedHost host;
    fw::Program program(host, { .file = "<string>", .source = source });
    EXPECT_TRUE(program.load()) << program.error();
    options.program = program.filename();
    std::string text;
    TraceLog log(options, [&](std::string_view line) { text += line; });
    const hooks::Subscription subscription
        = program.machine().hooks().subscribe(log, TraceLog::events);
    program.start();
    program.machine().run_until(Machine::no_limit);
    return options.check ? log.check_report() : text;
}

TEST(TraceLog, StacksCallsAndReturns)
{
    EXPECT_EQ(trace("def f(x):\n    return x + 1\nf(1)\n"), R"(C 0 0 <module> L1 new
O 0 0 <module> 0 LOAD_CONST 0 L1 []
O 0 0 <module> 2 LOAD_CONST 1 L1 [<code f>]
O 0 0 <module> 4 MAKE_FUNCTION 0 L1 [<code f>; 'f']
O 0 0 <module> 6 STORE_NAME 0 L1 [<function f>]
O 0 0 <module> 8 LOAD_NAME 0 L3 []
O 0 0 <module> 10 LOAD_CONST 2 L3 [<function f>]
O 0 0 <module> 12 CALL_FUNCTION 1 L3 [<function f>; 1]
C 1 1 f L1 new
O 1 1 f 0 LOAD_FAST 0 L2 []
O 1 1 f 2 LOAD_CONST 1 L2 [1]
O 1 1 f 4 BINARY_ADD - L2 [1; 1]
O 1 1 f 6 RETURN_VALUE - L2 [2]
R 1 1 f 6 return 2
O 0 0 <module> 14 POP_TOP - L3 [2]
O 0 0 <module> 16 LOAD_CONST 3 L3 []
O 0 0 <module> 18 RETURN_VALUE - L3 [None]
R 0 0 <module> 18 return None
)");
}

TEST(TraceLog, ExceptionsBlocksAndLocals)
{
    EXPECT_EQ(trace("try:\n    1 / 0\nexcept ZeroDivisionError:\n    pass\n",
                  { .program = {}, .blocks = true, .locals = true }),
        R"(C 0 0 <module> L1 new
O 0 0 <module> 0 SETUP_FINALLY 12 L1 [] {} <>
O 0 0 <module> 2 LOAD_CONST 0 L2 [] {SETUP_FINALLY@14/0} <>
O 0 0 <module> 4 LOAD_CONST 1 L2 [1] {SETUP_FINALLY@14/0} <>
O 0 0 <module> 6 BINARY_TRUE_DIVIDE - L2 [1; 0] {SETUP_FINALLY@14/0} <>
E 0 0 <module> 6 ZeroDivisionError
O 0 0 <module> 14 DUP_TOP - L3 [NULL; NULL; None; <traceback>; <ZeroDivisionError>; <class ZeroDivisionError>] {EXCEPT_HANDLER@-1/0} <>
O 0 0 <module> 16 LOAD_NAME 0 L3 [NULL; NULL; None; <traceback>; <ZeroDivisionError>; <class ZeroDivisionError>; <class ZeroDivisionError>] {EXCEPT_HANDLER@-1/0} <>
O 0 0 <module> 18 JUMP_IF_NOT_EXC_MATCH 30 L3 [NULL; NULL; None; <traceback>; <ZeroDivisionError>; <class ZeroDivisionError>; <class ZeroDivisionError>; <class ZeroDivisionError>] {EXCEPT_HANDLER@-1/0} <>
O 0 0 <module> 20 POP_TOP - L3 [NULL; NULL; None; <traceback>; <ZeroDivisionError>; <class ZeroDivisionError>] {EXCEPT_HANDLER@-1/0} <>
O 0 0 <module> 22 POP_TOP - L3 [NULL; NULL; None; <traceback>; <ZeroDivisionError>] {EXCEPT_HANDLER@-1/0} <>
O 0 0 <module> 24 POP_TOP - L3 [NULL; NULL; None; <traceback>] {EXCEPT_HANDLER@-1/0} <>
O 0 0 <module> 26 POP_EXCEPT - L4 [NULL; NULL; None] {EXCEPT_HANDLER@-1/0} <>
O 0 0 <module> 28 JUMP_FORWARD 2 L4 [] {} <>
O 0 0 <module> 32 LOAD_CONST 2 L4 [] {} <>
O 0 0 <module> 34 RETURN_VALUE - L4 [None] {} <>
R 0 0 <module> 34 return None
)");
}

TEST(TraceLog, TheLimitEndsTheLogNotTheProgram)
{
    const std::string text = trace("x = 1\ny = 2\n", { .program = {}, .limit = 2 });
    EXPECT_EQ(text,
        "C 0 0 <module> L1 new\nO 0 0 <module> 0 LOAD_CONST 0 L1 []\n# limit of 2 lines reached\n");
}

TEST(TraceLog, EveryStackDepthIsAsItsStackEffectSays)
{
    const std::string report = trace("def g():\n"
                                     "    try:\n"
                                     "        yield from [1, 2]\n"
                                     "    finally:\n"
                                     "        print('end')\n"
                                     "a, *b = [x for x in g()] + [3]\n"
                                     "with open('/dev/null') as f:\n"
                                     "    d = {**{'k': f'{a!r:>4}'}}\n",
        { .program = {}, .check = true });
    EXPECT_NE(report.find(" 0 mismatches"), std::string::npos) << report;
}

} // namespace
} // namespace fw::debug
