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
perseat_layer(adapters/documents DEPENDS base domain
  LIBRARIES PkgConfig::PANGOCAIRO PkgConfig::QPDF)
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
perseat_layer(main DEPENDS workers queries adapters_sqlite adapters_postgres adapters_gateway_stripe
  adapters_documents adapters_http sandbox_gateway)
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

# Texts are compiled in, so that one file is the whole program. The variable gets the file's text
# as a literal, an empty one where there is no such file; a change of it configures anew.
function(perseat_read_text file variable)
  set(text "")
  if(EXISTS ${file})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} text)
  endif()
  set(${variable} "R\"text(${text})text\"" PARENT_SCOPE)
endfunction()

# Makes a source of the layer that defines what its header declares:
# `std::span<const TYPE> SPACE::FUNCTION()`, over the entries.
function(perseat_embed layer header space type function entries)
  set(generated ${CMAKE_BINARY_DIR}/generated/${function}.cpp)
  file(CONFIGURE OUTPUT ${generated} CONTENT [[
#include "@header@"
namespace @space@ {
namespace {
constexpr @type@ entries[] = {
@entries@};
}  // namespace
std::span<const @type@> @function@() { return entries; }
}  // namespace @space@
]] @ONLY)
  target_sources(perseat_${layer} PRIVATE ${generated})
endfunction()

file(GLOB migrations CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/migrations/*.sql)
list(SORT migrations)
# A twin for PostgreSQL belongs to the migration of the same name.
list(FILTER migrations EXCLUDE REGEX "\\.postgres\\.sql$")
set(entries "")
foreach(migration ${migrations})
  get_filename_component(name ${migration} NAME_WE)
  string(REGEX MATCH "^[0-9]+" digits ${name})
  string(REGEX REPLACE "^0+" "" version ${digits})
  string(REGEX REPLACE "\\.sql$" ".postgres.sql" twin_file ${migration})
  perseat_read_text(${migration} text)
  perseat_read_text(${twin_file} twin)
  string(APPEND entries "    {${version}, \"${name}\", {${text}, ${twin}}},\n")
endforeach()
perseat_embed(store store/migrate.h perseat::store Migration all_migrations "${entries}")

# The sandbox gateway's card page.
set(entries "")
foreach(name fields.html fields.css fields.js)
  perseat_read_text(${CMAKE_SOURCE_DIR}/src/sandbox_gateway/fields/${name} text)
  string(APPEND entries "    {\"${name}\", ${text}},\n")
endforeach()
perseat_embed(sandbox_gateway sandbox_gateway/fields_page.h perseat::sandbox_gateway FieldsFile
  fields_files "${entries}")

# What differs between clouds.
file(GLOB clouds CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/clouds/*.toml)
list(SORT clouds)
set(entries "")
foreach(cloud ${clouds})
  get_filename_component(name ${cloud} NAME_WE)
  perseat_read_text(${cloud} text)
  string(APPEND entries "    {\"${name}\", ${text}},\n")
endforeach()
perseat_embed(main main/cloud.h perseat BuiltInCloud built_in_clouds "${entries}")
