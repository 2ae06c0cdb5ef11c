// Constants by value: equal ones of one kind have one number in all the code of a file.
// 1, 1.0 and True are equal in Python but different constants; so are 0.0 and -0.0.
// CPython: _PyCode_ConstantKey() in Objects/codeobject.c, merge_consts_recursive() in
// Python/compile.c
#pragma once

#include "vm/code/code_unit.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace fw::code {

class ConstantNumbers {
public:
    std::uint32_t add(const Constant& constant);

private:
    std::uint32_t add_key(std::string key);
    std::string key_of(const Constant& constant);

    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::uint32_t m_next = 0;
};

} // namespace fw::code
