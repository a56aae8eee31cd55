package dev.parley.negotiate.kerberos.crypto;

import java.util.Optional;

/**
 * The encryption types that can be used, with the checksum type that belongs to each (RFC 3961
 * section 8, RFC 3962, RFC 8009, RFC 4757). Those by DES are not here: nobody may use them (RFC
 * 6649, RFC 8429).
 */
public enum Enctype {
  /** RFC 3962. */
  AES128_CTS_HMAC_SHA1_96(17, "aes128-cts-hmac-sha1-96", 16, 15, 12),
  /** RFC 3962. */
  AES256_CTS_HMAC_SHA1_96(18, "aes256-cts-hmac-sha1-96", 32, 16, 12),
  /** RFC 8009. */
  AES128_CTS_HMAC_SHA256_128(19, "aes128-cts-hmac-sha256-128", 16, 19, 16),
  /** RFC 8009. */
  AES256_CTS_HMAC_SHA384_192(20, "aes256-cts-hmac-sha384-192", 32, 20, 24),
  /** RFC 4757; the checksum is KERB_CHECKSUM_HMAC_MD5. Weak: only where a setting asks for it. */
  RC4_HMAC(23, "rc4-hmac", 16, -138, 16);

  private final int number;
  private final String krbName;
  private final int keyLength;
  private final int checksumType;
  private final int checksumLength;

  Enctype(int number, String krbName, int keyLength, int checksumType, int checksumLength) {
    this.number = number;
    this.krbName = krbName;
    this.keyLength = keyLength;
    this.checksumType = checksumType;
    this.checksumLength = checksumLength;
  }

  /** The assigned number. */
  public int number() {
    return number;
  }

  /** The name, as in krb5.conf. */
  public String krbName() {
    return krbName;
  }

  /** The length of a key in octets. */
  public int keyLength() {
    return keyLength;
  }

  /** The number of the checksum type that goes with it. */
  public int checksumType() {
    return checksumType;
  }

  /** The length of a checksum in octets. */
  public int checksumLength() {
    return checksumLength;
  }

  /** The cipher its keys are for, by the JDK's name. */
  String cipher() {
    return this == RC4_HMAC ? Rc4Profile.KEY : AesCts.KEY;
  }

  /** Whether messages are protected as RFC 4121 has it; RC4 has ways of its own. */
  public boolean usesRfc4121() {
    return this != RC4_HMAC;
  }

  /** The type of this number; empty when it is none of ours. */
  public static Optional<Enctype> ofNumber(int number) {
    for (Enctype each : values()) {
      if (each.number == number) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** The type of this name or alias of krb5.conf; empty when it is none of ours. */
  public static Optional<Enctype> ofName(String name) {
    return switch (name) {
      case "aes128-cts-hmac-sha1-96", "aes128-cts", "aes128-sha1" ->
          Optional.of(AES128_CTS_HMAC_SHA1_96);
      case "aes256-cts-hmac-sha1-96", "aes256-cts", "aes256-sha1" ->
          Optional.of(AES256_CTS_HMAC_SHA1_96);
      case "aes128-cts-hmac-sha256-128", "aes128-sha2" -> Optional.of(AES128_CTS_HMAC_SHA256_128);
      case "aes256-cts-hmac-sha384-192", "aes256-sha2" -> Optional.of(AES256_CTS_HMAC_SHA384_192);
      case "rc4-hmac", "arcfour-hmac", "arcfour-hmac-md5" -> Optional.of(RC4_HMAC);
      default -> Optional.empty();
    };
  }

  /** A text for a number that a peer sent: the name, or the number where there is no name. */
  public static String describe(int number) {
    return switch (number) {
      case 1 -> "des-cbc-crc";
      case 3 -> "des-cbc-md5";
      case 16 -> "des3-cbc-sha1";
      case 24 -> "rc4-hmac-exp";
      case 25 -> "camellia128-cts-cmac";
      case 26 -> "camellia256-cts-cmac";
      default -> ofNumber(number).map(Enctype::krbName).orElse("enctype " + number);
    };
  }
}
