package dev.parley.negotiate.kerberos.token;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.IntegrityException;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.crypto.KeyUsage;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The acceptor's MIC and Wrap tokens (RFC 4121 section 4.2). Messages are numbered, so calls take
 * turns. Thread-safe.
 *
 * <pre>{@code
 * MIC      header | checksum(message | header)
 * sealed   header | rotate(encrypt(message | filler | header with RRC 0), RRC)
 * wrapped  header | rotate(message | checksum(message | header with EC 0 and RRC 0), RRC)
 * }</pre>
 */
public final class MessageProtection implements AutoCloseable {
  private final KerberosKey key;
  private final boolean acceptorSubkey;
  private final RandomGenerator random;
  private final SequenceWindow window;
  private long sequence;

  /**
   * @param key becomes its own
   * @param acceptorSubkey whether the key is the acceptor's own, from the AP-REP
   * @param ours the number of the first message to the client
   * @param theirs the number of the client's first message
   * @param inOrder whether only the next number is taken; else each once
   * @param random a cryptographically secure source
   */
  public MessageProtection(
      KerberosKey key,
      boolean acceptorSubkey,
      long ours,
      long theirs,
      boolean inOrder,
      RandomGenerator random) {
    this.key = key;
    this.acceptorSubkey = acceptorSubkey;
    this.sequence = ours;
    this.window = new SequenceWindow(theirs, inOrder);
    this.random = random;
  }

  /** Whether there are tokens for this type of key; RC4 has others (RFC 4757 section 7). */
  public boolean isSupported() {
    return key.enctype().usesRfc4121();
  }

  /** The type of the key. */
  public Enctype enctype() {
    return key.enctype();
  }

  /** Whether the key is the acceptor's own, so that the client has got an AP-REP. */
  public boolean hasAcceptorSubkey() {
    return acceptorSubkey;
  }

  /** The length of a MIC token. */
  public int signatureLength() {
    return TokenHeader.LENGTH + key.enctype().checksumLength();
  }

  /** What a sealed token is longer than its message: two headers, confounder and checksum. */
  public int trailerLength() {
    return 2 * TokenHeader.LENGTH + 16 + key.enctype().checksumLength();
  }

  /** A MIC token over a message to the client. */
  public synchronized byte[] sign(byte[] message) throws SecurityStatusException {
    requireUsable();
    byte[] header = TokenHeader.mic(ownFlags(), sequence++).octets();
    return joined(header, key.checksum(KeyUsage.ACCEPTOR_SIGN, message, header));
  }

  /** Verifies a MIC token of the client. */
  public synchronized void verify(byte[] message, byte[] token) throws SecurityStatusException {
    requireUsable();
    TokenHeader header = header(token, TokenHeader.MIC);
    byte[] checksum = Arrays.copyOfRange(token, TokenHeader.LENGTH, token.length);
    byte[] covered = Arrays.copyOf(token, TokenHeader.LENGTH);
    if (!key.verifyChecksum(KeyUsage.INITIATOR_SIGN, checksum, message, covered)) {
      throw altered();
    }
    take(header);
  }

  /**
   * A Wrap token of a message to the client.
   *
   * @param sealed whether it is encrypted
   */
  public synchronized byte[] wrap(byte[] message, boolean sealed) throws SecurityStatusException {
    requireUsable();
    if (sealed) {
      byte[] header = TokenHeader.wrap(ownFlags() | TokenHeader.SEALED, 0, sequence++).octets();
      byte[] plain = joined(message, header);
      byte[] cipher = key.encrypt(KeyUsage.ACCEPTOR_SEAL, plain, random);
      Arrays.fill(plain, (byte) 0);
      return joined(header, cipher);
    }
    TokenHeader covered = TokenHeader.wrap(ownFlags(), 0, sequence++);
    byte[] checksum = key.checksum(KeyUsage.ACCEPTOR_SEAL, message, covered.octets());
    byte[] header = TokenHeader.wrap(ownFlags(), checksum.length, covered.sequence()).octets();
    return joined(joined(header, message), checksum);
  }

  /**
   * The message of a Wrap token of the client.
   *
   * @param mustBeSealed whether one that is only signed is refused
   */
  public synchronized byte[] unwrap(byte[] token, boolean mustBeSealed)
      throws SecurityStatusException {
    requireUsable();
    TokenHeader header = header(token, TokenHeader.WRAP);
    if (mustBeSealed && !header.isSealed()) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_QOP_NOT_SUPPORTED, "an encrypted message is expected");
    }
    byte[] body = turnedBack(token, header.rotation());
    byte[] message = header.isSealed() ? unsealed(header, body) : unsigned(header, body);
    take(header);
    return message;
  }

  private byte[] unsealed(TokenHeader header, byte[] body) throws SecurityStatusException {
    byte[] plain;
    try {
      plain = key.decrypt(KeyUsage.INITIATOR_SEAL, body);
    } catch (IntegrityException e) {
      throw altered();
    }
    try {
      int end = plain.length - TokenHeader.LENGTH;
      int length = end - header.extraCount();
      byte[] inner = length < 0 ? new byte[0] : Arrays.copyOfRange(plain, end, plain.length);
      if (!MessageDigest.isEqual(inner, header.plain().octets())) {
        throw altered();
      }
      return Arrays.copyOf(plain, length);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private byte[] unsigned(TokenHeader header, byte[] body) throws SecurityStatusException {
    int length = body.length - header.extraCount();
    if (length < 0) {
      throw altered();
    }
    byte[] message = Arrays.copyOf(body, length);
    byte[] checksum = Arrays.copyOfRange(body, length, body.length);
    byte[] covered = header.plain().octets();
    if (!key.verifyChecksum(KeyUsage.INITIATOR_SEAL, checksum, message, covered)) {
      throw altered();
    }
    return message;
  }

  /** What stands behind the header, rotated back to the left. */
  private static byte[] turnedBack(byte[] token, int rotation) {
    int length = token.length - TokenHeader.LENGTH;
    byte[] body = new byte[length];
    int turn = length == 0 ? 0 : rotation % length;
    System.arraycopy(token, TokenHeader.LENGTH + turn, body, 0, length - turn);
    System.arraycopy(token, TokenHeader.LENGTH, body, length - turn, turn);
    return body;
  }

  private TokenHeader header(byte[] token, int tokId) throws SecurityStatusException {
    TokenHeader header;
    try {
      header = TokenHeader.parse(token, tokId);
    } catch (MalformedTokenException e) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_INVALID_TOKEN, "a token of RFC 4121 is expected");
    }
    boolean ofClient = (header.flags() & TokenHeader.ACCEPTOR) == 0;
    boolean sameKey = ((header.flags() & TokenHeader.SUBKEY) != 0) == acceptorSubkey;
    boolean sealedMic = tokId == TokenHeader.MIC && header.isSealed();
    if (!ofClient || !sameKey || sealedMic) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_INVALID_TOKEN, "a token of the client with this key is expected");
    }
    return header;
  }

  private void take(TokenHeader header) throws SecurityStatusException {
    if (!window.take(header.sequence())) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_OUT_OF_SEQUENCE, "the number was used, or is not the next");
    }
  }

  private int ownFlags() {
    return TokenHeader.ACCEPTOR | (acceptorSubkey ? TokenHeader.SUBKEY : 0);
  }

  private void requireUsable() throws SecurityStatusException {
    if (key.isDestroyed()) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_CONTEXT_EXPIRED, "the context was closed");
    }
    if (!isSupported()) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, "messages are not protected with RC4");
    }
  }

  private static SecurityStatusException altered() {
    return new SecurityStatusException(
        SecurityStatus.SEC_E_MESSAGE_ALTERED, "the token is not of this message and key");
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    byte[] joined = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, joined, head.length, tail.length);
    return joined;
  }

  @Override
  public synchronized void close() {
    key.destroy();
  }
}
