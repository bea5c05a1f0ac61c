# tests/<area> mirrors src/<area>; each area is one program that links what its layer links.
find_package(GTest REQUIRED)
find_path(RAPIDCHECK_INCLUDE rapidcheck.h REQUIRED)
find_library(RAPIDCHECK_LIBRARY rapidcheck REQUIRED)
include(GoogleTest)

file(GLOB_RECURSE support_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/support/*.cpp)
if(support_sources)
  add_library(perseat_test_support STATIC ${support_sources})
  target_include_directories(perseat_test_support PUBLIC ${CMAKE_SOURCE_DIR}/tests
    ${RAPIDCHECK_INCLUDE})
  # Only what a command or query runs through: a change of the server does not rebuild their tests.
  target_link_libraries(perseat_test_support PUBLIC perseat_engine perseat_usecases perseat_queries
    perseat_adapters_sqlite perseat_adapters_postgres GTest::gtest)
endif()

# Which areas to build, for sanitizers that take long over all; empty: all.
set(PERSEAT_TEST_AREAS "" CACHE STRING "areas of tests/ to build")

function(perseat_test area)
  cmake_parse_arguments(ARG "SUPPORT" "LABEL" "DEPENDS" ${ARGN})
  if(PERSEAT_TEST_AREAS AND NOT area IN_LIST PERSEAT_TEST_AREAS)
    return()
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${area}/*.cpp)
  # An area within another one is a program of its own.
  foreach(inner adapters/postgres adapters/documents)
    if(NOT area STREQUAL inner)
      list(FILTER sources EXCLUDE REGEX "/tests/${inner}/")
    endif()
  endforeach()
  if(NOT sources)
    return()
  endif()
  string(REPLACE "/" "_" target "test_${area}")
  add_executable(${target} ${sources})
  target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests ${RAPIDCHECK_INCLUDE})
  list(TRANSFORM ARG_DEPENDS PREPEND "perseat_")
  target_link_libraries(${target} PRIVATE ${ARG_DEPENDS} GTest::gtest GTest::gtest_main
    ${RAPIDCHECK_LIBRARY})
  if(ARG_SUPPORT AND TARGET perseat_test_support)
    target_link_libraries(${target} PRIVATE perseat_test_support)
  endif()
  target_precompile_headers(${target} PRIVATE <gtest/gtest.h>)
  # What is tested is optimized; the tests themselves are built quickly.
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(${target} PRIVATE -O0)
  endif()
  # Those that go through a database run on each engine, some on one of them only.
  set(label "pure")
  if(ARG_LABEL)
    set(label ${ARG_LABEL})
  elseif(ARG_SUPPORT)
    set(label "database")
  endif()
  gtest_discover_tests(${target} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 300 LABELS ${label}
    ENVIRONMENT "PERSEAT_ABORT_ON_BUG=1"
    # A second variable of the property before would be lost: discovery takes no lists.
    ENVIRONMENT_MODIFICATION "PERSEAT_SOURCE=set:${CMAKE_SOURCE_DIR}")
endfunction()

perseat_test(base DEPENDS base)
perseat_test(domain DEPENDS domain)
perseat_test(ports DEPENDS ports)
perseat_test(net DEPENDS net)
perseat_test(sandbox_gateway DEPENDS sandbox_gateway adapters_gateway_stripe)
perseat_test(engine DEPENDS engine SUPPORT)
perseat_test(store DEPENDS store adapters_sqlite SUPPORT)
perseat_test(usecases DEPENDS usecases workers SUPPORT)
perseat_test(queries DEPENDS usecases queries SUPPORT)
perseat_test(workers DEPENDS workers SUPPORT)
perseat_test(scenarios DEPENDS main SUPPORT)
perseat_test(adapters DEPENDS main SUPPORT)
perseat_test(adapters/postgres DEPENDS main SUPPORT LABEL postgres)
# What is written is read by other code than ours.
pkg_check_modules(PUGIXML REQUIRED IMPORTED_TARGET pugixml)
perseat_test(adapters/documents DEPENDS adapters_documents)
if(TARGET test_adapters_documents)
  target_link_libraries(test_adapters_documents PRIVATE PkgConfig::PUGIXML)
endif()
perseat_test(main DEPENDS main SUPPORT)
perseat_test(cli DEPENDS cli net adapters_http)
