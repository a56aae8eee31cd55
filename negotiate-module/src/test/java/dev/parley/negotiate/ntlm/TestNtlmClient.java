package dev.parley.negotiate.ntlm;

import dev.parley.negotiate.ntlm.calculation.Direction;
import dev.parley.negotiate.ntlm.calculation.MessageStream;
import dev.parley.negotiate.ntlm.calculation.Ntlmv1;
import dev.parley.negotiate.ntlm.calculation.Ntlmv2;
import dev.parley.negotiate.ntlm.message.NegotiateFlag;
import dev.parley.negotiate.ntlm.message.NegotiateFlags;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * An NTLM client for tests, which writes its messages by itself and can do much that is wrong. One
 * handshake each; not thread-safe.
 */
public final class TestNtlmClient {
  /** How it answers. */
  public enum Answer {
    /** NTLMv2. */
    NTLMV2,
    /** An LMv2 response and no NT response. */
    LMV2_ONLY,
    /** NTLMv1. */
    NTLMV1,
    /** NTLMv1 with a client challenge. */
    NTLMV1_ESS,
    /** No account. */
    ANONYMOUS
  }

  /** What browsers ask for: no protection of messages. */
  public static final int BROWSER_FLAGS = 0xA208_8207;

  /** What clients ask for that protect messages. */
  public static final int PROTECTING_FLAGS = 0xE208_8237;

  private final String user;
  private final String domain;
  private final String password;
  private final RandomGenerator random = new Random(4711);
  private Answer answer = Answer.NTLMV2;
  private int flags = BROWSER_FLAGS;
  private int keptFlags = -1;
  private int negotiateLength = 40;
  private boolean micBit = true;
  private boolean mic = true;
  private int header = 88;
  private String keyDomain;
  private byte[] bindings;
  private String targetName;
  private Integer avFlags;
  private Long time;
  private UnaryOperator<byte[]> targetInfo = info -> info;

  private byte[] negotiate = new byte[0];
  private byte[] exportedSessionKey = new byte[16];
  private NegotiateFlags finalFlags = new NegotiateFlags(0);

  /** A client with a password. */
  public TestNtlmClient(String domain, String user, String password) {
    this.domain = domain;
    this.user = user;
    this.password = password;
    this.keyDomain = domain;
  }

  /** How it answers. */
  public TestNtlmClient answering(Answer how) {
    this.answer = how;
    return this;
  }

  /** The flags of its first message. */
  public TestNtlmClient asking(int asked) {
    this.flags = asked;
    return this;
  }

  /** Flags that it drops in the last message. */
  public TestNtlmClient dropping(int dropped) {
    this.keptFlags = ~dropped;
    return this;
  }

  /** The length of its first message. */
  public TestNtlmClient negotiateLength(int octets) {
    this.negotiateLength = octets;
    return this;
  }

  /** Knows no MIC, as curl: neither the bit nor the field. */
  public TestNtlmClient withoutMic() {
    this.micBit = false;
    this.mic = false;
    this.header = 64;
    return this;
  }

  /** Says that there is a MIC, and leaves it out, or leaves zeros in its place. */
  public TestNtlmClient droppingMic(int headerLength) {
    this.mic = false;
    this.header = headerLength;
    return this;
  }

  /** MsvAvFlags as they are given, whatever they should be; null leaves them out. */
  public TestNtlmClient avFlags(Integer value) {
    this.avFlags = value;
    this.micBit = false;
    return this;
  }

  /** MsvAvChannelBindings. */
  public TestNtlmClient bindings(byte[] md5) {
    this.bindings = md5;
    return this;
  }

  /** MsvAvTargetName. */
  public TestNtlmClient targetName(String spn) {
    this.targetName = spn;
    return this;
  }

  /** Computes its key with another domain than it sends. */
  public TestNtlmClient keyDomain(String other) {
    this.keyDomain = other;
    return this;
  }

  /** The time of its response instead of the server's. */
  public TestNtlmClient time(long fileTime) {
    this.time = fileTime;
    return this;
  }

  /** Changes the server's AV pairs, without EOL, before it adds its own. */
  public TestNtlmClient targetInfo(UnaryOperator<byte[]> change) {
    this.targetInfo = change;
    return this;
  }

  /** The first message. */
  public byte[] negotiate() {
    negotiate =
        Arrays.copyOf(
            ByteBuffer.allocate(Math.max(16, negotiateLength))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII))
                .putInt(1)
                .putInt(flags)
                .array(),
            negotiateLength);
    return negotiate.clone();
  }

  /** The last message. */
  public byte[] authenticate(byte[] challenge) {
    ByteBuffer in = ByteBuffer.wrap(challenge).order(ByteOrder.LITTLE_ENDIAN);
    finalFlags = new NegotiateFlags(in.getInt(20) & keptFlags);
    byte[] serverChallenge = Arrays.copyOfRange(challenge, 24, 32);
    byte[] info = new byte[in.getShort(40)];
    in.get(in.getInt(44), info);
    byte[] clientChallenge = new byte[8];
    random.nextBytes(clientChallenge);
    byte[] ntHash = Ntlmv1.ntHash(password);
    byte[] key = Ntlmv2.ntowfv2(ntHash, user, keyDomain);
    byte[] lm = new byte[24];
    byte[] nt = new byte[0];
    byte[] base = new byte[16];
    switch (answer) {
      case NTLMV2 -> {
        byte[] temp = temp(clientChallenge, Arrays.copyOf(info, info.length - 4));
        byte[] proof = Ntlmv2.ntProofStr(key, serverChallenge, temp);
        nt = concat(proof, temp);
        base = Ntlmv2.sessionBaseKey(key, proof);
      }
      case LMV2_ONLY ->
          lm = concat(Ntlmv2.ntProofStr(key, serverChallenge, clientChallenge), clientChallenge);
      case NTLMV1 -> nt = Ntlmv1.response(ntHash, serverChallenge);
      case NTLMV1_ESS -> {
        lm = Arrays.copyOf(clientChallenge, 24);
        nt = Ntlmv1.responseWithClientChallenge(ntHash, serverChallenge, clientChallenge);
      }
      case ANONYMOUS -> lm = new byte[1];
    }
    byte[] encryptedKey = exchangeKey(base);
    byte[] message = message(lm, nt, encryptedKey);
    if (mic) {
      byte[] sum = Ntlmv2.mic(exportedSessionKey, negotiate, challenge, message);
      System.arraycopy(sum, 0, message, 72, 16);
    }
    return message;
  }

  private byte[] exchangeKey(byte[] base) {
    boolean protects = finalFlags.has(NegotiateFlag.SIGN) || finalFlags.has(NegotiateFlag.SEAL);
    if (!finalFlags.has(NegotiateFlag.KEY_EXCH) || !protects) {
      exportedSessionKey = base;
      return new byte[0];
    }
    random.nextBytes(exportedSessionKey);
    return Ntlmv2.exportedSessionKey(base, exportedSessionKey);
  }

  private byte[] temp(byte[] clientChallenge, byte[] serversPairs) {
    byte[] pairs = targetInfo.apply(serversPairs);
    ByteArrayOutputStream mine = new ByteArrayOutputStream();
    Integer value = micBit ? Integer.valueOf(2) : avFlags;
    if (value != null) {
      mine.writeBytes(pair(6, le(4, value)));
    }
    if (targetName != null) {
      mine.writeBytes(pair(9, targetName.getBytes(StandardCharsets.UTF_16LE)));
    }
    if (bindings != null) {
      mine.writeBytes(pair(10, bindings));
    }
    return concat(
        new byte[] {1, 1, 0, 0, 0, 0, 0, 0},
        le(8, time == null ? timestamp(serversPairs) : time),
        clientChallenge,
        new byte[4],
        pairs,
        mine.toByteArray(),
        new byte[8]);
  }

  private static long timestamp(byte[] pairs) {
    ByteBuffer in = ByteBuffer.wrap(pairs).order(ByteOrder.LITTLE_ENDIAN);
    while (in.remaining() >= 4) {
      int id = in.getShort();
      int length = in.getShort();
      if (id == 7) {
        return in.getLong();
      }
      in.position(in.position() + length);
    }
    throw new IllegalArgumentException("the server sent no time");
  }

  /** An AV pair. */
  public static byte[] pair(int id, byte[] value) {
    return concat(le(2, id), le(2, value.length), value);
  }

  private static byte[] le(int octets, long value) {
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    return Arrays.copyOf(all, octets);
  }

  /** Joins octets. */
  public static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] each : parts) {
      all.writeBytes(each);
    }
    return all.toByteArray();
  }

  private byte[] message(byte[] lm, byte[] nt, byte[] encryptedKey) {
    Charset charset =
        finalFlags.has(NegotiateFlag.UNICODE)
            ? StandardCharsets.UTF_16LE
            : StandardCharsets.ISO_8859_1;
    boolean anonymous = answer == Answer.ANONYMOUS;
    byte[][] fields = {
      lm,
      nt,
      (anonymous ? "" : domain).getBytes(charset),
      (anonymous ? "" : user).getBytes(charset),
      "WKSTA".getBytes(charset),
      encryptedKey
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("NTLMSSP\0".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(le(4, 3));
    int offset = header;
    for (byte[] each : fields) {
      out.writeBytes(concat(le(2, each.length), le(2, each.length), le(4, offset)));
      offset += each.length;
    }
    out.writeBytes(le(4, finalFlags.bits()));
    out.writeBytes(new byte[header - 64]);
    for (byte[] each : fields) {
      out.writeBytes(each);
    }
    return out.toByteArray();
  }

  /** The messages to the server. */
  public MessageStream toServer() {
    return new MessageStream(Direction.CLIENT_TO_SERVER, exportedSessionKey, finalFlags);
  }

  /** The messages from the server. */
  public MessageStream fromServer() {
    return new MessageStream(Direction.SERVER_TO_CLIENT, exportedSessionKey, finalFlags);
  }
}
