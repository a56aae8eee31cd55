package dev.parley.benchmarks.negotiate;

import dev.parley.negotiate.ntlm.calculation.Ntlmv2;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a browser sends: NTLMv2 with a MIC, without protection of messages. */
final class NtlmMessages {
  private static final int FLAGS = 0xA208_8205;
  private static final int HEADER = 88;
  private static final int MIC = 72;

  private NtlmMessages() {}

  /** The first message, 40 octets. */
  static byte[] negotiate() {
    return start(1, 40).putInt(FLAGS).array();
  }

  /** The last message. */
  static byte[] authenticate(String user, byte[] ntHash, byte[] challenge) {
    ByteBuffer in = ByteBuffer.wrap(challenge).order(ByteOrder.LITTLE_ENDIAN);
    byte[] serverChallenge = Arrays.copyOfRange(challenge, 24, 32);
    int length = in.getShort(40);
    byte[] pairs = new byte[length];
    in.get(in.getInt(44), pairs);
    byte[] temp = temp(Arrays.copyOf(pairs, length - 4));
    byte[] key = Ntlmv2.ntowfv2(ntHash, user, "");
    byte[] proof = Ntlmv2.ntProofStr(key, serverChallenge, temp);
    byte[] name = user.getBytes(StandardCharsets.UTF_16LE);
    int responseLength = proof.length + temp.length;
    byte[] message =
        start(3, HEADER + name.length + responseLength)
            .putInt(20, responseLength | responseLength << 16)
            .putInt(24, HEADER + name.length)
            .putInt(36, name.length | name.length << 16)
            .putInt(40, HEADER)
            .putInt(60, in.getInt(20))
            .put(HEADER, name)
            .put(HEADER + name.length, proof)
            .put(HEADER + name.length + proof.length, temp)
            .array();
    byte[] mic = Ntlmv2.mic(Ntlmv2.sessionBaseKey(key, proof), negotiate(), challenge, message);
    System.arraycopy(mic, 0, message, MIC, mic.length);
    return message;
  }

  /** The server's time, which is its last AV pair, a client challenge, the pairs, MsvAvFlags. */
  private static byte[] temp(byte[] pairs) {
    return ByteBuffer.allocate(28 + pairs.length + 8 + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(0x0101)
        .put(pairs, pairs.length - 8, 8)
        .putLong(0x0123456789ABCDEFL)
        .putInt(0)
        .put(pairs)
        .putShort((short) 6)
        .putShort((short) 4)
        .putInt(2)
        .array();
  }

  private static ByteBuffer start(int type, int length) {
    return ByteBuffer.allocate(length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII))
        .putInt(type);
  }
}
