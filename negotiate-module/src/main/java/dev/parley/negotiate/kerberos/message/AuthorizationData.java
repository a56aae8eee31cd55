package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** AuthorizationData (RFC 4120 section 5.2.6): a list of elements, some of which hold lists. */
public final class AuthorizationData {
  /** Deeper lists stay unopened. */
  private static final int MAX_DEPTH = 4;

  private AuthorizationData() {}

  /**
   * Reads a list.
   *
   * @throws MalformedTokenException when it is none
   */
  public static List<AuthorizationElement> parse(byte[] der) throws MalformedTokenException {
    return read(DerReader.of(der));
  }

  static List<AuthorizationElement> readOptional(@Nullable DerReader field)
      throws MalformedTokenException {
    return field == null ? List.of() : read(field);
  }

  private static List<AuthorizationElement> read(DerReader field) throws MalformedTokenException {
    DerReader list = field.onlySequence();
    List<AuthorizationElement> elements = new ArrayList<>();
    while (list.hasMore()) {
      DerReader fields = list.sequence();
      int adType = fields.int32(0);
      byte[] adData = fields.octets(1);
      fields.expectEnd();
      elements.add(new AuthorizationElement(adType, adData));
    }
    return elements;
  }

  /**
   * The elements, those in AD-IF-RELEVANT in its place.
   *
   * @throws MalformedTokenException when one of these is no list
   */
  public static List<AuthorizationElement> flatten(List<AuthorizationElement> elements)
      throws MalformedTokenException {
    List<AuthorizationElement> flat = new ArrayList<>(elements.size() + 2);
    flatten(elements, flat, 0);
    return flat;
  }

  private static void flatten(
      List<AuthorizationElement> elements, List<AuthorizationElement> flat, int depth)
      throws MalformedTokenException {
    for (AuthorizationElement each : elements) {
      if (each.adType() == AuthorizationElement.IF_RELEVANT && depth < MAX_DEPTH) {
        flatten(parse(each.adData()), flat, depth + 1);
      } else {
        flat.add(each);
      }
    }
  }

  static DerValue toDer(List<AuthorizationElement> elements) {
    return Der.sequence(elements.stream().map(AuthorizationElement::toDer).toList());
  }

  /** The list in DER. */
  public static byte[] encode(List<AuthorizationElement> elements) {
    return toDer(elements).encode();
  }
}
