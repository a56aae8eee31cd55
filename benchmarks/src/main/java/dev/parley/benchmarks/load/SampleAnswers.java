package dev.parley.benchmarks.load;

import dev.parley.benchmarks.Fixture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Values of the Authorization field that answer one challenge with growing nonce counts, for
 * benchmarks that need no socket. Not thread-safe.
 */
public final class SampleAnswers {
  private static final int DISCARD_PORT = 9;

  private final String algorithm;
  private final int hexLength;
  private final String nonce;
  private final DigestRequests requests;

  private SampleAnswers(DigestChallenge challenge, int hexLength, String user) {
    this.algorithm = challenge.algorithm();
    this.hexLength = hexLength;
    this.nonce = challenge.nonce();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), DISCARD_PORT);
    this.requests = new DigestRequests(address, Fixture.PATH, challenge, user);
  }

  /**
   * Answers a challenge.
   *
   * @param challenge the value of a WWW-Authenticate field with one Digest challenge
   */
  public static SampleAnswers to(String challenge) {
    return to(challenge, Fixture.USER);
  }

  /** Answers a challenge as a certain user, whose password is that of all. */
  public static SampleAnswers to(String challenge, String user) {
    return new SampleAnswers(DigestChallenge.parse(challenge), 0, user);
  }

  /**
   * Answers a challenge that nobody made, with a nonce and an opaque as long as Parley's.
   *
   * @param hexLength the length of a hash in hex
   */
  public static SampleAnswers madeUp(String algorithm, int hexLength) {
    DigestChallenge challenge =
        new DigestChallenge(Fixture.REALM, "n".repeat(43), "o".repeat(22), algorithm, true);
    return new SampleAnswers(challenge, hexLength, Fixture.USER);
  }

  /** The answer with the next nonce count. */
  public String next() {
    String request = new String(requests.next(), StandardCharsets.ISO_8859_1);
    int start = requests.authorizationStart();
    return request.substring(start, request.indexOf('\r', start));
  }

  /** A whole request with the next nonce count. */
  public byte[] nextRequest() {
    return requests.next().clone();
  }

  /** Writes the octets of the answer with the next nonce count over those of an earlier one. */
  public void nextInto(byte[] answer) {
    System.arraycopy(requests.next(), requests.authorizationStart(), answer, 0, answer.length);
  }

  /** A2 of RFC 7616 section 3.4.3. */
  public String a2() {
    return "GET:" + Fixture.PATH;
  }

  /** A text as long as the input of the response's hash. */
  public String responseInput() {
    String hash = "f".repeat(hexLength);
    return hash + ":" + nonce + ":00000001:" + DigestRequests.CNONCE + ":auth:" + hash;
  }

  @Override
  public String toString() {
    return algorithm + " answers";
  }
}
