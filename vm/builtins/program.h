// A program: a Python file that a machine runs as `__main__`, as `python3.9 FILE` does. The run and
// trace commands and debug::Session drive programs through it.
//
//     Program program(host, { .file = "x.py" });
//     if (!program.load()) { fputs(program.error().c_str(), stderr); return program.exit_status();
//     } program.start(); program.machine().run_until(Machine::no_limit); return
//     program.exit_status();
//
// CPython: Modules/main.c, Python/pythonrun.c

#pragma once

#include "vm/eval/machine.h"
#include "vm/syntax/source_text.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fw {

// The text of a file as the parser of programs reads it. Where the file declares an encoding that
// codecs of the library decode, a machine boots for that: no other may be there.
syntax::SourceText text_of_program(
    host::Host& host, const std::string& file, const std::string& contents);

class Program {
public:
    enum class Output : std::uint8_t {
        AtOnce, // each write goes to the host, so that whoever looks sees it
        Buffered, // standard output goes out in large pieces, at its end and before input
    };

    struct Options {
        std::string file; // a path, "<string>" together with source, or a module's name
        bool is_module = false; // python's -m: the library's runpy finds and runs it
        std::optional<std::string> source = {}; // instead of the file's contents
        std::vector<std::string> arguments = {}; // sys.argv[1:]
        Output output = Output::AtOnce;
        std::vector<std::string> warnings = {}; // python's -W, behind those of PYTHONWARNINGS
        int optimize = 0; // python's -O and -OO: 1 and 2
        bool absolute_name = true; // __file__ and co_filename are made absolute, as python does
        bool cleans_up = true; // At the end, objects of __main__ are destroyed as python does.
        Region::Options region = {};
    };

    // Boots the machine.
    Program(host::Host& host, Options options);
    ~Program();

    // Reads and compiles the file and makes the module `__main__`. False: error() says what python
    // would print on stderr, exit_status() how it would end.
    bool load();
    const std::string& error() const { return m_error; }

    // Nothing executes before machine().run_until().
    void start();

    // Loads, starts and runs to the end; load errors go to the host's stderr.
    int run();

    Machine& machine() { return *m_machine; }
    // The text that load() read, as it is in the file.
    const std::string& source() const { return m_source; }
    // After load(), unless it is a module that is yet to be found: the code object of the module,
    // its filename (of a .pyc: that of the source which it was compiled from), its namespace.
    Code& code() { return *m_code; }
    const std::string& filename() const { return m_filename; }
    Dict& globals() { return *m_main->dict; }
    // When the machine has finished.
    int exit_status() const { return m_exit_status; }

private:
    void body(Thread& thread);
    Result<Ref> run_main(Thread& thread);
    void prepare_path(Thread& thread);
    void prepare_warnings();
    bool load_pyc(std::string_view data);
    bool load_marshalled(std::string_view data);
    bool fail(Thread& thread);

    host::Host& m_host;
    Options m_options;
    std::unique_ptr<Machine> m_machine;
    std::string m_filename;
    std::string m_source;
    std::string m_error;
    Code* m_code = nullptr; // in the region, as the next
    Module* m_main = nullptr;
    int m_exit_status = 0;
};

} // namespace fw
