package dev.parley.digest.calculation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.digest.message.DigestResponse;
import dev.parley.http.Credentials;
import dev.parley.sspi.SessionKey;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("RFC 7616 section 3.4: the calculations")
class CalculatorTest {
  private static final JsonNode VECTORS = read();

  private static JsonNode read() {
    InputStream in = CalculatorTest.class.getResourceAsStream("/vectors/digest.json");
    return JsonMapper.shared().readTree(in);
  }

  static Stream<JsonNode> vectors() {
    return VECTORS.get("vectors").valueStream().filter(each -> !text(each, "response").isEmpty());
  }

  static Stream<JsonNode> rspauths() {
    return VECTORS.get("rspauth").valueStream();
  }

  static Stream<JsonNode> clientRequests() {
    return VECTORS.get("real_client_requests").valueStream();
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? "" : value.asString();
  }

  private static SessionKey accountKey(Calculator calculator, JsonNode vector) {
    String user =
        text(vector, "username").isEmpty() ? text(vector, "user") : text(vector, "username");
    String a1 = user + ":" + text(vector, "realm") + ":" + text(vector, "password");
    return SessionKey.copyOf(calculator.hash().digest(a1.getBytes(StandardCharsets.UTF_8)));
  }

  private static DigestResponse response(JsonNode vector, String response) throws Exception {
    StringBuilder header = new StringBuilder("Digest username=\"x\", realm=\"x\", opaque=\"x\"");
    header.append(", nonce=\"").append(text(vector, "nonce")).append('"');
    header.append(", uri=\"").append(text(vector, "uri")).append('"');
    String algorithm = text(vector, "algorithm");
    header.append(", algorithm=").append(algorithm.contains(" ") ? "SHA-512-256" : algorithm);
    if (!text(vector, "cnonce").isEmpty()) {
      header.append(", cnonce=\"").append(text(vector, "cnonce")).append('"');
    }
    if (!text(vector, "qop").isEmpty()) {
      header
          .append(", nc=")
          .append(text(vector, "nc"))
          .append(", qop=")
          .append(text(vector, "qop"));
    }
    header.append(", response=").append(response);
    return DigestResponse.parse(Credentials.parse(header.toString(), 8192));
  }

  private static boolean verifies(JsonNode vector, DigestResponse response, String body) {
    DigestAlgorithm algorithm = DigestAlgorithm.ofToken(text(vector, "algorithm")).orElseThrow();
    Calculator calculator = new Calculator(algorithm.base());
    SessionKey key = accountKey(calculator, vector);
    if (algorithm.session()) {
      key = calculator.sessionKey(key, text(vector, "nonce"), text(vector, "cnonce"));
    }
    calculator.hashA2(text(vector, "method"), response, entityHash(calculator, vector, body));
    return calculator.verifies(key, response);
  }

  private static byte @Nullable [] entityHash(Calculator calculator, JsonNode vector, String body) {
    return text(vector, "qop").equals("auth-int")
        ? calculator.hash().digest(body.getBytes(StandardCharsets.UTF_8))
        : null;
  }

  @ParameterizedTest
  @MethodSource("vectors")
  @DisplayName("every vector gives its response")
  void vector(JsonNode vector) throws Exception {
    assertThat(verifies(vector, response(vector, text(vector, "response")), text(vector, "body")))
        .as(text(vector, "id"))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  @DisplayName(
      "a published value with a known defect (RFC 2069 2.4, RFC 7616 3.9.2 as printed) does not verify")
  void publishedDefects(JsonNode vector) throws Exception {
    String published = text(vector, "published_response");
    if (!published.isEmpty()) {
      boolean right = vector.get("verifies").asBoolean();
      assertThat(verifies(vector, response(vector, published), text(vector, "body")))
          .as(text(vector, "id"))
          .isEqualTo(right);
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  @DisplayName("one changed digit of the response, or one octet less, does not verify")
  void changed(JsonNode vector) throws Exception {
    String right = text(vector, "response");
    String changed = (right.charAt(0) == '0' ? '1' : '0') + right.substring(1);
    assertThat(verifies(vector, response(vector, changed), text(vector, "body"))).isFalse();
    assertThat(verifies(vector, response(vector, right.substring(2)), text(vector, "body")))
        .isFalse();
    assertThat(verifies(vector, response(vector, right + "00"), text(vector, "body"))).isFalse();
    assertThat(verifies(vector, response(vector, "g" + right.substring(1)), text(vector, "body")))
        .isFalse();
  }

  @ParameterizedTest
  @MethodSource("rspauths")
  @DisplayName("section 3.5: every rspauth vector, auth and auth-int")
  void rspauth(JsonNode vector) throws Exception {
    DigestAlgorithm algorithm = DigestAlgorithm.ofToken(text(vector, "algorithm")).orElseThrow();
    Calculator calculator = new Calculator(algorithm.base());
    SessionKey key = accountKey(calculator, vector);
    if (algorithm.session()) {
      key = calculator.sessionKey(key, text(vector, "nonce"), text(vector, "cnonce"));
    }
    DigestResponse response = response(vector, "00");
    calculator.hashA2("", response, entityHash(calculator, vector, text(vector, "response_body")));
    assertThat(HexFormat.of().formatHex(calculator.rspauth(key, response)))
        .isEqualTo(text(vector, "rspauth"));
  }

  @ParameterizedTest
  @MethodSource("clientRequests")
  @DisplayName(
      "requests that curl 7.88 really sent verify, but where curl itself errs (SHA-512-256, auth-int with a body)")
  void realRequests(JsonNode vector) throws Exception {
    String header = text(vector, "header");
    DigestResponse response = DigestResponse.parse(Credentials.parse(header.strip(), 8192));
    assertThat(verifies(vector, response, text(vector, "body")))
        .isEqualTo(vector.get("recomputed_equal").asBoolean());
  }

  @Test
  @DisplayName(
      "RFC 7616 3.9.2 as printed (SHA-512 cut short, erratum 4897) does not verify as SHA-512-256")
  void erratum4897() throws Exception {
    JsonNode printed = VECTORS.get("vectors").get(5);
    assertThat(text(printed, "id")).isEqualTo("rfc7616-3.9.2-as-printed");
    Calculator calculator = new Calculator(DigestAlgorithm.SHA_512_256);
    DigestResponse response = response(printed, text(printed, "published_response"));
    calculator.hashA2("GET", response, null);
    assertThat(calculator.verifies(accountKey(calculator, printed), response)).isFalse();
  }

  @Test
  @DisplayName("a destroyed key verifies nothing, not even the answer that fits a key of zeros")
  void destroyedKey() throws Exception {
    JsonNode vector = VECTORS.get("vectors").get(1);
    Calculator calculator = new Calculator(DigestAlgorithm.MD5);
    SessionKey key = accountKey(calculator, vector);
    DigestResponse right = response(vector, text(vector, "response"));
    calculator.hashA2("GET", right, null);
    assertThat(calculator.verifies(key, right)).isTrue();
    key.destroy();
    SessionKey zeros = SessionKey.copyOf(new byte[16]);
    String fitsZeros = HexFormat.of().formatHex(calculator.rspauth(zeros, right));
    assertThat(calculator.verifies(zeros, response(vector, fitsZeros))).isTrue();
    assertThat(calculator.verifies(key, response(vector, fitsZeros))).isFalse();
    assertThat(calculator.verifies(calculator.sessionKey(key, "n", "c"), right)).isFalse();
  }

  @Test
  @DisplayName("RFC 7616 3.4.3: one calculator, method and uri by turns, never mixes up H(A2)")
  void requestsByTurns() throws Exception {
    JsonNode vector = VECTORS.get("vectors").get(1);
    Calculator calculator = new Calculator(DigestAlgorithm.MD5);
    SessionKey key = accountKey(calculator, vector);
    DigestResponse right = response(vector, text(vector, "response"));
    for (int i = 0; i < 3; i++) {
      calculator.hashA2("GET", right, null);
      assertThat(calculator.verifies(key, right)).isTrue();
      calculator.hashA2("POST", right, null);
      assertThat(calculator.verifies(key, right)).isFalse();
      calculator.hashA2("GET", right, new byte[16]);
      assertThat(calculator.verifies(key, right)).isFalse();
    }
  }

  @Test
  @DisplayName("rspauth after verifying is the same as by itself, for every key and answer")
  void rspauthAfterVerifying() throws Exception {
    JsonNode vector = VECTORS.get("vectors").get(1);
    Calculator calculator = new Calculator(DigestAlgorithm.MD5);
    SessionKey key = accountKey(calculator, vector);
    SessionKey otherKey = SessionKey.copyOf(new byte[16]);
    DigestResponse right = response(vector, text(vector, "response"));
    DigestResponse other =
        DigestResponse.parse(
            Credentials.parse(
                "Digest username=u, realm=r, nonce=n, uri=\"/o\", opaque=o, response=00", 8192));
    for (DigestResponse answer : List.of(right, other)) {
      for (SessionKey each : List.of(key, otherKey)) {
        calculator.hashA2("GET", right, null);
        calculator.verifies(key, right);
        calculator.hashA2("", answer, null);
        byte[] after = calculator.rspauth(each, answer).clone();
        Calculator fresh = new Calculator(DigestAlgorithm.MD5);
        fresh.hashA2("", answer, null);
        assertThat(after).isEqualTo(fresh.rspauth(each, answer));
      }
    }
  }

  @Test
  @DisplayName("nothing of a key stays in a calculator that is given back")
  void wiped() throws Exception {
    JsonNode vector = VECTORS.get("vectors").get(1);
    Calculator calculator = new Calculator(DigestAlgorithm.MD5);
    SessionKey key = accountKey(calculator, vector);
    byte[] digits = new byte[32];
    key.writeHexTo(digits, 0);
    String secret = new String(digits, StandardCharsets.US_ASCII);
    DigestResponse right = response(vector, text(vector, "response"));
    calculator.hashA2("GET", right, null);
    assertThat(calculator.verifies(key, right)).isTrue();
    assertThat(octetsIn(calculator)).contains(secret);
    calculator.rspauth(key, right);
    calculator.close();
    assertThat(octetsIn(calculator)).doesNotContain(secret);
    calculator.sessionKey(key, "n", "c");
    assertThat(octetsIn(calculator)).doesNotContain(secret);
    assertThat(calculator.verifies(key, response(vector, "0".repeat(32)))).isFalse();
    assertThat(octetsIn(calculator)).as("while the authority is asked").doesNotContain(secret);
  }

  @Test
  @DisplayName("what an error leaves in the hash enters no later calculation, and is not kept")
  void leftInTheHash() throws Exception {
    JsonNode vector = VECTORS.get("vectors").get(1);
    Calculator calculator = new Calculator(DigestAlgorithm.MD5);
    SessionKey key = accountKey(calculator, vector);
    DigestResponse right = response(vector, text(vector, "response"));
    calculator.hash().update((byte) 1);
    calculator.hashA2("GET", right, null);
    calculator.hash().update((byte) 1);
    assertThat(calculator.verifies(key, right)).isTrue();
  }

  private static String octetsIn(Calculator calculator) throws IllegalAccessException {
    StringBuilder all = new StringBuilder();
    for (Field field : Calculator.class.getDeclaredFields()) {
      if (field.getType() == byte[].class) {
        field.setAccessible(true);
        all.append(new String((byte[]) field.get(calculator), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  @Test
  @DisplayName("a borrowed calculator is nobody else's until it is given back")
  void borrowed() {
    Calculators calculators = new Calculators();
    Calculator first = calculators.borrow(DigestAlgorithm.MD5_SESS);
    assertThat(calculators.borrow(DigestAlgorithm.MD5)).isNotSameAs(first);
    first.close();
    assertThat(calculators.borrow(DigestAlgorithm.SHA_256)).isNotSameAs(first);
    assertThat(calculators.borrow(DigestAlgorithm.MD5)).isSameAs(first);
    assertThat(calculators.borrow(DigestAlgorithm.MD5)).isNotSameAs(first);
  }

  @Test
  @DisplayName("values longer than the scratch space grow it")
  void longValues() throws Exception {
    String uri = "/" + "a".repeat(5000);
    String header =
        "Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\""
            + uri
            + "\", response=\"00\", opaque=\"o\"";
    DigestResponse response = DigestResponse.parse(Credentials.parse(header, 8192));
    Calculator calculator = new Calculator(DigestAlgorithm.MD5);
    calculator.hashA2("M".repeat(3000), response, null);
    assertThat(calculator.verifies(SessionKey.copyOf(new byte[16]), response)).isFalse();
  }
}
