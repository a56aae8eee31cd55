package dev.parley.digest.message;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Qop;
import dev.parley.http.AuthParamReader;
import dev.parley.http.Credentials;
import dev.parley.http.Hex;
import dev.parley.http.MalformedTokenException;
import dev.parley.http.ParameterName;
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
  /** The name of the parameter that names a context. */
  public static final String OPAQUE_NAME = "opaque";

  /** Clients send some dozen octets; a context of a {@code -sess} algorithm keeps them. */
  private static final int LONGEST_CNONCE = 256;

  private static final ParameterName NC = ParameterName.of("nc");
  private static final ParameterName URI = ParameterName.of("uri");
  private static final ParameterName QOP = ParameterName.of("qop");
  private static final ParameterName REALM = ParameterName.of("realm");
  private static final ParameterName NONCE = ParameterName.of("nonce");
  private static final ParameterName CNONCE = ParameterName.of("cnonce");
  private static final ParameterName OPAQUE = ParameterName.of(OPAQUE_NAME);
  private static final ParameterName ALGORITHM = ParameterName.of("algorithm");
  private static final ParameterName USERNAME_EXT = ParameterName.of("username*");
  private static final ParameterName USERNAME = ParameterName.of("username");
  private static final ParameterName RESPONSE = ParameterName.of("response");
  private static final ParameterName USERHASH = ParameterName.of("userhash");

  private final String text;
  private final byte[] octets;
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

  private @Nullable DigestAlgorithm namedAlgorithm;
  private @Nullable DigestAlgorithm algorithmValue;
  private @Nullable Qop qopValue;
  private long countValue;
  private boolean userhashValue;

  private DigestResponse(AuthParamReader reader) {
    this.text = reader.text();
    this.octets = reader.octets();
  }

  /**
   * Reads the parameters of Digest credentials.
   *
   * @throws MalformedTokenException when the grammar is broken, a known parameter comes twice, or a
   *     value can not be of its parameter
   */
  public static DigestResponse parse(Credentials credentials) throws MalformedTokenException {
    AuthParamReader reader = credentials.parameters();
    DigestResponse parsed = new DigestResponse(reader);
    while (reader.next()) {
      parsed.take(reader);
    }
    parsed.readValues();
    return parsed;
  }

  private void take(AuthParamReader reader) throws MalformedTokenException {
    switch (reader.nameLength()) {
      case 2 -> {
        if (reader.nameIs(NC)) {
          count = once(count, reader);
        }
      }
      case 3 -> {
        if (reader.nameIs(URI)) {
          uri = once(uri, reader);
        } else if (reader.nameIs(QOP)) {
          qop = once(qop, reader);
        }
      }
      case 5 -> {
        if (reader.nameIs(REALM)) {
          realm = once(realm, reader);
        } else if (reader.nameIs(NONCE)) {
          nonce = once(nonce, reader);
        }
      }
      case 6 -> {
        if (reader.nameIs(CNONCE)) {
          cnonce = once(cnonce, reader);
        } else if (reader.nameIs(OPAQUE)) {
          opaque = once(opaque, reader);
        }
      }
      case 8 -> takeLong(reader);
      case 9 -> {
        if (reader.nameIs(ALGORITHM)) {
          algorithm = once(algorithm, reader);
        } else if (reader.nameIs(USERNAME_EXT)) {
          usernameExt = once(usernameExt, reader);
        }
      }
      default -> {
        // RFC 7616 section 3.4: unknown parameters are ignored.
      }
    }
  }

  private void takeLong(AuthParamReader reader) throws MalformedTokenException {
    if (reader.nameIs(USERNAME)) {
      username = once(username, reader);
    } else if (reader.nameIs(RESPONSE)) {
      response = once(response, reader);
    } else if (reader.nameIs(USERHASH)) {
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
    namedAlgorithm = ParameterValue.algorithm(text, algorithm);
    algorithmValue = ParameterValue.algorithmOfLength(namedAlgorithm, Slice.length(response));
    qopValue = ParameterValue.qop(text, qop);
    countValue = ParameterValue.count(octets, count);
    userhashValue = ParameterValue.userhash(text, userhash);
    requireOctets();
    if (Slice.length(cnonce) > LONGEST_CNONCE) {
      throw new MalformedTokenException("the cnonce has at most " + LONGEST_CNONCE + " octets");
    }
    if (Slice.length(opaque) == 0) {
      opaque = Slice.ABSENT; // some devices send the parameter always
    }
  }

  /** The uri is compared as text and hashed as octets, and the two must not differ. */
  private void requireOctets() throws MalformedTokenException {
    for (int i = Slice.start(uri); i < Slice.end(uri); i++) {
      if (octets[i] == '?' && text.charAt(i) != '?') {
        throw new MalformedTokenException("the uri has a character that is no octet");
      }
    }
  }

  /**
   * What is missing or contradicts itself, or null when the answer is complete.
   *
   * @param opaqueRequired whether an answer without an opaque is incomplete (RFC 7616 section 3.4:
   *     a client returns the opaque unchanged)
   */
  public @Nullable Reason defect(boolean opaqueRequired) {
    if (missing(opaqueRequired) != null) {
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

  /**
   * The name of the first required parameter that is missing, or null. The opaque comes last.
   *
   * @param opaqueRequired as for {@link #defect}
   */
  public @Nullable String missing(boolean opaqueRequired) {
    if (username == Slice.ABSENT && usernameExt == Slice.ABSENT) {
      return "username";
    }
    if (realm == Slice.ABSENT) {
      return "realm";
    }
    if (nonce == Slice.ABSENT) {
      return "nonce";
    }
    if (uri == Slice.ABSENT) {
      return "uri";
    }
    if (response == Slice.ABSENT) {
      return "response";
    }
    if (qopValue != null && cnonce == Slice.ABSENT) {
      return "cnonce";
    }
    if (qopValue != null && countValue == 0) {
      return "nc";
    }
    return opaqueRequired && opaque == Slice.ABSENT ? OPAQUE_NAME : null;
  }

  /** Whether the response directive is written as a hash of an algorithm is. */
  public boolean hasFormOf(DigestAlgorithm of) {
    return Slice.length(response) == 2 * of.hashLength()
        && Hex.isHex(octets, Slice.start(response), Slice.end(response));
  }

  /**
   * The algorithm by which the response was computed; null when the one named is none of RFC
   * 7616's. It is the one named, MD5 when none is; but a response of 32 digits is of MD5 whatever
   * is named, since many clients that know only MD5 send back the name that the challenge has.
   */
  public @Nullable DigestAlgorithm algorithm() {
    return algorithmValue;
  }

  /** The algorithm that the answer names where its response is of another one; else null. */
  public @Nullable DigestAlgorithm misnamedAlgorithm() {
    return namedAlgorithm == algorithmValue ? null : namedAlgorithm;
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

  /** The octets that {@link #nonceStart()} and its like index, not to be changed. */
  public byte[] octets() {
    return octets;
  }

  /** The length of the field value, longer than any part of it. */
  public int length() {
    return octets.length;
  }

  /** Index of the nonce's first character. */
  public int nonceStart() {
    return Slice.start(nonce);
  }

  /** Index after the nonce's last character. */
  public int nonceEnd() {
    return Slice.end(nonce);
  }

  /** Whether there is an opaque. */
  public boolean hasOpaque() {
    return opaque != Slice.ABSENT;
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
    return Slice.write(octets, uri, target, at);
  }

  /** Writes the nonce as octets; returns the index after it. */
  public int writeNonce(byte[] target, int at) {
    return Slice.write(octets, nonce, target, at);
  }

  /** Writes the client's nonce as octets; returns the index after it. */
  public int writeCnonce(byte[] target, int at) {
    return Slice.write(octets, cnonce, target, at);
  }

  /**
   * Writes the client's nonce as the field has it, with its quoted pairs, to be sent back; returns
   * the index after it.
   */
  int writeCnonceAsSent(byte[] target, int at) {
    return Slice.writeAsSent(octets, cnonce, target, at);
  }

  /** Writes the nonce count as it was written; returns the index after it. */
  public int writeCount(byte[] target, int at) {
    return Slice.write(octets, count, target, at);
  }

  /** Writes the qop token as it was written; returns the index after it. */
  public int writeQop(byte[] target, int at) {
    return Slice.write(octets, qop, target, at);
  }

  /**
   * Decodes the response directive into {@code target}, in a time that does not depend on its
   * digits.
   *
   * @return false when it has not exactly so many hexadecimal digits
   */
  public boolean readResponse(byte[] target) {
    return Slice.length(response) == 2 * target.length
        && Hex.read(octets, Slice.start(response), target);
  }

  @Override
  public String toString() {
    return "[digest response]";
  }
}
