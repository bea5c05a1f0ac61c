// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// The types that our statements use, by their numbers in PostgreSQL's catalog, which never change.
#pragma once

#include <libpq-fe.h>

#include <cstddef>

namespace perseat::postgres {

namespace type {
inline constexpr Oid boolean = 16;
inline constexpr Oid bytea = 17;
inline constexpr Oid bigint = 20;
inline constexpr Oid smallint = 21;
inline constexpr Oid integer = 23;
inline constexpr Oid text = 25;
inline constexpr Oid varchar = 1043;
inline constexpr Oid uuid = 2950;
inline constexpr Oid array_of_bytea = 1001;
inline constexpr Oid array_of_text = 1009;
inline constexpr Oid array_of_bigint = 1016;
inline constexpr Oid array_of_uuid = 2951;
}  // namespace type

inline constexpr std::size_t uuid_bytes = 16;

}  // namespace perseat::postgres
