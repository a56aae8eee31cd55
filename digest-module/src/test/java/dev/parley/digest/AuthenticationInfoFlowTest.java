package dev.parley.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.authority.Qop;
import dev.parley.digest.options.DigestSettings;
import dev.parley.digest.options.InfoMode;
import dev.parley.http.HeaderField;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Reason;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Digest package: Authentication-Info")
class AuthenticationInfoFlowTest extends DigestFlow {
  private Map<String, String> info(AcceptResult result) {
    assertOk(result);
    HeaderField field = result.token().get(0);
    assertThat(field.name()).isEqualTo("Authentication-Info");
    return TestClient.parse(field.value());
  }

  @Test
  @DisplayName(
      "RFC 7616 3.5: rspauth with cnonce and nc byte for byte, as neon and HttpClient 5 compare them")
  void rspauth() {
    site.challenge(alice, DEFAULT);
    alice.cnonce = "a\"b\\c";
    for (int nc = 9; nc < 12; nc++) {
      AcceptResult result = site.request(PAGE.with(alice.answer(PAGE, nc)));
      assertThat(info(result))
          .containsEntry("rspauth", alice.rspauth(PAGE, nc, ""))
          .containsEntry("cnonce", "a\\\"b\\\\c")
          .containsEntry("nc", "%08x".formatted(nc))
          .containsEntry("qop", "auth")
          .doesNotContainKey("nextnonce");
    }
  }

  @Test
  @DisplayName("nextnonce comes when half of the time is over, and serves")
  void nextnonce() {
    site.set(DigestSettings.AUTHENTICATION_INFO, InfoMode.NEXTNONCE);
    site.challenge(alice, DEFAULT);
    assertThat(info(site.answer(alice, PAGE))).doesNotContainKey("nextnonce");
    site.pass(Duration.ofMinutes(3));
    String next = info(site.answer(alice, PAGE)).getOrDefault("nextnonce", "");
    assertThat(next).isNotEmpty().isNotEqualTo(alice.challenge.get("nonce"));
    alice.challenge = new java.util.HashMap<>(alice.challenge);
    alice.challenge.put("nonce", next);
    alice.count = 0;
    assertOk(site.answer(alice, PAGE));
  }

  @Test
  @DisplayName("switched off, nothing is sent")
  void off() {
    site.set(DigestSettings.AUTHENTICATION_INFO, InfoMode.OFF);
    site.challenge(alice, DEFAULT);
    assertThat(site.answer(alice, PAGE).token()).isEmpty();
  }

  @Test
  @DisplayName("auth-int: the request entity is covered, and rspauth covers the response entity")
  void authInt() throws Exception {
    site.set(DigestSettings.QOP, List.of(Qop.AUTH, Qop.AUTH_INT));
    alice.qop = "auth-int";
    TestExchange post = PAGE.post("hello=world");
    site.challenge(alice, DEFAULT);
    for (int nc = 1; nc < 3; nc++) {
      AcceptResult result = site.answer(alice, post);
      assertOk(result);
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest("answer".getBytes(StandardCharsets.UTF_8));
      HeaderField field = Objects.requireNonNull(result.responseSeal()).seal(hash);
      assertThat(TestClient.parse(field.value()))
          .containsEntry("rspauth", alice.rspauth(post, nc, "answer"));
      assertThat(result.responseSeal().hashAlgorithm()).isEqualTo("SHA-256");
    }
    String credentials = alice.answer(post);
    assertRefused(site.request(PAGE.post("hello=w0rld").with(credentials)), Reason.WRONG_RESPONSE);
    assertOk(site.request(post.with(credentials)));
  }

  @Test
  @DisplayName(
      "auth-int: a client that goes away in the middle of its entity spoils nobody's next request")
  void gone() {
    site.set(DigestSettings.QOP, List.of(Qop.AUTH_INT));
    alice.qop = "auth-int";
    site.challenge(alice, DEFAULT);
    assertOk(site.answer(alice, PAGE));
    assertThatThrownBy(() -> site.answer(alice, PAGE.post(TestExchange.GONE)))
        .isInstanceOf(UncheckedIOException.class);
    assertOk(site.answer(alice, PAGE));
    assertThat(site.authority.calls).hasValue(1);
  }

  @Test
  @DisplayName("auth-int: an entity beyond the bound is refused before it is verified")
  void tooLarge() {
    site.set(DigestSettings.QOP, List.of(Qop.AUTH_INT));
    alice.qop = "auth-int";
    TestExchange large = PAGE.post("x".repeat(TestExchange.ENTITY_LIMIT + 1));
    site.challenge(alice, DEFAULT);
    assertThat(site.answer(alice, large).reason()).isEqualTo(Reason.ENTITY_TOO_LARGE);
    assertOk(site.answer(alice, PAGE));
    assertThat(site.answer(alice, large).reason()).isEqualTo(Reason.ENTITY_TOO_LARGE);
  }
}
