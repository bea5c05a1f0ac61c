// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
// Fingerprints from OpenSSL, secrets from libsodium.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace perseat {

// SHA-256 (FIPS 180-4) as 64 lower-case hex digits.
[[nodiscard]] std::string sha256_hex(std::string_view data);
// A secret nobody can guess: 256 random bits as 43 characters of base64url.
[[nodiscard]] std::string random_secret();
[[nodiscard]] std::uint64_t random_seed();
// Compares in a time that does not depend on where the texts differ.
[[nodiscard]] bool equal_in_constant_time(std::string_view left, std::string_view right);

// argon2id (RFC 9106) in PHC text form: 19 MiB and 2 passes, about 20 ms of one core.
[[nodiscard]] std::string hash_password(std::string_view password);
[[nodiscard]] bool verify_password(std::string_view password, const std::string& phc_hash);

}  // namespace perseat
