// Programs as a whole: exit status, load errors, input, and how output reaches host and observers.

#include "vm/host/real_host.h"
#include "vm/vm.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

using fw::Machine;
using fw::Program;
using fw::host::ScriptedHost;
using fw::host::Stream;

struct Outcome {
    int status;
    std::string output;
    std::string error;
};

Outcome run(const std::string& source, Program::Output output = Program::Output::AtOnce)
{
    ScriptedHost host;
    host.end_input();
    Program program(host, { .file = "<test>", .source = source, .output = output });
    const int status = program.run();
    return { status, host.captured(Stream::Output), host.captured(Stream::Error) };
}

TEST(Program, PrintsAndEndsWell)
{
    const Outcome outcome = run("print('hello', 1 + 1)\n");
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(outcome.output, "hello 2\n");
    EXPECT_EQ(outcome.error, "");
}

TEST(Program, ExitStatusIsPythons)
{
    EXPECT_EQ(run("raise SystemExit").status, 0);
    EXPECT_EQ(run("import sys; sys.exit(7)").status, 7);
    EXPECT_EQ(run("import sys; sys.exit(256 + 3)").status, 3);
    EXPECT_EQ(run("exit()").status, 0);
    const Outcome text = run("import sys; sys.exit('no luck')");
    EXPECT_EQ(text.status, 1);
    EXPECT_EQ(text.error, "no luck\n");
    const Outcome uncaught = run("1 / 0");
    EXPECT_EQ(uncaught.status, 1);
    EXPECT_EQ(uncaught.error,
        "Traceback (most recent call last):\n  File \"<test>\", line 1, in <module>\n"
        "ZeroDivisionError: division by zero\n");
    EXPECT_EQ(run("raise KeyboardInterrupt").status, 130);
}

TEST(Program, HasNoOtherProcesses)
{
    const Outcome outcome = run("import os, subprocess\n"
                                "for start in (os.fork, os.pipe, lambda: os.system('ls'),\n"
                                "              lambda: subprocess.run(['ls'])):\n"
                                "    try:\n        start()\n"
                                "    except OSError as error:\n        print(error.strerror)\n");
    const std::string line
        = "Function not implemented: programs here cannot start other programs\n";
    EXPECT_EQ(outcome.output, line + line + line + line);
}

TEST(Program, OptimizesAsTold)
{
    const std::string source
        = "def f():\n    'doc'\n    assert 0, 'no'\n    return __debug__\n"
          "import sys\ng = {}\nexec(\"def g():\\n 'doc'\", g)\n"
          "print(sys.flags.optimize, f.__doc__, f(), g['g'].__doc__, eval('__debug__'))\n";
    const auto output_at = [&](int level) {
        ScriptedHost host;
        host.end_input();
        Program program(host, { .file = "<test>", .source = source, .optimize = level });
        program.run();
        return host.captured(Stream::Output);
    };
    EXPECT_EQ(output_at(0), "");
    EXPECT_EQ(output_at(1), "1 doc False doc False\n");
    EXPECT_EQ(output_at(2), "2 None False None False\n");
}

Outcome run_with_warnings(const std::vector<std::string>& options, const std::string& source)
{
    ScriptedHost host;
    host.end_input();
    Program program(host, { .file = "<test>", .source = source, .warnings = options });
    const int status = program.run();
    return { status, host.captured(Stream::Output), host.captured(Stream::Error) };
}

TEST(Program, FiltersWarningsAsTold)
{
    const std::string compared = "print(1 is 1)\n";
    const std::string shown
        = "<test>:1: SyntaxWarning: \"is\" with a literal. Did you mean \"==\"?\n";
    EXPECT_EQ(run_with_warnings({}, compared).error, shown);
    EXPECT_EQ(run_with_warnings({ "ignore" }, compared).error, "");
    EXPECT_EQ(run_with_warnings({ "i::SyntaxWarning::1" }, compared).error, "");
    EXPECT_EQ(run_with_warnings({ "i::SyntaxWarning::2" }, compared).error, shown);
    EXPECT_EQ(run_with_warnings({ "error", "ignore::SyntaxWarning" }, compared).error, "");
    const Outcome wrong = run_with_warnings({ "ignore", "error::Warning" }, compared);
    EXPECT_EQ(wrong.status, 1);
    EXPECT_NE(wrong.error.find("SyntaxError: \"is\" with a literal."), std::string::npos);
    EXPECT_EQ(run_with_warnings({ "error", "d" }, "import sys\nprint(sys.warnoptions)\n").output,
        "['error', 'd']\n");
}

TEST(Program, FiltersWithPatternsHoldWhenTheProgramIsCompiled)
{
    ScriptedHost host;
    Program program(host,
        { .file = "<test>", .source = "a = 1 is 1\n", .warnings = { "error:\"is\" with a li" } });
    EXPECT_FALSE(program.load());
    EXPECT_NE(program.error().find("SyntaxError: \"is\" with a literal."), std::string::npos);
    EXPECT_EQ(program.machine().step(), 0U);
}

TEST(Program, ReportsErrorsOfTheSourceWithoutRunning)
{
    ScriptedHost host;
    Program program(host, { .file = "<test>", .source = "print('never')\nx = = 1\n" });
    EXPECT_FALSE(program.load());
    EXPECT_EQ(program.exit_status(), 1);
    EXPECT_EQ(program.error(),
        "  File \"<test>\", line 2\n    x = = 1\n        ^\nSyntaxError: invalid syntax\n");
    EXPECT_EQ(host.captured(), "");
}

TEST(Program, ReadsItsFileLineByLine)
{
    const auto error_of = [](const std::string& source) {
        ScriptedHost host;
        Program program(host, { .file = "/wrong.py", .source = source });
        EXPECT_FALSE(program.load());
        return program.error();
    };
    EXPECT_EQ(error_of("print(1"),
        "  File \"/wrong.py\", line 2\n    \n    ^\nSyntaxError: unexpected EOF while parsing\n");
    EXPECT_EQ(error_of("# coding: uft-8\n"), "SyntaxError: encoding problem: uft-8\n");
}

// The codecs of the library decode it, 8192 bytes at a time: the first ones are needed to read the
// declaration, the others are reached by the parser or not.
TEST(Program, ReadsItsFileInPiecesAsItsEncodingSays)
{
    const auto error_of = [](const std::string& source) {
        fw::host::RealHost host;
        Program program(host, { .file = "/nonexistent/wrong.py", .source = source });
        EXPECT_FALSE(program.load());
        EXPECT_EQ(program.machine().step(), 0U);
        return program.error();
    };
    std::string long_one = "# coding: cp1252\n";
    for (int i = 0; i < 300; ++i) {
        long_one += "x = 1 # filler filler filler\n";
    }
    const std::string bad = "s = '\x81'\n";
    EXPECT_EQ(error_of("# coding: cp1252\n" + bad), "SyntaxError: encoding problem: cp1252\n");
    EXPECT_EQ(error_of(long_one + bad),
        "  File \"/nonexistent/wrong.py\", line 284\n"
        "SyntaxError: (unicode error) 'charmap' codec can't decode byte 0x81 in position 514: "
        "character maps to <undefined>\n");
    EXPECT_EQ(error_of("# coding: cp1252\nif 1 1:\n" + long_one + bad).find("(unicode"),
        std::string::npos);
    EXPECT_EQ(error_of("# coding: rot13\n"), "SyntaxError: encoding problem: rot13\n");
}

// The functions of importlib that CPython runs to import a module stand below it, and leave it so
// many levels less.
TEST(Program, ModulesHaveAsManyLevelsOfRecursionAsInPython)
{
    namespace fs = std::filesystem;
    const fs::path directory = fs::path(testing::TempDir()) / "fw_program_levels";
    fs::create_directories(directory / "pack");
    for (const char* file : { "pack/__init__.py", "pack/part.py", "pack/other.py" }) {
        std::ofstream(directory / file) << "def deeper(n):\n    global depth\n    depth = n\n"
                                           "    deeper(n + 1)\n"
                                           "try:\n    deeper(1)\n"
                                           "except RecursionError as error:\n"
                                           "    print(__name__, depth, error)\n";
    }
    std::ofstream(directory / "main.py") << "import pack.part\nfrom pack import other\n";
    ScriptedHost host;
    Program program(host, { .file = directory / "main.py" });
    EXPECT_EQ(program.run(), 0);
    EXPECT_EQ(host.captured(),
        "pack 988 maximum recursion depth exceeded\n"
        "pack.part 992 maximum recursion depth exceeded\n"
        "pack.other 989 maximum recursion depth exceeded\n");
    fs::remove_all(directory);
}

TEST(Program, TheLineBeforeTheEncodingIsUtf8)
{
    ScriptedHost host;
    Program program(host, { .file = "/x.py", .source = "# \xe9\n# coding: latin-1\n" });
    EXPECT_FALSE(program.load());
    EXPECT_EQ(program.error(),
        "SyntaxError: Non-UTF-8 code starting with '\\xe9' in file /x.py on line 1, but no "
        "encoding "
        "declared; see https://python.org/dev/peps/pep-0263/ for details\n");
}

TEST(Program, ReportsAFileThatIsNotThere)
{
    ScriptedHost host;
    Program program(host, { .file = "/nonexistent/x.py" });
    EXPECT_FALSE(program.load());
    EXPECT_EQ(program.exit_status(), 2);
    EXPECT_NE(
        program.error().find("can't open file '/nonexistent/x.py': [Errno 2]"), std::string::npos);
}

TEST(Program, WaitsForInputUntilTheHostHasIt)
{
    ScriptedHost host;
    Program program(
        host, { .file = "<test>", .source = "print(input('name? ').upper())\nprint(input())\n" });
    ASSERT_TRUE(program.load()) << program.error();
    program.start();
    EXPECT_EQ(program.machine().run_until(Machine::no_limit), Machine::Stop::NeedsInput);
    EXPECT_EQ(host.captured(Stream::Output), "name? ");
    host.give_input("ada\n");
    EXPECT_EQ(program.machine().run_until(Machine::no_limit), Machine::Stop::NeedsInput);
    EXPECT_EQ(host.captured(Stream::Output), "name? ADA\n");
    host.end_input();
    EXPECT_EQ(program.machine().run_until(Machine::no_limit), Machine::Stop::Finished);
    EXPECT_EQ(program.exit_status(), 1);
    EXPECT_NE(
        host.captured(Stream::Error).find("EOFError: EOF when reading a line"), std::string::npos);
}

class OutputLog final : public fw::hooks::Observer {
public:
    void on_output(const fw::hooks::OutputEvent& event) override
    {
        pieces.emplace_back(event.stream, std::string(event.text));
    }

    std::vector<std::pair<int, std::string>> pieces;
};

TEST(Program, OutputIsSeenAtOnceAndInOrder)
{
    ScriptedHost host;
    Program program(host,
        { .file = "<test>",
            .source = "import sys\nprint('a', 'b')\nprint('c', file=sys.stderr)\nprint('d')\n" });
    ASSERT_TRUE(program.load()) << program.error();
    OutputLog log;
    auto subscription = program.machine().hooks().subscribe(log, { fw::hooks::Event::Output });
    program.start();
    program.machine().run_until(Machine::no_limit);
    const std::vector<std::pair<int, std::string>> expected
        = { { 1, "a b\n" }, { 2, "c\n" }, { 1, "d\n" } };
    EXPECT_EQ(log.pieces, expected);
}

TEST(Program, BufferedOutputComesInOnePieceAtTheEnd)
{
    const Outcome outcome
        = run("for i in range(3): print(i)\nraise SystemExit(2)", Program::Output::Buffered);
    EXPECT_EQ(outcome.output, "0\n1\n2\n");
    EXPECT_EQ(outcome.status, 2);
}

TEST(Program, ObjectsOfMainAreDestroyedAtTheEnd)
{
    const Outcome outcome = run("class A:\n    def __del__(self): print('bye')\na = A()\n");
    EXPECT_EQ(outcome.output, "bye\n");
}

TEST(Program, ModuleNamesStandInPythonsOrder)
{
    EXPECT_EQ(run("print(list(globals()))").output,
        "['__name__', '__doc__', '__package__', '__loader__', '__spec__', '__annotations__', "
        "'__builtins__', '__file__', '__cached__']\n");
}

TEST(Program, AFullRegionIsAMemoryError)
{
    ScriptedHost host;
    fw::Region::Options region;
    region.limit = std::size_t{ 64 } << 20;
    Program program(host,
        { .file = "<test>",
            .source = "try:\n    x = [0] * 10**9\nexcept MemoryError:\n    print('caught')\n"
                      "try:\n    l = []\n    while True: l.append('x' * 100000)\n"
                      "except MemoryError:\n    del l\n    print('again')\n",
            .region = region });
    EXPECT_EQ(program.run(), 0);
    EXPECT_EQ(host.captured(Stream::Output), "caught\nagain\n");
}

TEST(Program, DeepRecursionIsARecursionError)
{
    const Outcome outcome = run("def f(n): return f(n + 1)\n"
                                "try: f(0)\n"
                                "except RecursionError as e: print(e)\n");
    EXPECT_EQ(outcome.output, "maximum recursion depth exceeded\n");
}

// Tools make code with a list among its constants, which no compiler does.
TEST(Program, AListAsAConstant)
{
    using namespace std::string_literals;
    const std::string code = "e\0d\0\x83\x01\x01\0d\x01S\0"s; // print([7])
    const std::string source = "a\r\r\n"s + std::string(12, '\0') + "c" + std::string(16, '\0')
        + "\x08\0\0\0\x40\0\0\0s\x0c\0\0\0"s + code
        + ")\x02[\x01\0\0\0i\x07\0\0\0N)\x01Z\x05print)\0)\0)\0z\x01mz\x01m\1\0\0\0s\0\0\0\0"s;
    ScriptedHost host;
    host.end_input();
    Program program(host, { .file = "list.pyc", .source = source });
    EXPECT_EQ(program.run(), 0);
    EXPECT_EQ(host.captured(Stream::Output), "[7]\n");
    EXPECT_EQ(host.captured(Stream::Error), "");
}

// python -m: runpy finds it and is told what it is.
TEST(Program, RunsAModuleByItsName)
{
    ScriptedHost host;
    host.end_input();
    Program known(host, { .file = "this", .is_module = true, .arguments = { "x" } });
    EXPECT_EQ(known.run(), 0);
    EXPECT_TRUE(host.captured(Stream::Output).starts_with("The Zen of Python"));
}

TEST(Program, AModuleThatIsNotThere)
{
    ScriptedHost host;
    host.end_input();
    Program missing(host, { .file = "no_such_module", .is_module = true });
    EXPECT_EQ(missing.run(), 1);
    EXPECT_TRUE(host.captured(Stream::Error).ends_with(": No module named no_such_module\n"));
}

} // namespace
