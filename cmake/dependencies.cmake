# Third-party libraries, all from Debian 12. Each is linked to the few targets that need it.
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(OpenSSL REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(date REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc)
find_package(SQLite3 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(CURL REQUIRED)
find_package(CLI11 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo)
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)
# The server's memory is taken on one thread and given back on another all the time, where the C
# library's allocator gives pages back to the kernel and faults them in again. Sanitizers have one
# of their own.
if(NOT PERSEAT_SANITIZER)
  pkg_check_modules(JEMALLOC REQUIRED IMPORTED_TARGET jemalloc)
endif()

# Headers of libraries are not ours to warn about, and Boost 1.81 needs no compiled Asio.
add_library(perseat_asio INTERFACE)
target_compile_definitions(perseat_asio INTERFACE BOOST_ASIO_NO_DEPRECATED
  BOOST_ASIO_DISABLE_HANDLER_TYPE_REQUIREMENTS)
target_link_libraries(perseat_asio INTERFACE Boost::headers OpenSSL::SSL OpenSSL::Crypto
  Threads::Threads)
