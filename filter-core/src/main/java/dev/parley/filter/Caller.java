package dev.parley.filter;

import dev.parley.engine.Outcome.Authenticated;
import dev.parley.sspi.ContextAttribute;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Lifespan;
import dev.parley.sspi.SecurityContext;
import dev.parley.sspi.SecurityStatusException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who calls: by a security context, or by {@code HttpServletRequest.login}. */
sealed interface Caller {
  Identity identity();

  /** As {@code getAuthType} has it, in capitals. */
  String authType();

  AuthenticatedIdentity describe();

  /**
   * By a security context.
   *
   * @param user what the engine found
   */
  record ByContext(Authenticated user) implements Caller {
    @Override
    public Identity identity() {
      return user.context().identity();
    }

    @Override
    public String authType() {
      String scheme = user.offer().securityPackage().scheme();
      return scheme.equals("Digest") ? "DIGEST" : scheme.toUpperCase(Locale.ROOT);
    }

    @Override
    public AuthenticatedIdentity describe() {
      SecurityContext context = user.context();
      Identity identity = context.identity();
      Lifespan lifespan = attribute(context, ContextAttribute.LIFESPAN);
      String algorithm = attribute(context, ContextAttribute.KEY_INFO);
      return new AuthenticatedIdentity(
          identity.name(),
          identity.roles(),
          user.offer().securityPackage().scheme(),
          user.offer().securityPackage().info().name(),
          algorithm == null ? "" : algorithm,
          identity.authority(),
          context.id(),
          lifespan == null ? Instant.EPOCH : lifespan.established(),
          lifespan == null ? Instant.EPOCH : lifespan.expires());
    }

    private static <T> @Nullable T attribute(
        SecurityContext context, ContextAttribute<T> attribute) {
      try {
        return context.queryContextAttributes(attribute);
      } catch (SecurityStatusException e) {
        return null;
      }
    }
  }

  /**
   * By {@code login}: for this request only, and without a context.
   *
   * @param identity who
   * @param authType of the package that would have asked
   * @param time when
   */
  record ByPassword(Identity identity, String authType, Instant time) implements Caller {
    @Override
    public AuthenticatedIdentity describe() {
      return new AuthenticatedIdentity(
          identity.name(), identity.roles(), "", "", "", identity.authority(), "", time, time);
    }
  }
}
