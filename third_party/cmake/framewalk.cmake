# The functions that every CMakeLists.txt of the tree uses: one target per folder, one test program per test folder.

# fw_library(NAME SOURCES a.cpp ... [DEPENDS target ...]): the static library of one folder.
function(fw_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${ARG_DEPENDS} PRIVATE fw_options)
endfunction()

# fw_test(FOLDER SOURCES a_test.cpp ... [DEPENDS target ...]): the GoogleTest program test_FOLDER, run by ctest.
function(fw_test folder)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
    add_executable(test_${folder} ${ARG_SOURCES})
    target_include_directories(test_${folder} PRIVATE ${PROJECT_SOURCE_DIR})
    target_link_libraries(test_${folder} PRIVATE ${ARG_DEPENDS} fw_options GTest::gmock GTest::gtest GTest::gtest_main)
    target_compile_definitions(test_${folder} PRIVATE FW_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    add_test(NAME unit.${folder} COMMAND test_${folder})
    set_tests_properties(unit.${folder} PROPERTIES LABELS unit TIMEOUT 300)
endfunction()
