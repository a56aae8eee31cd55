package dev.parley.doctor.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.file.StoredKey;
import dev.parley.doctor.digest.DigestAnswer.Proof;
import dev.parley.doctor.digest.DigestAnswer.Turn;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RFC 7616: the client's half")
class DigestAnswerTest {
  private static final byte[] NO_ENTITY = {};

  private static DigestOffer offer(String realm, String algorithm, String qop) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("realm", realm);
    parameters.put("nonce", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v");
    parameters.put("opaque", "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS");
    parameters.put("algorithm", algorithm);
    parameters.put("qop", qop);
    return new DigestOffer(parameters, 0);
  }

  private static DigestAnswer mufasa(DigestAlgorithm algorithm, String qop) {
    DigestOffer offer = offer("http-auth@example.org", algorithm.token(), qop);
    StoredKey key =
        StoredKey.derive(
            "Mufasa", offer.parameter("realm"), algorithm.base(), "Circle of Life".toCharArray());
    Turn turn =
        new Turn(
            "/dir/index.html",
            offer.parameter("nonce"),
            1,
            "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    return new DigestAnswer(offer, "Mufasa", key.key(), turn);
  }

  @ParameterizedTest
  @DisplayName("section 3.9.1: the responses of its example")
  @CsvSource({
    "MD5, 8ca523f5e9506fed4657c9700eebdbec",
    "MD5_SESS, e783283f46242139c486a698fec7211d",
    "SHA_256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
  })
  void example(DigestAlgorithm algorithm, String response) {
    try (DigestAnswer answer = mufasa(algorithm, "auth, auth-int")) {
      assertThat(answer.field().value())
          .startsWith("Digest username=\"Mufasa\", realm=\"http-auth@example.org\"")
          .contains("qop=auth,", "nc=00000001,", "algorithm=" + algorithm.token() + ",")
          .contains("response=\"" + response + "\"");
      assertThat(answer.toString()).doesNotContain("Mufasa");
    }
  }

  @Test
  @DisplayName("section 3.5: a proof is right, wrong or not there")
  void proof() {
    try (DigestAnswer answer = mufasa(DigestAlgorithm.MD5, "auth")) {
      // computed by another program
      String right = "9b712497bc9f91499fbcca1dfc5f09a5";
      assertThat(answer.proof("rspauth=\"" + right + "\", qop=auth", NO_ENTITY))
          .isEqualTo(Proof.RIGHT);
      assertThat(answer.proof("", NO_ENTITY)).isEqualTo(Proof.NONE);
      assertThat(answer.proof("qop=auth", NO_ENTITY)).isEqualTo(Proof.NONE);
      assertThat(answer.proof("\u0001", NO_ENTITY)).isEqualTo(Proof.NONE);
      assertThat(answer.proof("rspauth=\"" + right.replace('2', '3') + "\"", NO_ENTITY))
          .isEqualTo(Proof.WRONG);
    }
    try (DigestAnswer answer = mufasa(DigestAlgorithm.MD5, "auth-int")) {
      String right = "rspauth=\"44e5e45c51fd03064668a6756a5ade73\"";
      byte[] page = "page".getBytes(StandardCharsets.US_ASCII);
      assertThat(answer.proof(right, page)).isEqualTo(Proof.RIGHT);
      assertThat(answer.proof(right, NO_ENTITY)).isEqualTo(Proof.WRONG);
    }
    assertThat(DigestAnswer.nextNonce("rspauth=\"ab\", nextnonce=\"n2\"")).isEqualTo("n2");
    assertThat(DigestAnswer.nextNonce("rspauth=\"ab\"")).isEmpty();
  }

  @Test
  @DisplayName("names are octets of UTF-8, with quotes and backslashes escaped")
  void names() {
    DigestOffer offer = offer("r", "MD5", "auth");
    StoredKey key = StoredKey.derive("a", "r", DigestAlgorithm.MD5, "p".toCharArray());
    try (DigestAnswer answer =
        new DigestAnswer(offer, "J\u00e4\"\\", key.key(), new Turn("/", "n", 255, "c"))) {
      assertThat(answer.field().value())
          .contains("username=\"J\u00c3\u00a4\\\"\\\\\"", "nc=000000ff", "nonce=\"n\"");
    }
  }
}
