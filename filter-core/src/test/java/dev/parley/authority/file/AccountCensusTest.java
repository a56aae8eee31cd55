package dev.parley.authority.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.AccountCensus;
import dev.parley.authority.DigestAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AccountCensusTest {
  private static final String FILE =
      """
      {"format": "parley-users", "version": 1, "users": [
        {"name": "a", "keys": [
          {"realm": "r", "algorithm": "MD5", "ha1": "00112233445566778899aabbccddeeff"},
          {"realm": "r", "algorithm": "MD5", "ha1": "ff112233445566778899aabbccddeeff"},
          {"realm": "r", "algorithm": "SHA-256",
           "ha1": "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"}]},
        {"name": "b", "ntHash": "00112233445566778899aabbccddeeff", "keys": [
          {"realm": "other", "algorithm": "MD5", "ha1": "00112233445566778899aabbccddeeff"}]},
        {"name": "c", "enabled": false, "ntHash": "00112233445566778899aabbccddeeff", "keys": [
          {"realm": "r", "algorithm": "MD5", "ha1": "00112233445566778899aabbccddeeff"}]}]}
      """;

  @Test
  @DisplayName("Who is enabled is counted, by realm, algorithm and NT hash; two keys are one user")
  void counts() throws Exception {
    AccountTable table =
        new AccountTable(
            UsersFile.parse(FILE.getBytes(StandardCharsets.UTF_8)),
            "users-file",
            new NtlmNames(Documents.TARGET));
    assertThat(table.census("r"))
        .isEqualTo(
            new AccountCensus(2, 1, Map.of(DigestAlgorithm.MD5, 1, DigestAlgorithm.SHA_256, 1), 1));
    assertThat(table.census("other"))
        .isEqualTo(new AccountCensus(2, 1, Map.of(DigestAlgorithm.MD5, 1), 1));
    assertThat(table.census("none")).isEqualTo(new AccountCensus(2, 0, Map.of(), 1));
    assertThat(table.census("r").withKeyFor(DigestAlgorithm.SHA_256_SESS)).isEqualTo(1);
    assertThat(table.census("r").withKeyFor(DigestAlgorithm.SHA_512_256)).isZero();
  }
}
