package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What GSS-API puts into the checksum field of the authenticator (RFC 4121 section 4.1.1), in
 * little-endian order:
 *
 * <pre>{@code
 *  0  Lgth    u32  16
 *  4  Bnd     16   MD5 of the channel bindings, or zeros
 * 20  Flags   u32
 * 24  DlgOpt  u16  1            only with GSS_C_DELEG_FLAG
 * 26  Dlgth   u16
 * 28  Deleg   Dlgth             KRB-CRED
 *     extensions, passed over
 * }</pre>
 *
 * @param bindings 16 octets; belong to the value and are not changed
 * @param flags the requested flags, see the constants
 * @param krbCred the forwarded credentials, a {@link KrbCred}; null when there are none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record GssChecksum(byte[] bindings, int flags, byte @Nullable [] krbCred) {
  /** The type of the checksum. */
  public static final int TYPE = 0x8003;

  /** GSS_C_DELEG_FLAG. */
  public static final int DELEG = 0x1;

  /** GSS_C_MUTUAL_FLAG. */
  public static final int MUTUAL = 0x2;

  /** GSS_C_REPLAY_FLAG. */
  public static final int REPLAY = 0x4;

  /** GSS_C_SEQUENCE_FLAG. */
  public static final int SEQUENCE = 0x8;

  /** GSS_C_CONF_FLAG. */
  public static final int CONF = 0x10;

  /** GSS_C_INTEG_FLAG. */
  public static final int INTEG = 0x20;

  /** GSS_C_DCE_STYLE (RFC 4757 section 7.1): three legs. */
  public static final int DCE_STYLE = 0x1000;

  /** GSS_C_IDENTIFY_FLAG (RFC 4757 section 7.1). */
  public static final int IDENTIFY = 0x2000;

  private static final int BINDINGS_LENGTH = 16;
  private static final int FIXED_LENGTH = 24;

  /**
   * Reads the checksum.
   *
   * @throws MalformedTokenException when it is none
   */
  public static GssChecksum parse(byte[] octets) throws MalformedTokenException {
    ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    if (octets.length < FIXED_LENGTH || in.getInt() != BINDINGS_LENGTH) {
      throw new MalformedTokenException("a checksum of RFC 4121 section 4.1.1 is expected");
    }
    byte[] bindings = new byte[BINDINGS_LENGTH];
    in.get(bindings);
    int flags = in.getInt();
    if ((flags & DELEG) == 0) {
      return new GssChecksum(bindings, flags, null);
    }
    // Some clients say that they delegate, and have nothing to hand over.
    return in.hasRemaining()
        ? new GssChecksum(bindings, flags, delegated(in))
        : new GssChecksum(bindings, flags & ~DELEG, null);
  }

  /** What holds for a client that says nothing: no bindings, no flags. */
  public static GssChecksum absent() {
    return new GssChecksum(new byte[BINDINGS_LENGTH], 0, null);
  }

  private static byte[] delegated(ByteBuffer in) throws MalformedTokenException {
    if (in.remaining() < 4 || in.getShort() != 1) {
      throw new MalformedTokenException("a delegation option is expected");
    }
    int length = in.getShort() & 0xFFFF;
    if (length > in.remaining()) {
      throw new MalformedTokenException("forwarded credentials of the said length are expected");
    }
    byte[] krbCred = new byte[length];
    in.get(krbCred);
    return krbCred;
  }

  /** The octets of the checksum. */
  public byte[] encode() {
    int more = krbCred == null ? 0 : 4 + krbCred.length;
    ByteBuffer out = ByteBuffer.allocate(FIXED_LENGTH + more).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(BINDINGS_LENGTH).put(bindings).putInt(flags);
    if (krbCred != null) {
      out.putShort((short) 1).putShort((short) krbCred.length).put(krbCred);
    }
    return out.array();
  }

  /** Whether all of these flags are set. */
  public boolean has(int wanted) {
    return (flags & wanted) == wanted;
  }
}
