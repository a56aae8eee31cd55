package dev.parley.sspi;

import java.util.Set;

/**
 * An attribute of a security context and the type of its value; the numbers are those of
 * QueryContextAttributes.
 *
 * @param <T> the type of the value
 */
public final class ContextAttribute<T> {
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
