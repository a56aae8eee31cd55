package dev.parley.negotiate.ntlm.calculation;

import dev.parley.negotiate.ntlm.message.NegotiateFlag;
import dev.parley.negotiate.ntlm.message.NegotiateFlags;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The messages of one direction, numbered, signed and sealed with extended session security
 * (MS-NLMP sections 3.4.3 and 3.4.4).
 *
 * <pre>
 *  0  Version   1
 *  4  Checksum  8 octets: HMAC-MD5(SigningKey, SeqNum + message), encrypted with KEY_EXCH
 * 12  SeqNum
 * </pre>
 *
 * A message that is refused changes nothing: the right one may still come. Not thread-safe.
 */
public final class MessageStream implements AutoCloseable {
  /** The length of a signature in octets. */
  public static final int SIGNATURE_LENGTH = 16;

  private static final int VERSION = 1;
  private static final int CHECKSUM_LENGTH = 8;

  private final byte[] signKey;
  private final Keystream keystream;
  private final int encryptedChecksum;
  private int seqNum;

  /**
   * Messages of a direction, from the first.
   *
   * @param flags the final flags, with extended session security
   */
  public MessageStream(Direction direction, byte[] exportedSessionKey, NegotiateFlags flags) {
    this.signKey = direction.signKey(exportedSessionKey);
    byte[] sealKey = direction.sealKey(exportedSessionKey, flags);
    this.keystream = new Keystream(sealKey);
    Ntlmv2.wipe(sealKey);
    this.encryptedChecksum = flags.has(NegotiateFlag.KEY_EXCH) ? CHECKSUM_LENGTH : 0;
  }

  /** The signature of the next message. */
  public byte[] sign(byte[] message) {
    byte[] signature = signature(message, 0);
    advance(0);
    return signature;
  }

  /**
   * The signature of the mechListMIC: it has a number of its own, but afterwards RC4 is as it was
   * before (MS-SPNG section 3.3.5.1).
   */
  public byte[] signMechList(byte[] mechTypeList) {
    byte[] signature = signature(mechTypeList, 0);
    seqNum++;
    return signature;
  }

  /**
   * Verifies the signature of the next message.
   *
   * @throws SecurityStatusException when it is of another message or number
   */
  public void verify(byte[] message, byte[] signature) throws SecurityStatusException {
    check(message, signature, 0);
    advance(0);
  }

  /** As {@link #verify}, for the mechListMIC: afterwards RC4 is as it was before. */
  public void verifyMechList(byte[] mechTypeList, byte[] signature) throws SecurityStatusException {
    check(mechTypeList, signature, 0);
    seqNum++;
  }

  /** The next message sealed: its signature, then the encrypted octets. */
  public byte[] seal(byte[] message) {
    byte[] sealed = keystream.mix(message, 0);
    byte[] token =
        Arrays.copyOf(signature(message, message.length), SIGNATURE_LENGTH + sealed.length);
    System.arraycopy(sealed, 0, token, SIGNATURE_LENGTH, sealed.length);
    advance(message.length);
    return token;
  }

  /**
   * Opens the next message.
   *
   * @throws SecurityStatusException when it was changed, or has another number
   */
  public byte[] unseal(byte[] token) throws SecurityStatusException {
    byte[] signature = Arrays.copyOf(token, Math.min(token.length, SIGNATURE_LENGTH));
    checkNumber(signature);
    byte[] message = keystream.mix(Arrays.copyOfRange(token, SIGNATURE_LENGTH, token.length), 0);
    check(message, signature, message.length);
    advance(message.length);
    return message;
  }

  private void advance(int sealed) {
    keystream.consume(sealed + encryptedChecksum);
    seqNum++;
  }

  /**
   * @param sealed how many octets of the keystream the message itself takes before the checksum
   */
  private byte[] signature(byte[] message, int sealed) {
    byte[] number = new byte[4];
    ByteBuffer.wrap(number).order(ByteOrder.LITTLE_ENDIAN).putInt(seqNum);
    byte[] checksum = Arrays.copyOf(Primitives.hmacMd5(signKey, number, message), CHECKSUM_LENGTH);
    return ByteBuffer.allocate(SIGNATURE_LENGTH)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(VERSION)
        .put(encryptedChecksum > 0 ? keystream.mix(checksum, sealed) : checksum)
        .put(number)
        .array();
  }

  private void checkNumber(byte[] signature) throws SecurityStatusException {
    ByteBuffer fields = ByteBuffer.wrap(signature).order(ByteOrder.LITTLE_ENDIAN);
    if (signature.length != SIGNATURE_LENGTH || fields.getInt(0) != VERSION) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_INVALID_TOKEN, "a signature of 16 octets, version 1");
    }
    if (fields.getInt(12) != seqNum) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_OUT_OF_SEQUENCE,
          "message " + Integer.toUnsignedString(seqNum) + " is the next");
    }
  }

  private void check(byte[] message, byte[] signature, int sealed) throws SecurityStatusException {
    checkNumber(signature);
    if (!MessageDigest.isEqual(signature(message, sealed), signature)) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_MESSAGE_ALTERED, "the signature of this message");
    }
  }

  @Override
  public void close() {
    Ntlmv2.wipe(signKey);
    keystream.close();
  }
}
