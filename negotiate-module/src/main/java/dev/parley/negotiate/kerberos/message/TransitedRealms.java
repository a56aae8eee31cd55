package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The realms of a {@link EncTicketPart.TransitedEncoding}, written in the form DOMAIN-X500-COMPRESS
 * (RFC 4120 section 3.3.3.2): realms between commas, of which one that ends with a dot stands
 * before the realm named last, one that begins with a slash after it, and an empty one for all the
 * realms in between. What can be read in two ways is refused.
 */
public final class TransitedRealms {
  /** The form that everybody writes. */
  public static final int DOMAIN_X500_COMPRESS = 1;

  private static final int MOST_REALMS = 64;
  private static final int LONGEST_REALM = 255;

  private final Set<String> realms = new LinkedHashSet<>();
  private String before;
  private @Nullable String named;
  private boolean between;

  /**
   * A part of the list.
   *
   * @param name what stands there, without what quotes it
   * @param blank whether it began with a blank: then it follows nothing
   * @param dot whether it ended with a dot that was not quoted
   */
  private record Part(String name, boolean blank, boolean dot) {}

  private TransitedRealms(String clientRealm) {
    this.before = clientRealm;
  }

  /**
   * Reads the list.
   *
   * @param way as the ticket has it
   * @param clientRealm the realm of the client, where the way begins
   * @param serverRealm the realm of the service, where it ends
   * @return every realm on the way but these two, each once, at most 64; empty when there is none
   * @throws MalformedTokenException when the form is another one, breaks its grammar, is too long,
   *     or leaves open which realms it means
   */
  public static List<String> of(
      EncTicketPart.TransitedEncoding way, String clientRealm, String serverRealm)
      throws MalformedTokenException {
    if (way.contents().length == 0) {
      return List.of();
    }
    if (way.trType() != DOMAIN_X500_COMPRESS) {
      throw new MalformedTokenException("the way has a form that is not known: " + way.trType());
    }
    TransitedRealms read = new TransitedRealms(clientRealm);
    for (Part each : parts(text(way.contents()))) {
      read.add(each);
    }
    if (read.between) {
      read.fill(serverRealm);
    }
    read.realms.remove(clientRealm);
    read.realms.remove(serverRealm);
    return List.copyOf(read.realms);
  }

  private static String text(byte[] contents) throws MalformedTokenException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(contents)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedTokenException("the way is not written in UTF-8");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new MalformedTokenException("the way has control characters");
    }
    return text;
  }

  private static List<Part> parts(String text) throws MalformedTokenException {
    List<Part> parts = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean blank = false;
    boolean dot = false;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == ',') {
        parts.add(new Part(name.toString(), blank, dot));
        name.setLength(0);
        blank = false;
        dot = false;
      } else if (each == ' ' && name.isEmpty() && !blank) {
        blank = true;
      } else {
        boolean quoted = each == '\\';
        if (quoted && ++i == text.length()) {
          throw new MalformedTokenException("the way ends with a backslash");
        }
        name.append(text.charAt(i));
        dot = !quoted && each == '.';
      }
      if (parts.size() > 2 * MOST_REALMS || name.length() > LONGEST_REALM) {
        throw new MalformedTokenException("the way is too long");
      }
    }
    parts.add(new Part(name.toString(), blank, dot));
    return parts;
  }

  private void add(Part part) throws MalformedTokenException {
    if (part.name().isEmpty()) {
      if (part.blank()) {
        throw new MalformedTokenException("the way has a realm without a name");
      }
      between = true;
      return;
    }
    String realm = realm(part);
    if (between) {
      fill(realm);
    }
    keep(realm);
    named = realm;
    before = realm;
    between = false;
  }

  private String realm(Part part) throws MalformedTokenException {
    if (!part.dot() && (part.blank() || !part.name().startsWith("/"))) {
      return part.name();
    }
    if (part.dot() && (part.blank() || part.name().startsWith("/"))) {
      throw new MalformedTokenException("the way leaves open what a realm is appended to");
    }
    if (named == null) {
      if (part.dot()) {
        throw new MalformedTokenException("the way begins with a part of a realm");
      }
      return part.name();
    }
    return part.dot() ? part.name() + named : named + part.name();
  }

  private void keep(String realm) throws MalformedTokenException {
    if (realm.length() > LONGEST_REALM) {
      throw new MalformedTokenException("the way has a realm with a long name");
    }
    realms.add(realm);
    if (realms.size() > MOST_REALMS) {
      throw new MalformedTokenException("the way is too long");
    }
  }

  /** All between the realm before and this one: up to what they have in common, and down. */
  private void fill(String to) throws MalformedTokenException {
    List<String> up = ancestors(before);
    List<String> down = ancestors(to);
    String common = up.stream().filter(down::contains).findFirst().orElse(null);
    if (common == null) {
      throw new MalformedTokenException("the way leaves out realms of two hierarchies");
    }
    for (List<String> side : List.of(up, down)) {
      for (String each : side) {
        if (!each.equals(before) && !each.equals(to)) {
          keep(each);
        }
        if (each.equals(common)) {
          break;
        }
      }
    }
  }

  /** A realm and those above it, which its name tells: after each dot, or before each slash. */
  private static List<String> ancestors(String realm) throws MalformedTokenException {
    List<String> all = new ArrayList<>();
    String rest = realm;
    while (!rest.isEmpty()) {
      all.add(rest);
      int cut = realm.startsWith("/") ? rest.lastIndexOf('/') : rest.indexOf('.');
      if (cut < 0 || all.size() > MOST_REALMS) {
        break;
      }
      rest = realm.startsWith("/") ? rest.substring(0, cut) : rest.substring(cut + 1);
    }
    if (all.size() > MOST_REALMS) {
      throw new MalformedTokenException("the way has a realm of many parts");
    }
    return all;
  }
}
