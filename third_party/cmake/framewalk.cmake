# The functions that every CMakeLists.txt of the tree uses: one target per folder, one test program per test folder.

# The standard headers that most files include, compiled once (FW_PCH): 40 % of a build from nothing. Two of them,
# since test programs add GoogleTest's. That files include what they use is checked without it (check_headers.py).
set(FW_COMMON_HEADERS <algorithm> <array> <bit> <cmath> <cstdint> <cstring> <functional> <limits> <memory> <new>
    <optional> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>)
if(FW_PCH)
    file(WRITE ${CMAKE_BINARY_DIR}/pch.cpp "")
    add_library(fw_pch STATIC ${CMAKE_BINARY_DIR}/pch.cpp)
    target_link_libraries(fw_pch PRIVATE fw_options)
    target_compile_options(fw_pch PRIVATE $<$<CXX_COMPILER_ID:Clang>:-Xclang -fno-pch-timestamp>)
    target_precompile_headers(fw_pch PRIVATE ${FW_COMMON_HEADERS})
endif()

# fw_use_pch(TARGET PCH_TARGET)
function(fw_use_pch target pch)
    if(FW_PCH)
        target_precompile_headers(${target} REUSE_FROM ${pch})
    endif()
endfunction()

# fw_library(NAME SOURCES a.cpp ... [DEPENDS target ...]): the static library of one folder.
function(fw_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${ARG_DEPENDS} PRIVATE fw_options)
    fw_use_pch(${name} fw_pch)
endfunction()

# fw_test(FOLDER SOURCES a_test.cpp ... [DEPENDS target ...] [LABEL unit|ui] [SHARDS n]): the GoogleTest program
# test_FOLDER, run by ctest, in n processes side by side; its cases go to results/ as JSON, where tests/run counts them.
function(fw_test folder)
    cmake_parse_arguments(ARG "" "LABEL;SHARDS" "SOURCES;DEPENDS" ${ARGN})
    if(NOT ARG_SHARDS)
        set(ARG_SHARDS 1)
    endif()
    if(NOT ARG_LABEL)
        set(ARG_LABEL unit)
    endif()
    add_executable(test_${folder} ${ARG_SOURCES})
    target_include_directories(test_${folder} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(test_${folder} PRIVATE ${ARG_DEPENDS} fw_options GTest::gmock GTest::gtest GTest::gtest_main)
    target_compile_definitions(test_${folder} PRIVATE FW_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    fw_use_pch(test_${folder} fw_test_pch)
    math(EXPR last "${ARG_SHARDS} - 1")
    foreach(shard RANGE ${last})
        set(name ${ARG_LABEL}.${folder})
        if(ARG_SHARDS GREATER 1)
            string(APPEND name .${shard})
        endif()
        add_test(NAME ${name} COMMAND test_${folder})
        set(environment GTEST_OUTPUT=json:${CMAKE_BINARY_DIR}/results/${name}.json
            GTEST_TOTAL_SHARDS=${ARG_SHARDS} GTEST_SHARD_INDEX=${shard})
        set_tests_properties(${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT 300 ENVIRONMENT "${environment}")
    endforeach()
endfunction()
