// Copyright the Perseat authors. SPDX-License-Identifier: Apache-2.0
#include "base/hash.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <array>
#include <memory>

#include "base/check.h"

namespace perseat {
namespace {

constexpr unsigned long long password_passes = 2;
constexpr std::size_t password_memory_bytes = 19UL * 1024 * 1024;

void require_sodium() {
  static const bool ready = sodium_init() >= 0;
  CHECK(ready);
}

constexpr std::size_t sha256_bytes = 32;

struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// OpenSSL uses the processor's instructions for it, libsodium does not: a tenth of the time. The
// method is looked up once and the context kept, since both cost more than a small digest.
std::array<unsigned char, sha256_bytes> sha256(std::string_view data) {
  static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeDigest> context(EVP_MD_CTX_new());
  std::array<unsigned char, sha256_bytes> digest{};
  CHECK(EVP_DigestInit_ex(context.get(), method, nullptr) == 1 &&
        EVP_DigestUpdate(context.get(), data.data(), data.size()) == 1 &&
        EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1);
  return digest;
}

}  // namespace

std::string sha256_hex(std::string_view data) {
  const auto digest = sha256(data);
  std::string hex(digest.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  hex.pop_back();
  return hex;
}

std::string random_secret() {
  require_sodium();
  std::array<unsigned char, 32> bits{};
  randombytes_buf(bits.data(), bits.size());
  std::string text(sodium_base64_encoded_len(bits.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING),
                   '\0');
  sodium_bin2base64(text.data(), text.size(), bits.data(), bits.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();
  return text;
}

std::uint64_t random_seed() {
  require_sodium();
  std::uint64_t seed = 0;
  randombytes_buf(&seed, sizeof seed);
  return seed;
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
  return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string hash_password(std::string_view password) {
  require_sodium();
  std::string hash(crypto_pwhash_STRBYTES, '\0');
  const int failure =
      crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), password_passes,
                            password_memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
  CHECK(failure == 0);
  hash.resize(hash.find('\0'));
  return hash;
}

bool verify_password(std::string_view password, const std::string& phc_hash) {
  require_sodium();
  return crypto_pwhash_str_verify(phc_hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace perseat
