package dev.parley.sspi;

import java.util.Set;
import javax.security.auth.Subject;

/**
 * An attribute of a security context and the type of its value; the numbers are those of
 * QueryContextAttributes.
 *
 * @param <T> the type of the value
 */
public final class ContextAttribute<T> {
  /** SECPKG_ATTR_SIZES: how long tokens, signatures and trailers can be. */
  public static final ContextAttribute<Sizes> SIZES =
      new ContextAttribute<>("SIZES", 0, Sizes.class);

  /** SECPKG_ATTR_NAMES: the account name. */
  public static final ContextAttribute<String> NAMES =
      new ContextAttribute<>("NAMES", 1, String.class);

  /** SECPKG_ATTR_LIFESPAN: from when until when the context serves. */
  public static final ContextAttribute<Lifespan> LIFESPAN =
      new ContextAttribute<>("LIFESPAN", 2, Lifespan.class);

  /** SECPKG_ATTR_KEY_INFO: the algorithm of the session key, by its name on the wire. */
  public static final ContextAttribute<String> KEY_INFO =
      new ContextAttribute<>("KEY_INFO", 5, String.class);

  /** SECPKG_ATTR_AUTHORITY: the name of the authority that vouched for the client. */
  public static final ContextAttribute<String> AUTHORITY =
      new ContextAttribute<>("AUTHORITY", 6, String.class);

  /** SECPKG_ATTR_PACKAGE_INFO: the package. */
  public static final ContextAttribute<PackageInfo> PACKAGE_INFO =
      new ContextAttribute<>("PACKAGE_INFO", 10, PackageInfo.class);

  /** SECPKG_ATTR_NEGOTIATION_INFO: which mechanism was chosen, and in how many legs. */
  public static final ContextAttribute<NegotiationInfo> NEGOTIATION_INFO =
      new ContextAttribute<>("NEGOTIATION_INFO", 12, NegotiationInfo.class);

  /**
   * SECPKG_ATTR_NATIVE_NAMES: the client's name as its mechanism writes it, for example {@code
   * alice@EXAMPLE.TEST} or {@code EXAMPLE\\alice}.
   */
  public static final ContextAttribute<String> NATIVE_NAMES =
      new ContextAttribute<>("NATIVE_NAMES", 13, String.class);

  /**
   * SECPKG_ATTR_ACCESS_TOKEN: the client as a {@link Subject}, with its forwarded credentials where
   * it has handed them on.
   */
  public static final ContextAttribute<Subject> ACCESS_TOKEN =
      new ContextAttribute<>("ACCESS_TOKEN", 18, Subject.class);

  /** SECPKG_ATTR_UNIQUE_BINDINGS: what was found of channel bindings. */
  public static final ContextAttribute<BindingState> BINDINGS =
      new ContextAttribute<>("BINDINGS", 25, BindingState.class);

  /** SECPKG_ATTR_CLIENT_SPECIFIED_TARGET: the service the client aimed at. */
  public static final ContextAttribute<String> CLIENT_SPECIFIED_TARGET =
      new ContextAttribute<>("CLIENT_SPECIFIED_TARGET", 27, String.class);

  /** SECPKG_ATTR_FLAGS: what holds of the context. */
  @SuppressWarnings("unchecked")
  public static final ContextAttribute<Set<ContextFlag>> FLAGS =
      new ContextAttribute<>("FLAGS", 14, (Class<Set<ContextFlag>>) (Class<?>) Set.class);

  private final String name;
  private final int number;
  private final Class<T> type;

  private ContextAttribute(String name, int number, Class<T> type) {
    this.name = name;
    this.number = number;
    this.type = type;
  }

  /** The number that SSPI gives the attribute. */
  public int number() {
    return number;
  }

  /** Casts a value to the attribute's type. */
  public T cast(Object value) {
    return type.cast(value);
  }

  @Override
  public String toString() {
    return name;
  }
}
