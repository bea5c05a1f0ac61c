# One static library a layer. What a layer may link is what it may include (tools/check_layers
# holds the includes to the same list).
function(perseat_layer name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LIBRARIES" ${ARGN})
  string(REPLACE "/" "_" target "perseat_${name}")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(NOT sources)
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  else()
    add_library(${target} STATIC ${sources})
    set(scope PUBLIC)
  endif()
  target_include_directories(${target} ${scope} ${CMAKE_SOURCE_DIR}/src)
  list(TRANSFORM ARG_DEPENDS PREPEND "perseat_")
  target_link_libraries(${target} ${scope} ${ARG_DEPENDS} ${ARG_LIBRARIES})
endfunction()

perseat_layer(base LIBRARIES fmt::fmt Boost::json date::date-tz ICU::uc PkgConfig::SODIUM
  OpenSSL::Crypto
  spdlog::spdlog Threads::Threads)
perseat_layer(domain DEPENDS base)
perseat_layer(ports DEPENDS base domain)
perseat_layer(net DEPENDS base LIBRARIES perseat_asio)
perseat_layer(store DEPENDS base domain ports)
perseat_layer(usecases DEPENDS base domain store)
perseat_layer(queries DEPENDS base domain ports store)
perseat_layer(engine DEPENDS base ports store)
perseat_layer(workers DEPENDS base domain ports store usecases engine)
perseat_layer(adapters/sqlite DEPENDS ports LIBRARIES SQLite::SQLite3)
perseat_layer(adapters/postgres DEPENDS ports LIBRARIES PostgreSQL::PostgreSQL)
perseat_layer(adapters/gateway_stripe DEPENDS ports LIBRARIES CURL::libcurl)
perseat_layer(adapters/http DEPENDS base domain ports store usecases queries engine workers net)

# The server carries its contract. The system's python, because another one in PATH may lack yaml.
set(PERSEAT_PYTHON /usr/bin/python3 CACHE FILEPATH "a Python 3 that has PyYAML")
set(openapi_cpp ${CMAKE_BINARY_DIR}/generated/openapi_document.cpp)
add_custom_command(OUTPUT ${openapi_cpp}
  COMMAND ${PERSEAT_PYTHON} ${CMAKE_SOURCE_DIR}/tools/embed_openapi
    ${CMAKE_SOURCE_DIR}/api/openapi.yaml ${openapi_cpp}
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed_openapi ${CMAKE_SOURCE_DIR}/api/openapi.yaml
  COMMENT "Embedding api/openapi.yaml" VERBATIM)
target_sources(perseat_adapters_http PRIVATE ${openapi_cpp})

perseat_layer(sandbox_gateway DEPENDS base net)
perseat_layer(main DEPENDS workers queries adapters_sqlite adapters_postgres adapters_gateway_stripe adapters_http
  sandbox_gateway)
perseat_layer(cli DEPENDS base domain LIBRARIES CURL::libcurl CLI11::CLI11)
target_compile_definitions(perseat_cli PRIVATE PERSEAT_VERSION="${PROJECT_VERSION}")

# A program is a folder's main.cpp beside its library; the target `programs` builds them all.
add_custom_target(programs)
function(perseat_program program folder)
  if(EXISTS ${CMAKE_SOURCE_DIR}/src/${folder}/main.cpp)
    add_executable(${program} ${CMAKE_SOURCE_DIR}/src/${folder}/main.cpp)
    target_link_libraries(${program} PRIVATE perseat_${folder})
    add_dependencies(programs ${program})
    set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  endif()
endfunction()
perseat_program(perseatd main)
if(TARGET perseatd AND TARGET PkgConfig::JEMALLOC)
  target_link_libraries(perseatd PRIVATE PkgConfig::JEMALLOC)
endif()
perseat_program(perseat-sandbox-gateway sandbox_gateway)
perseat_program(perseat cli)

# Migrations are compiled in, so that one file is the whole program.
file(GLOB migrations CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/migrations/*.sql)
list(SORT migrations)
set(migration_entries "")
foreach(migration ${migrations})
  # A twin for PostgreSQL belongs to the migration of the same name.
  if(migration MATCHES "\\.postgres\\.sql$")
    continue()
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${migration})
  file(READ ${migration} migration_text)
  get_filename_component(migration_name ${migration} NAME_WE)
  string(REGEX MATCH "^[0-9]+" migration_digits ${migration_name})
  string(REGEX REPLACE "^0+" "" migration_version ${migration_digits})
  set(migration_twin "")
  string(REGEX REPLACE "\\.sql$" ".postgres.sql" migration_twin_file ${migration})
  if(EXISTS ${migration_twin_file})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${migration_twin_file})
    file(READ ${migration_twin_file} migration_twin)
  endif()
  string(APPEND migration_entries "    {${migration_version}, \"${migration_name}\","
    " {R\"sql(${migration_text})sql\", R\"sql(${migration_twin})sql\"}},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/migrations.cpp CONTENT [[
#include "store/migrate.h"
namespace perseat::store {
namespace {
constexpr Migration migrations[] = {
@migration_entries@};
}  // namespace
std::span<const Migration> all_migrations() { return migrations; }
}  // namespace perseat::store
]] @ONLY)
target_sources(perseat_store PRIVATE ${CMAKE_BINARY_DIR}/generated/migrations.cpp)

# So are the files of the sandbox gateway's card page.
set(fields_entries "")
foreach(fields_file fields.html fields.css fields.js)
  set(fields_path ${CMAKE_SOURCE_DIR}/src/sandbox_gateway/fields/${fields_file})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${fields_path})
  file(READ ${fields_path} fields_text)
  string(APPEND fields_entries "    {\"${fields_file}\", R\"text(${fields_text})text\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/fields_files.cpp CONTENT [[
#include "sandbox_gateway/fields_page.h"
namespace perseat::sandbox_gateway {
namespace {
constexpr FieldsFile files[] = {
@fields_entries@};
}  // namespace
std::span<const FieldsFile> fields_files() { return files; }
}  // namespace perseat::sandbox_gateway
]] @ONLY)
target_sources(perseat_sandbox_gateway PRIVATE ${CMAKE_BINARY_DIR}/generated/fields_files.cpp)

# So is what differs between clouds.
file(GLOB clouds CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/clouds/*.toml)
list(SORT clouds)
set(cloud_entries "")
foreach(cloud ${clouds})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${cloud})
  file(READ ${cloud} cloud_text)
  get_filename_component(cloud_name ${cloud} NAME_WE)
  string(APPEND cloud_entries "    {\"${cloud_name}\", R\"toml(${cloud_text})toml\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/clouds.cpp CONTENT [[
#include "main/cloud.h"
namespace perseat {
namespace {
constexpr BuiltInCloud clouds[] = {
@cloud_entries@};
}  // namespace
std::span<const BuiltInCloud> built_in_clouds() { return clouds; }
}  // namespace perseat
]] @ONLY)
target_sources(perseat_main PRIVATE ${CMAKE_BINARY_DIR}/generated/clouds.cpp)
