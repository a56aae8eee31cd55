package dev.parley.digest.calculation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import dev.parley.sspi.SessionKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 2831 section 2.3: signatures, with the JDK's SASL client at the other end")
class MessageSignaturesTest {
  private static final Map<String, String> INTEGRITY = Map.of(Sasl.QOP, "auth-int");

  private final MessageSignatures signatures = new MessageSignatures();
  private SaslClient client;
  private SessionKey sessionKey;

  @BeforeEach
  void logOn() throws Exception {
    client =
        Sasl.createSaslClient(
            new String[] {"DIGEST-MD5"},
            null,
            "http",
            "www.example.org",
            INTEGRITY,
            MessageSignaturesTest::answer);
    SaslServer server =
        Sasl.createSaslServer(
            "DIGEST-MD5", "http", "www.example.org", INTEGRITY, MessageSignaturesTest::answer);
    byte[] response = client.evaluateChallenge(server.evaluateResponse(new byte[0]));
    client.evaluateChallenge(server.evaluateResponse(response));
    assertThat(client.isComplete()).isTrue();
    sessionKey = sessionKey(new String(response, StandardCharsets.UTF_8));
  }

  private static void answer(Callback[] callbacks) {
    for (Callback each : callbacks) {
      if (each instanceof NameCallback name) {
        name.setName("alice");
      } else if (each instanceof PasswordCallback password) {
        password.setPassword("secret".toCharArray());
      } else if (each instanceof RealmCallback realm) {
        realm.setText("www.example.org");
      } else if (each instanceof AuthorizeCallback authorize) {
        authorize.setAuthorized(true);
      }
    }
  }

  private static String parameter(String response, String name) {
    Matcher matcher = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(response);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  /** RFC 2831 section 2.1.2.1, where the inner hash stands as octets. */
  private static SessionKey sessionKey(String response) throws Exception {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    byte[] account = md5.digest("alice:www.example.org:secret".getBytes(StandardCharsets.UTF_8));
    md5.update(account);
    String nonces = ":" + parameter(response, "nonce") + ":" + parameter(response, "cnonce");
    return SessionKey.copyOf(md5.digest(nonces.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] clientSignature(byte[] message) throws Exception {
    byte[] wrapped = client.wrap(message, 0, message.length);
    return Arrays.copyOfRange(wrapped, message.length, wrapped.length);
  }

  @Test
  @DisplayName("the client's signatures verify, in their order and once each")
  void fromClient() throws Exception {
    byte[] first = clientSignature(ascii("first"));
    byte[] second = clientSignature(ascii("second"));
    refused(SecurityStatus.SEC_E_OUT_OF_SEQUENCE, "second", second);
    signatures.verify(sessionKey, ascii("first"), first);
    refused(SecurityStatus.SEC_E_OUT_OF_SEQUENCE, "first", first);
    signatures.verify(sessionKey, ascii("second"), second);
  }

  @Test
  @DisplayName("the client takes ours")
  void toClient() throws Exception {
    for (String text : new String[] {"first", "second", ""}) {
      byte[] message = ascii(text);
      byte[] wrapped =
          ByteBuffer.allocate(message.length + MessageSignatures.LENGTH)
              .put(message)
              .put(signatures.make(sessionKey, message))
              .array();
      assertThat(client.unwrap(wrapped, 0, wrapped.length)).isEqualTo(message);
    }
  }

  @Test
  @DisplayName("a changed message, a changed signature, our own, a short one: refused")
  void altered() throws Exception {
    byte[] signature = clientSignature(ascii("first"));
    refused(SecurityStatus.SEC_E_MESSAGE_ALTERED, "First", signature);
    for (int i = 0; i < signature.length; i++) {
      byte[] changed = signature.clone();
      changed[i] ^= 1;
      refused(SecurityStatus.SEC_E_MESSAGE_ALTERED, "first", changed);
    }
    byte[] own = signatures.make(sessionKey, ascii("first"));
    refused(SecurityStatus.SEC_E_MESSAGE_ALTERED, "first", own);
    refused(SecurityStatus.SEC_E_INVALID_TOKEN, "first", Arrays.copyOf(signature, 15));
    signatures.verify(sessionKey, ascii("first"), signature);
  }

  @Test
  @DisplayName("a destroyed key signs nothing")
  void destroyed() {
    sessionKey.destroy();
    assertThatThrownBy(() -> signatures.make(sessionKey, ascii("first")))
        .isInstanceOf(SecurityStatusException.class)
        .hasMessageContaining("SEC_E_CONTEXT_EXPIRED");
  }

  private void refused(SecurityStatus status, String message, byte[] signature) {
    assertThatThrownBy(() -> signatures.verify(sessionKey, ascii(message), signature))
        .isInstanceOfSatisfying(
            SecurityStatusException.class,
            refused -> assertThat(refused.status()).isEqualTo(status));
  }
}
