package dev.parley.negotiate.kerberos.pac;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Fuzzing: a PAC is its parts or the one checked exception")
class PacFuzzTest {
  private static final KerberosKey KEY =
      KerberosKey.copyOf(Enctype.AES256_CTS_HMAC_SHA1_96, new byte[32]);

  @FuzzTest(maxDuration = "20s")
  @DisplayName("No more groups than there is room for, and no signature comes about by chance")
  void pac(byte[] octets) {
    try {
      Pac pac = Pac.parse(octets);
      LogonInfo info = pac.logonInfo();
      if (info != null && info.sids().size() > octets.length / 8) {
        throw new AssertionError("more groups than fit");
      }
      if (pac.signatureProblem(KEY) == null) {
        throw new AssertionError("a signature without the key");
      }
    } catch (MalformedTokenException e) {
      if (String.valueOf(e.getMessage()).length() > 200) {
        throw new AssertionError("the message may hold the PAC", e);
      }
    }
  }

  @FuzzTest(maxDuration = "20s")
  @DisplayName("Logon information by itself, so that the fuzzer need not find the way to it")
  void logonInfo(byte[] octets) {
    byte[] pac = new TestPac().with(1, octets).build();
    try {
      LogonInfo info = Pac.parse(pac).logonInfo();
      if (info == null || info.groups().size() > octets.length / 8) {
        throw new AssertionError("more groups than fit");
      }
    } catch (MalformedTokenException e) {
      if (e.getCause() != null) {
        throw new AssertionError("the one exception has no other behind it", e);
      }
    }
  }
}
