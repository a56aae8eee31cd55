package dev.parley.it.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * RFC 7616 section 3.4.4, by a client that does it rightly: HttpClient 5 hashes the name in the
 * response too, and most others do not know the parameter.
 */
@DisplayName("RFC 7616 3.4.4: a hashed user name")
final class UserhashIT {
  private static final String TARGET = "/protected/x";
  private static final String NAME = "Jäsøn Doe";
  private static final String PASSWORD = "Secret, or not?";

  /** One answer to a challenge, every value computed here. */
  private record Answer(Map<String, String> challenge, String name, String password) {
    String hash(String text) throws Exception {
      MessageDigest hash = MessageDigest.getInstance(challenge.get("algorithm"));
      return HexFormat.of().formatHex(hash.digest(text.getBytes(UTF_8)));
    }

    String userhash() throws Exception {
      return hash(name + ":" + challenge.get("realm"));
    }

    String line(int count, String username) throws Exception {
      String nc = "%08x".formatted(count);
      String a1 = hash(name + ":" + challenge.get("realm") + ":" + password);
      String a2 = hash("GET:" + TARGET);
      String response = hash(a1 + ":" + challenge.get("nonce") + ":" + nc + ":YWJj:auth:" + a2);
      return ("Authorization: Digest username=\"%s\", realm=\"%s\", uri=\"%s\", algorithm=%s,"
              + " nonce=\"%s\", nc=%s, cnonce=\"YWJj\", qop=auth, response=\"%s\","
              + " opaque=\"%s\", userhash=true")
          .formatted(
              username,
              challenge.get("realm"),
              TARGET,
              challenge.get("algorithm"),
              challenge.get("nonce"),
              nc,
              response,
              challenge.get("opaque"));
    }
  }

  private static ContainerProcess start(ContainerKind kind, Path folder) throws Exception {
    String secret = NAME + ":it:" + PASSWORD;
    Path users = folder.resolve("users.json");
    Files.writeString(
        users,
        """
        {"format": "parley-users", "version": 1, "users": [{"name": "%s", "roles": [], "keys": [
          {"realm": "it", "algorithm": "SHA-256", "ha1": "%s"},
          {"realm": "it", "algorithm": "MD5", "ha1": "%s"}]}]}"""
            .formatted(NAME, Digest.h("SHA-256", secret), Digest.h("MD5", secret)));
    return ContainerProcess.of(kind)
        .setting("users-file", users.toString())
        .setting("digest.userhash", "true")
        .start();
  }

  @ParameterizedTest
  @EnumSource(ContainerKind.class)
  @DisplayName("is offered, leads to its account with SHA-256 and MD5, and is kept; others do not")
  void hashedName(ContainerKind kind, @TempDir Path folder) throws Exception {
    try (ContainerProcess server = start(kind, folder);
        RawHttp http = new RawHttp(server.port())) {
      Control control = new Control(server.port());
      for (String algorithm : new String[] {"SHA-256", "MD5"}) {
        Answer right = new Answer(challenge(http, algorithm), NAME, PASSWORD);
        assertThat(right.userhash()).doesNotContain("Doe").hasSize(right.hash("").length());
        long before = control.counter("authorityCalls");
        for (int count = 1; count <= 3; count++) {
          Reply reply = http.request("GET", TARGET, right.line(count, right.userhash()));
          assertThat(reply.status()).as("%s", reply).isEqualTo(200);
          assertThat(reply.body()).contains("user=" + NAME);
        }
        assertThat(control.counter("authorityCalls") - before).isEqualTo(1);
        refused(http, right.line(4, right.hash("nobody:it")));
        Answer wrong = new Answer(challenge(http, algorithm), NAME, "wrong");
        refused(http, wrong.line(1, wrong.userhash()));
      }
    }
  }

  private static Map<String, String> challenge(RawHttp http, String algorithm) throws Exception {
    Map<String, String> challenge =
        http.request("GET", TARGET).challenges().stream()
            .map(Digest::parameters)
            .filter(each -> each.get("algorithm").equals(algorithm))
            .findFirst()
            .orElseThrow();
    assertThat(challenge).containsEntry("userhash", "true");
    return challenge;
  }

  private static void refused(RawHttp http, String line) throws Exception {
    Reply reply = http.request("GET", TARGET, line);
    assertThat(reply.status()).isIn(400, 401);
    assertThat(reply.stale()).isFalse();
  }
}
