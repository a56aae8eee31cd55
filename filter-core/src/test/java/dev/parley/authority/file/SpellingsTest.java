package dev.parley.authority.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AccountDirectory.Barred;
import dev.parley.authority.AccountDirectory.Good;
import dev.parley.authority.AccountDirectory.Unknown;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestAuthorityContract;
import dev.parley.authority.DigestClient;
import dev.parley.authority.DigestVerdict;
import dev.parley.authority.NtlmClient;
import dev.parley.authority.NtlmVerdict;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
    "A barred account is barred in every spelling that a domain takes for the same account")
class SpellingsTest {
  private static final Instant NOW = DigestAuthorityContract.NOW;

  @TempDir Path directory;
  private FileAuthority authority;

  private static User user(String name, boolean enabled, Instant expires) {
    return new User(
        name,
        List.of("staff"),
        enabled,
        expires,
        List.of(
            StoredKey.derive(name, Documents.REALM, DigestAlgorithm.SHA_256, "p".toCharArray())),
        SessionKey.copyOf(NtlmClient.ntHash("p")));
  }

  @BeforeEach
  void start() throws Exception {
    Path file =
        Documents.write(
            directory.resolve("users.json"),
            Documents.json(
                user("Alice", false, null),
                user("Erin", true, NOW),
                user("Jos\u00e9", false, null),
                user("\u03b1\u0345lfa", false, null),
                user("dan@EXAMPLE", false, null),
                user("full@OTHER.TEST", false, null),
                user("Good", true, null),
                user("eve", true, null),
                user("EXAMPLE\\eve", false, null),
                user("EXAMPLE\\fay", true, null),
                user("gus", true, null),
                user("EXAMPLE\\Gus", false, null),
                user("EXAMPLE\\GUS", false, null),
                user("zoe", true, null),
                user("EXAMPLE\\Zo\u00eb", false, null),
                user("gil", true, null),
                user(".\\gil", false, null),
                user("ida", true, null),
                user("ida@EXAMPLE", true, NOW),
                user("fay@example.org", false, null),
                user("carol", true, null),
                user("Carol", false, null)));
    authority =
        FileAuthority.open(
            file,
            FileFormat.AUTO,
            Duration.ZERO,
            Documents.TARGET,
            InstantSource.fixed(NOW),
            new SecureRandom());
  }

  @AfterEach
  void stop() {
    authority.close();
  }

  private AccountDirectory.Standing find(String name, String... otherNames) throws Exception {
    return authority.find(name, Set.of(otherNames));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Alice",
        "alice",
        "ALICE",
        "\uff21lice",
        "EXAMPLE\\alice",
        "alice@example.org",
        "Jos\u00e9",
        "JOSE\u0301",
        "jose",
        "\u0391\u0399LFA",
        "\u1fb3lfa",
        "dan",
        "DAN@example",
        "Full@other.test"
      })
  @DisplayName("disabled: case, width, composition, marks, the domain of the file")
  void disabled(String name) throws Exception {
    assertThat(find(name)).isEqualTo(new Barred(Reason.ACCOUNT_DISABLED));
  }

  @Test
  @DisplayName("expired: the same")
  void expired() throws Exception {
    assertThat(find("ERIN")).isEqualTo(new Barred(Reason.ACCOUNT_EXPIRED));
  }

  @Test
  @DisplayName("by a name that the domain has beside the account's own")
  void byOtherName() throws Exception {
    assertThat(find("liddell", "liddell@REALM", "alice@EXAMPLE"))
        .isEqualTo(new Barred(Reason.ACCOUNT_DISABLED));
    assertThat(find("Good", "ALICE")).isEqualTo(new Barred(Reason.ACCOUNT_DISABLED));
    assertThat(find("liddell", "liddell@REALM", "Good")).isEqualTo(new Unknown());
    assertThat(find("carol", "CAROL", "carol@EXAMPLE")).isInstanceOf(Good.class);
  }

  @Test
  @DisplayName("by an entry with the domain in its name, beside a good one without")
  void entryWithDomain() throws Exception {
    assertThat(find("eve", "eve@REALM", "EXAMPLE\\eve"))
        .isEqualTo(new Barred(Reason.ACCOUNT_DISABLED));
    assertThat(find("eve", "eve@REALM", "example\\Eve"))
        .isEqualTo(new Barred(Reason.ACCOUNT_DISABLED));
    assertThat(find("eve", "eve@REALM")).isInstanceOf(Good.class);
    assertThat(find("liddell", "EXAMPLE\\FAY"))
        .as("a good one bars no less than none")
        .isEqualTo(new Barred(Reason.ACCOUNT_DISABLED));
  }

  @Test
  @DisplayName("by entries with the domain that are spelt alike, however many there are")
  void entriesWithDomain() throws Exception {
    for (String name : List.of("gus", "zoe")) {
      assertThat(find(name, name + "@REALM", "EXAMPLE\\" + name))
          .as(name)
          .isEqualTo(new Barred(Reason.ACCOUNT_DISABLED));
    }
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({
    "EXAMPLE, eve, ACCOUNT_DISABLED",
    "'',      eve, ACCOUNT_DISABLED",
    "EXAMPLE, Eve, ACCOUNT_DISABLED",
    "'', EXAMPLE\\eve, ACCOUNT_DISABLED",
    "EXAMPLE, gus, ACCOUNT_DISABLED",
    "EXAMPLE, zoe, ACCOUNT_DISABLED",
    ".,       gil, ACCOUNT_DISABLED",
    "EXAMPLE, ida, ACCOUNT_EXPIRED",
  })
  @DisplayName("NTLM: by an entry with the domain in its name, however the client writes its own")
  void entryWithDomainForNtlm(String domain, String name, Reason reason) throws Exception {
    assertThat(authority.verify(new NtlmClient(domain, name).answer("p")))
        .isEqualTo(new NtlmVerdict.Refused(reason));
  }

  @Test
  @DisplayName("an account of another domain is another")
  void otherDomain() throws Exception {
    for (String name : List.of("alice@OTHER.TEST", "OTHER\\Alice", "full@EXAMPLE", "full")) {
      assertThat(find(name)).as(name).isEqualTo(new Unknown());
    }
  }

  @Test
  @DisplayName("a good account gives its roles to its exact name; another spelling is refused")
  void ambiguous() throws Exception {
    assertThat(find("Good")).isInstanceOf(Good.class);
    for (String name : List.of("good", "GOOD", "good@EXAMPLE")) {
      assertThat(find(name)).as(name).isEqualTo(new Barred(Reason.ACCOUNT_AMBIGUOUS));
    }
    assertThat(find("G\u00f6od")).as("marks alone make another name").isEqualTo(new Unknown());
  }

  @Test
  @DisplayName("of two spellings in the file each is its own, and a barred one bars all others")
  void both() throws Exception {
    assertThat(find("carol")).isInstanceOf(Good.class);
    assertThat(find("Carol")).isEqualTo(new Barred(Reason.ACCOUNT_DISABLED));
    assertThat(find("CAROL")).isEqualTo(new Barred(Reason.ACCOUNT_DISABLED));
  }

  @Test
  @DisplayName("Digest and NTLM alike: no spelling of a barred account gets in")
  void otherPackages() throws Exception {
    for (String name : List.of("Alice", "alice", "ALICE", "Erin", "erin", "Carol", "CAROL")) {
      assertThat(authority.verify(new NtlmClient("", name).answer("p")))
          .as(name)
          .isInstanceOf(NtlmVerdict.Refused.class);
      DigestClient client = new DigestClient(name, Documents.REALM, DigestAlgorithm.SHA_256);
      assertThat(authority.verify(client.answer("p")))
          .as(name)
          .isInstanceOf(DigestVerdict.Refused.class);
    }
    assertThat(authority.verify(new NtlmClient("", "carol").answer("p")))
        .isInstanceOf(NtlmVerdict.Accepted.class);
  }
}
