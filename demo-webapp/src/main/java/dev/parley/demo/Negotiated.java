package dev.parley.demo;

import dev.parley.filter.AuthenticationFilter;
import dev.parley.sspi.ContextAttribute;
import dev.parley.sspi.NegotiationInfo;
import dev.parley.sspi.SecurityContext;
import dev.parley.sspi.SecurityStatusException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a client was negotiated with.
 *
 * @param mechanism Kerberos or NTLM
 * @param spnego whether the client negotiated, or sent the tokens of its mechanism bare
 * @param legs how many tokens it sent
 * @param protection the encryption type
 * @param client the name as the mechanism has it
 * @param target the service it aimed at, or null
 * @param channelBindings not checked, absent, or verified
 */
record Negotiated(
    String mechanism,
    boolean spnego,
    int legs,
    String protection,
    String client,
    @Nullable String target,
    String channelBindings) {

  /** What the request's context says; null for Digest, which negotiates nothing. */
  static @Nullable Negotiated of(HttpServletRequest request) {
    if (!(request.getAttribute(AuthenticationFilter.SECURITY_CONTEXT)
        instanceof SecurityContext context)) {
      return null;
    }
    NegotiationInfo info = ask(context, ContextAttribute.NEGOTIATION_INFO);
    if (info == null) {
      return null;
    }
    return new Negotiated(
        info.mechanism(),
        info.spnego(),
        info.legs(),
        String.valueOf(ask(context, ContextAttribute.KEY_INFO)),
        String.valueOf(ask(context, ContextAttribute.NATIVE_NAMES)),
        ask(context, ContextAttribute.CLIENT_SPECIFIED_TARGET),
        String.valueOf(ask(context, ContextAttribute.BINDINGS))
            .toLowerCase(Locale.ROOT)
            .replace('_', ' '));
  }

  private static <T> @Nullable T ask(SecurityContext context, ContextAttribute<T> attribute) {
    try {
      return context.queryContextAttributes(attribute);
    } catch (SecurityStatusException e) {
      return null; // the package has no such attribute
    }
  }
}
