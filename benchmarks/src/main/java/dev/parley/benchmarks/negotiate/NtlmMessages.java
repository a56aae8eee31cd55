package dev.parley.benchmarks.negotiate;

import dev.parley.benchmarks.Fixture;
import dev.parley.negotiate.ntlm.calculation.Ntlmv2;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.MD4Digest;

/** What a browser sends: NTLMv2 with a MIC, without protection of messages. */
public final class NtlmMessages {
  private static final int FLAGS = 0xA208_8205;
  private static final int HEADER = 88;
  private static final int MIC = 72;
  private static final int TIMESTAMP = 7;

  private NtlmMessages() {}

  /** MD4 of the password in UTF-16LE (MS-NLMP section 3.3.2). */
  public static byte[] ntHash(String password) {
    MD4Digest md4 = new MD4Digest();
    byte[] octets = password.getBytes(StandardCharsets.UTF_16LE);
    md4.update(octets, 0, octets.length);
    byte[] hash = new byte[md4.getDigestSize()];
    md4.doFinal(hash, 0);
    return hash;
  }

  /** The first message, 40 octets. */
  public static byte[] negotiate() {
    return start(1, 40).putInt(FLAGS).array();
  }

  /** The last message. */
  public static byte[] authenticate(String user, byte[] ntHash, byte[] challenge) {
    ByteBuffer in = ByteBuffer.wrap(challenge).order(ByteOrder.LITTLE_ENDIAN);
    byte[] serverChallenge = Arrays.copyOfRange(challenge, 24, 32);
    int length = in.getShort(40);
    byte[] pairs = new byte[length];
    in.get(in.getInt(44), pairs);
    byte[] temp = temp(Arrays.copyOf(pairs, length - 4));
    byte[] key = Ntlmv2.ntowfv2(ntHash, user, Fixture.NTLM_DOMAIN);
    byte[] proof = Ntlmv2.ntProofStr(key, serverChallenge, temp);
    byte[] domain = Fixture.NTLM_DOMAIN.getBytes(StandardCharsets.UTF_16LE);
    byte[] name = user.getBytes(StandardCharsets.UTF_16LE);
    int names = domain.length + name.length;
    int responseLength = proof.length + temp.length;
    byte[] message =
        start(3, HEADER + names + responseLength)
            .putInt(20, responseLength | responseLength << 16)
            .putInt(24, HEADER + names)
            .putInt(28, domain.length | domain.length << 16)
            .putInt(32, HEADER)
            .putInt(36, name.length | name.length << 16)
            .putInt(40, HEADER + domain.length)
            .putInt(60, in.getInt(20))
            .put(HEADER, domain)
            .put(HEADER + domain.length, name)
            .put(HEADER + names, proof)
            .put(HEADER + names + proof.length, temp)
            .array();
    byte[] mic = Ntlmv2.mic(Ntlmv2.sessionBaseKey(key, proof), negotiate(), challenge, message);
    System.arraycopy(mic, 0, message, MIC, mic.length);
    return message;
  }

  /** The server's time, a client challenge, the server's pairs, MsvAvFlags. */
  private static byte[] temp(byte[] pairs) {
    return ByteBuffer.allocate(28 + pairs.length + 8 + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(0x0101)
        .put(timestamp(pairs))
        .putLong(0x0123456789ABCDEFL)
        .putInt(0)
        .put(pairs)
        .putShort((short) 6)
        .putShort((short) 4)
        .putInt(2)
        .array();
  }

  private static byte[] timestamp(byte[] pairs) {
    ByteBuffer in = ByteBuffer.wrap(pairs).order(ByteOrder.LITTLE_ENDIAN);
    while (in.remaining() >= 4) {
      int id = in.getShort();
      byte[] value = new byte[in.getShort()];
      in.get(value);
      if (id == TIMESTAMP) {
        return value;
      }
    }
    throw new IllegalArgumentException("the challenge has no time");
  }

  private static ByteBuffer start(int type, int length) {
    return ByteBuffer.allocate(length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII))
        .putInt(type);
  }
}
