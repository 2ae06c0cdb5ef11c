// Constants by value: equal ones of one kind have one number in a whole compilation.
// 1, 1.0 and True are equal in Python but different constants; so are 0.0 and -0.0.
// CPython: _PyCode_ConstantKey() in Objects/codeobject.c, merge_consts_recursive() in
// Python/compile.c
#pragma once

#include "vm/code/code_unit.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace fw::compile {

class ConstantPool {
public:
    std::uint32_t add(const Constant& constant);
    std::uint32_t add(const code::CodeRef& unit);

    const code::CodeConstant& operator[](std::uint32_t number) const { return m_constants[number]; }

private:
    std::uint32_t add_key(std::string key, code::CodeConstant constant);
    std::string key_of(const Constant& constant);

    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::vector<code::CodeConstant> m_constants;
};

} // namespace fw::compile
