package dev.parley.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.doctor.FakeNames;
import dev.parley.doctor.krb5.KerberosFailure;
import dev.parley.sspi.Reason;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a failure of Kerberos means")
class CredentialsTest {
  private static final String SERVICE = "HTTP/gone.x.test@X.TEST";

  @TempDir Path directory;

  private Finding judge(int code) {
    Path absent = directory.resolve("krb5.conf");
    Question question = new Question(null, null, null, null, null, List.of(), absent, false);
    Map<String, String> environment = Map.of("KRB5CCNAME", "FILE:/nonexistent/tickets");
    World world = new World(new FakeNames(), InstantSource.system(), environment);
    try (Facts facts = new Facts(question, world)) {
      return Credentials.judge(
          new KerberosFailure(code, "so says the KDC"), SERVICE, "look", facts);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {KerberosFailure.SERVICE_UNKNOWN, KerberosFailure.NOT_UNIQUE})
  @DisplayName("no account, or several, have the SPN: not that the keytab lacks a key")
  void noAccount(int code) {
    Finding finding = judge(code);
    assertThat(finding.text()).startsWith(SERVICE + ": so says the KDC: ").contains("this SPN");
    assertThat(finding.text() + finding.mend()).doesNotContain("keytab").contains("setspn");
    assertThat(finding.reason()).as("no ticket reaches the server").isNull();
  }

  @Test
  @DisplayName("what has a reason of the audit has its cause and mend; the rest is looked for")
  void others() {
    assertThat(judge(KerberosFailure.SKEW))
        .isEqualTo(Finding.Fail.of(Reason.CLOCK_SKEW, SERVICE + ": so says the KDC"));
    assertThat(judge(60)).isEqualTo(new Finding.Fail(SERVICE + ": so says the KDC", "look"));
  }
}
