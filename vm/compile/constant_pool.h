// Constants by value: equal ones of one kind have one number in a whole compilation.
// 1, 1.0 and True are equal in Python but different constants; so are 0.0 and -0.0.
// CPython: _PyCode_ConstantKey() in Objects/codeobject.c, merge_consts_recursive() in
// Python/compile.c
#pragma once

#include "vm/code/code_unit.h"

#include <vector>

namespace fw::compile {

class ConstantPool {
public:
    std::uint32_t add(const Constant& constant);
    std::uint32_t add(const code::CodeRef& unit);

    const code::CodeConstant& operator[](std::uint32_t number) const { return m_constants[number]; }

private:
    template <typename Equal, typename Value>
    std::uint32_t find_or_add(std::size_t hash, const Equal& is_equal, const Value& value);
    std::size_t free_slot(std::size_t hash) const;

    std::vector<code::CodeConstant> m_constants;
    std::vector<std::size_t> m_hashes; // one a constant
    std::vector<std::uint32_t> m_table; // numbers from 1 by hash; 0 is free
};

} // namespace fw::compile
