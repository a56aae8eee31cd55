package dev.parley.negotiate.kerberos;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.message.AuthorizationData;
import dev.parley.negotiate.kerberos.message.AuthorizationElement;
import dev.parley.negotiate.mechanism.BindingPolicy;
import dev.parley.sspi.BindingState;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Channel bindings: what the client put into its checksum against what is known of the connection
 * (RFC 4121 section 4.1.1, MS-KILE section 3.4.5). Thread-safe.
 *
 * <pre>{@code
 * client sends     server knows    OFF           WHEN_SUPPORTED      REQUIRED
 * anything         nothing         not checked   not checked         BINDINGS_UNKNOWN
 * zeros            its own         not checked   absent, but wrong   BINDINGS_MISSING
 *                                                from an aware one
 * the right ones   its own         not checked   verified            verified
 * others           its own         not checked   BINDINGS_WRONG      BINDINGS_WRONG
 * }</pre>
 */
final class BindingRules {
  private static final byte[] ZEROS = new byte[16];

  /** KERB_AP_OPTIONS_CBT: the client sends bindings wherever there are any. */
  private static final int AWARE = 0x4000;

  private final BindingPolicy policy;

  BindingRules(BindingPolicy policy) {
    this.policy = policy;
  }

  /**
   * What was found.
   *
   * @param sent the client's bindings
   * @param known those that are right
   * @param data authorization data of the authenticator
   */
  BindingState check(byte[] sent, List<byte[]> known, List<AuthorizationElement> data)
      throws Refusal, MalformedTokenException {
    if (policy == BindingPolicy.OFF) {
      return BindingState.NOT_CHECKED;
    }
    boolean required = policy == BindingPolicy.REQUIRED;
    if (known.isEmpty()) {
      if (required) {
        throw refusal(Reason.BINDINGS_UNKNOWN, null);
      }
      return BindingState.NOT_CHECKED;
    }
    if (MessageDigest.isEqual(sent, ZEROS)) {
      if (required) {
        throw refusal(Reason.BINDINGS_MISSING, null);
      }
      if (isAware(data)) {
        throw refusal(Reason.BINDINGS_MISSING, "the client knows of bindings and saw no TLS");
      }
      return BindingState.ABSENT;
    }
    if (!isOneOf(sent, known)) {
      throw refusal(Reason.BINDINGS_WRONG, null);
    }
    return BindingState.VERIFIED;
  }

  private static boolean isOneOf(byte[] sent, List<byte[]> known) {
    boolean found = false;
    for (byte[] each : known) {
      found |= MessageDigest.isEqual(sent, each);
    }
    return found;
  }

  private static boolean isAware(List<AuthorizationElement> data) throws MalformedTokenException {
    for (AuthorizationElement each : AuthorizationData.flatten(data)) {
      byte[] value = each.adData();
      if (each.adType() == AuthorizationElement.AP_OPTIONS && value.length == 4) {
        int options = (value[0] & 0xFF) | (value[1] & 0xFF) << 8;
        return (options & AWARE) != 0;
      }
    }
    return false;
  }

  private static Refusal refusal(Reason reason, @Nullable String detail) {
    return Refusal.of(SecurityStatus.SEC_E_BAD_BINDINGS, reason, Refusal.NO_CODE, detail);
  }
}
