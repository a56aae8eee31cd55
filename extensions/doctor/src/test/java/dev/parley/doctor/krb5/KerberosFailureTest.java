package dev.parley.doctor.krb5;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What an exception of JGSS says")
class KerberosFailureTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Server not found in Kerberos database (7)",
        "No valid credentials provided (Mechanism level: Server not found in Kerberos database (7))",
        "No valid credentials provided (Mechanism level: No valid credentials provided"
            + " (Mechanism level: Server not found in Kerberos database (7)))"
      })
  @DisplayName("is what Kerberos says, however many layers have wrapped it")
  void unwrapped(String message) {
    assertThat(KerberosFailure.of(new Exception(message)))
        .isEqualTo(
            new KerberosFailure(
                KerberosFailure.SERVICE_UNKNOWN, "Server not found in Kerberos database (7)"));
  }

  @Test
  @DisplayName("without a code it is the text of the innermost cause")
  void withoutCode() {
    Exception inner = new Exception("Checksum failed");
    assertThat(KerberosFailure.of(new Exception("Failure (Mechanism level: x)", inner)))
        .isEqualTo(new KerberosFailure(KerberosFailure.BAD_INTEGRITY, "Checksum failed"));
  }
}
