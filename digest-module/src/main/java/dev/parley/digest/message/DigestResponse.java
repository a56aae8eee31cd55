package dev.parley.digest.message;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Qop;
import dev.parley.http.AuthParamReader;
import dev.parley.http.Credentials;
import dev.parley.http.MalformedTokenException;
import dev.parley.sspi.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A client's answer to a challenge, RFC 7616 section 3.4, as slices of the field value: nothing is
 * copied until it is asked for.
 *
 * <pre>{@code
 * Authorization: Digest username="..", realm="..", uri="..", algorithm=.., nonce="..", nc=00000001,
 *                cnonce="..", qop=auth, response="..", opaque="..", userhash=false
 * }</pre>
 *
 * Quotes are taken where they belong and where clients put them wrongly (qop, algorithm, nc,
 * response); unknown parameters are passed over; a known parameter that comes twice is refused.
 * Immutable. Its text form tells nothing.
 */
public final class DigestResponse {
  private final String text;
  private long username;
  private long usernameExt;
  private long realm;
  private long nonce;
  private long uri;
  private long response;
  private long algorithm;
  private long cnonce;
  private long opaque;
  private long qop;
  private long count;
  private long userhash;

  private @Nullable DigestAlgorithm algorithmValue;
  private @Nullable Qop qopValue;
  private long countValue;
  private boolean userhashValue;

  private DigestResponse(String text) {
    this.text = text;
  }

  /**
   * Reads the parameters of Digest credentials.
   *
   * @throws MalformedTokenException when the grammar is broken, a known parameter comes twice, or a
   *     value can not be of its parameter
   */
  public static DigestResponse parse(Credentials credentials) throws MalformedTokenException {
    AuthParamReader reader = credentials.parameters();
    DigestResponse parsed = new DigestResponse(reader.text());
    while (reader.next()) {
      parsed.take(reader);
    }
    parsed.readValues();
    return parsed;
  }

  private void take(AuthParamReader reader) throws MalformedTokenException {
    switch (reader.nameLength()) {
      case 2 -> {
        if (reader.nameIs("nc")) {
          count = once(count, reader);
        }
      }
      case 3 -> {
        if (reader.nameIs("uri")) {
          uri = once(uri, reader);
        } else if (reader.nameIs("qop")) {
          qop = once(qop, reader);
        }
      }
      case 5 -> {
        if (reader.nameIs("realm")) {
          realm = once(realm, reader);
        } else if (reader.nameIs("nonce")) {
          nonce = once(nonce, reader);
        }
      }
      case 6 -> {
        if (reader.nameIs("cnonce")) {
          cnonce = once(cnonce, reader);
        } else if (reader.nameIs("opaque")) {
          opaque = once(opaque, reader);
        }
      }
      case 8 -> takeLong(reader);
      case 9 -> {
        if (reader.nameIs("algorithm")) {
          algorithm = once(algorithm, reader);
        } else if (reader.nameIs("username*")) {
          usernameExt = once(usernameExt, reader);
        }
      }
      default -> {
        // RFC 7616 section 3.4: unknown parameters are ignored.
      }
    }
  }

  private void takeLong(AuthParamReader reader) throws MalformedTokenException {
    if (reader.nameIs("username")) {
      username = once(username, reader);
    } else if (reader.nameIs("response")) {
      response = once(response, reader);
    } else if (reader.nameIs("userhash")) {
      userhash = once(userhash, reader);
    }
  }

  private static long once(long before, AuthParamReader reader) throws MalformedTokenException {
    if (before != Slice.ABSENT) {
      throw new MalformedTokenException("the parameter " + reader.name() + " comes twice");
    }
    return Slice.of(reader);
  }

  private void readValues() throws MalformedTokenException {
    algorithmValue = ParameterValue.algorithm(text, algorithm);
    qopValue = ParameterValue.qop(text, qop);
    countValue = ParameterValue.count(text, count);
    userhashValue = ParameterValue.userhash(text, userhash);
  }

  /** What is missing or contradicts itself, or null when the answer is complete. */
  public @Nullable Reason defect() {
    boolean named = username != Slice.ABSENT || usernameExt != Slice.ABSENT;
    if (!named || realm == Slice.ABSENT || nonce == Slice.ABSENT || uri == Slice.ABSENT) {
      return Reason.MISSING_PARAMETER;
    }
    if (response == Slice.ABSENT || opaque == Slice.ABSENT) {
      return Reason.MISSING_PARAMETER;
    }
    if (qopValue != null && (cnonce == Slice.ABSENT || countValue == 0)) {
      return Reason.MISSING_PARAMETER;
    }
    if (usernameExt != Slice.ABSENT && (username != Slice.ABSENT || userhashValue)) {
      return Reason.CONTRADICTION;
    }
    if (qopValue == null && algorithmValue != null && algorithmValue.session()) {
      return Reason.CONTRADICTION; // -sess needs a cnonce
    }
    return null;
  }

  /** The algorithm, MD5 when none is named; null when it is none of RFC 7616's. */
  public @Nullable DigestAlgorithm algorithm() {
    return algorithmValue;
  }

  /** The quality of protection; null for an answer of RFC 2069. */
  public @Nullable Qop qop() {
    return qopValue;
  }

  /** The nonce count, from 1 to 0xFFFFFFFF; 0 when absent. */
  public long count() {
    return countValue;
  }

  /** Whether the user name is H(user:realm). */
  public boolean userhash() {
    return userhashValue;
  }

  /** The realm. */
  public String realm() {
    return Slice.value(text, realm);
  }

  /** Whether the realm is this one. */
  public boolean realmIs(String expected) {
    return Slice.equals(text, realm, expected);
  }

  /**
   * Whether the account is written exactly as in the answer that {@link #writtenAccount()} was
   * taken from.
   */
  public boolean accountIs(String written) {
    return username != Slice.ABSENT
        ? Slice.equals(text, username, written)
        : Slice.equals(text, usernameExt, written);
  }

  /** The user name as the field has it, before its bytes are decoded. */
  public String writtenAccount() {
    return Slice.value(text, username != Slice.ABSENT ? username : usernameExt);
  }

  /**
   * The account the client names, decoded.
   *
   * @throws MalformedTokenException when {@code username*} is not an ext-value or the name can be
   *     none
   */
  public String account() throws MalformedTokenException {
    return username != Slice.ABSENT
        ? AccountText.ofWire(Slice.value(text, username))
        : AccountText.ofExtValue(Slice.value(text, usernameExt));
  }

  /** The uri directive. */
  public String uri() {
    return Slice.value(text, uri);
  }

  /** Whether the uri directive is {@code path} or {@code path?query}; compares in place. */
  public boolean uriIs(String path, @Nullable String query) {
    int length = path.length() + (query == null ? 0 : 1 + query.length());
    int start = Slice.start(uri);
    if (Slice.escaped(uri)) {
      return uri().equals(query == null ? path : path + "?" + query);
    }
    return Slice.length(uri) == length
        && text.startsWith(path, start)
        && (query == null
            || (text.charAt(start + path.length()) == '?'
                && text.startsWith(query, start + path.length() + 1)));
  }

  /** The nonce. */
  public String nonce() {
    return Slice.value(text, nonce);
  }

  /** The client's nonce. */
  public String cnonce() {
    return cnonce == Slice.ABSENT ? "" : Slice.value(text, cnonce);
  }

  /** The nonce count as its digits were written. */
  public String countText() {
    return count == Slice.ABSENT ? "" : Slice.value(text, count);
  }

  /** The response directive as it was written. */
  public String response() {
    return Slice.value(text, response);
  }

  /** The opaque as it was written. */
  public String opaque() {
    return Slice.value(text, opaque);
  }

  /** The text that {@link #nonceStart()} and its like index. */
  public String text() {
    return text;
  }

  /** Index of the nonce's first character. */
  public int nonceStart() {
    return Slice.start(nonce);
  }

  /** Index after the nonce's last character. */
  public int nonceEnd() {
    return Slice.end(nonce);
  }

  /** Index of the opaque's first character. */
  public int opaqueStart() {
    return Slice.start(opaque);
  }

  /** Index after the opaque's last character. */
  public int opaqueEnd() {
    return Slice.end(opaque);
  }

  /** Writes the uri as octets; returns the index after it. */
  public int writeUri(byte[] target, int at) {
    return Slice.write(text, uri, target, at);
  }

  /** Writes the nonce as octets; returns the index after it. */
  public int writeNonce(byte[] target, int at) {
    return Slice.write(text, nonce, target, at);
  }

  /** Writes the client's nonce as octets; returns the index after it. */
  public int writeCnonce(byte[] target, int at) {
    return Slice.write(text, cnonce, target, at);
  }

  /**
   * Writes the client's nonce as the field has it, with its quoted pairs, to be sent back; returns
   * the index after it. A char that is no octet, which only a container can have made, becomes a
   * question mark: cut short it could become a line feed.
   */
  int writeCnonceAsSent(byte[] target, int from) {
    int at = from;
    for (int i = Slice.start(cnonce); i < Slice.end(cnonce); i++) {
      char c = text.charAt(i);
      target[at++] = (byte) (c > 0xFF ? '?' : c);
    }
    return at;
  }

  /** Writes the nonce count as it was written; returns the index after it. */
  public int writeCount(byte[] target, int at) {
    return Slice.write(text, count, target, at);
  }

  /** Writes the qop token as it was written; returns the index after it. */
  public int writeQop(byte[] target, int at) {
    return Slice.write(text, qop, target, at);
  }

  /**
   * Decodes the response directive into {@code target}, in a time that does not depend on its
   * digits.
   *
   * @return false when it has not exactly so many hexadecimal digits
   */
  public boolean readResponse(byte[] target) {
    return ParameterValue.octets(text, response, target);
  }

  @Override
  public String toString() {
    return "[digest response]";
  }
}
