package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of a principal without its realm (RFC 4120 section 5.2.2).
 *
 * @param nameType a hint how to read it (section 6.2), which is no part of the name
 * @param components at least one
 */
public record PrincipalName(int nameType, List<String> components) {
  /** The user of a password. */
  public static final int NT_PRINCIPAL = 1;

  /** A service and its host. */
  public static final int NT_SRV_INST = 2;

  /** Copies the list. */
  public PrincipalName {
    components = List.copyOf(components);
    if (components.isEmpty()) {
      throw new IllegalArgumentException("a name has at least one component");
    }
  }

  static PrincipalName read(DerReader field) throws MalformedTokenException {
    DerReader fields = field.onlySequence();
    int nameType = fields.int32(0);
    DerReader tagged = fields.field(1);
    fields.expectEnd();
    DerReader strings = tagged.onlySequence();
    List<String> components = new ArrayList<>(2);
    while (strings.hasMore()) {
      components.add(strings.string());
    }
    if (components.isEmpty()) {
      throw new MalformedTokenException("a name with at least one component is expected");
    }
    return new PrincipalName(nameType, components);
  }

  static @Nullable PrincipalName readOptional(@Nullable DerReader field)
      throws MalformedTokenException {
    return field == null ? null : read(field);
  }

  DerValue toDer() {
    return new Der()
        .int32(0, nameType)
        .sequence(1, components.stream().map(Der::string).toList())
        .sequence();
  }

  /** Whether two names are of the same principal: the type is only a hint. */
  public boolean namesSame(PrincipalName other) {
    return components.equals(other.components);
  }

  int length() {
    int length = components.size();
    for (String component : components) {
      length += component.length();
    }
    return length;
  }

  /** The components with slashes between, for people to read. */
  public String text() {
    return String.join("/", components);
  }
}
