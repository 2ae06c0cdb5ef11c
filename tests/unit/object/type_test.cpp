// Types, attribute lookup, calls and the binder's messages, without any compiled code.

#include "tests/unit/object/machine_fixture.h"

namespace fw::test {

TEST_F(ObjectTest, Boots)
{
    EXPECT_EQ(shown(share<Object>(int_type())), "<class 'int'>");
}

} // namespace fw::test
