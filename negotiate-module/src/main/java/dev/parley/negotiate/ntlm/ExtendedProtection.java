package dev.parley.negotiate.ntlm;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.mechanism.BindingPolicy;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.ntlm.message.AvId;
import dev.parley.negotiate.ntlm.message.AvPairs;
import dev.parley.sspi.BindingState;
import dev.parley.sspi.Reason;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Channel bindings and the target name, by which a client ties its response to the TLS connection
 * and the service that it sees (MS-NLMP section 3.2.5.1.2).
 */
final class ExtendedProtection {
  /** MsvAvFlags: the target name comes from an untrusted source. */
  private static final int UNTRUSTED_TARGET = 4;

  private final BindingPolicy bindings;
  private final BindingPolicy target;
  private final Set<String> targetNames;

  ExtendedProtection(NtlmPolicy policy) {
    this.bindings = policy.bindings();
    this.target = policy.target();
    this.targetNames =
        policy.targetNames().stream()
            .map(ExtendedProtection::normal)
            .map(name -> name.indexOf('/') < 0 ? "http/" + name : name)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** What is wrong with the client's pairs, or null. */
  @Nullable Reason problem(AvPairs pairs, Peer peer) throws MalformedTokenException {
    Reason problem = bindingsProblem(pairs.value(AvId.CHANNEL_BINDINGS), peer);
    return problem == null ? targetProblem(target(pairs)) : problem;
  }

  private @Nullable Reason bindingsProblem(byte @Nullable [] sent, Peer peer) {
    if (bindings == BindingPolicy.OFF) {
      return null;
    }
    boolean required = bindings == BindingPolicy.REQUIRED;
    if (peer.bindings().isEmpty()) {
      return required ? Reason.BINDINGS_UNKNOWN : null;
    }
    if (sent == null) {
      return required ? Reason.BINDINGS_MISSING : null;
    }
    // A client that sends zeros knows of bindings and sees no TLS: who carries its messages does.
    if (isZero(sent)) {
      return Reason.BINDINGS_MISSING;
    }
    return isOneOf(sent, peer) ? null : Reason.BINDINGS_WRONG;
  }

  private static boolean isZero(byte[] sent) {
    return MessageDigest.isEqual(sent, new byte[sent.length]);
  }

  private static boolean isOneOf(byte[] sent, Peer peer) {
    boolean found = false;
    for (byte[] each : peer.bindings()) {
      found |= MessageDigest.isEqual(sent, each);
    }
    return found;
  }

  /** What was found of the bindings of a client without a problem. */
  BindingState state(AvPairs pairs, Peer peer) {
    byte[] sent = pairs.value(AvId.CHANNEL_BINDINGS);
    if (bindings == BindingPolicy.OFF || peer.bindings().isEmpty()) {
      return BindingState.NOT_CHECKED;
    }
    return sent == null ? BindingState.ABSENT : BindingState.VERIFIED;
  }

  private @Nullable Reason targetProblem(@Nullable String name) {
    if (target == BindingPolicy.OFF) {
      return null;
    }
    if (name == null) {
      return target == BindingPolicy.REQUIRED ? Reason.WRONG_TARGET : null;
    }
    String normal = normal(name);
    boolean ours =
        targetNames.contains(normal) || targetNames.contains(normal.replaceFirst(":\\d+$", ""));
    return ours ? null : Reason.WRONG_TARGET;
  }

  /** The service the client says it aims at; null when it does not say, or does not know. */
  static @Nullable String target(AvPairs pairs) throws MalformedTokenException {
    String name = pairs.targetName();
    boolean known = name != null && !name.isEmpty() && (pairs.flags() & UNTRUSTED_TARGET) == 0;
    return known ? name : null;
  }
}
