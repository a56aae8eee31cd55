package dev.parley.it.support;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of NTLMv2 (MS-NLMP), written for the tests and not sharing a line with Parley.
 * One object makes one handshake; what it sends can be spoiled in the ways of an attacker. It is
 * given the hash of the password, since no JDK has MD4.
 */
public final class Ntlm {
  private static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
  private static final int FLAGS = 0xe0888215;
  private static final int AV_END = 0;
  private static final int AV_FLAGS = 6;
  private static final int AV_TIME = 7;
  private static final int AV_TARGET = 9;
  private static final int AV_BINDINGS = 10;
  private static final int MIC_OFFSET = 72;
  private static final int HEAD = 88;

  private final String user;
  private final byte[] ntHash;
  private final byte[] negotiate = negotiateMessage();
  private String domain = "";
  private boolean mic = true;
  private boolean promiseMic = true;
  private byte @Nullable [] bindings;
  private @Nullable String target;

  /** A handshake of a user whose NT hash is given in hexadecimal. */
  public Ntlm(String user, String ntHash) {
    this.user = user;
    this.ntHash = HexFormat.of().parseHex(ntHash);
  }

  /** Names a domain. */
  public Ntlm domain(String name) {
    domain = name;
    return this;
  }

  /** Neither promises a MIC nor sends one, as many clients do. */
  public Ntlm withoutMic() {
    mic = false;
    promiseMic = false;
    return this;
  }

  /** Promises a MIC and leaves it out: CVE-2019-1040. */
  public Ntlm dropMic() {
    mic = false;
    return this;
  }

  /** Sends the MD5 of a gss_channel_bindings structure. */
  public Ntlm bindings(byte[] md5) {
    bindings = md5.clone();
    return this;
  }

  /** Names the service aimed at: {@code HTTP/host}. */
  public Ntlm target(String spn) {
    target = spn;
    return this;
  }

  /** The NEGOTIATE message: 32 octets, as browsers send it. */
  public byte[] negotiate() {
    return negotiate.clone();
  }

  private static byte[] negotiateMessage() {
    return little(32).put(SIGNATURE).putInt(1).putInt(FLAGS).array();
  }

  /** The AUTHENTICATE message of nobody (MS-NLMP section 3.2.5.1.2). */
  public static byte[] anonymous() {
    return new Ntlm("", "").message(new byte[1], new byte[0], new byte[0], FLAGS | 0x800);
  }

  /** The AUTHENTICATE message that answers a CHALLENGE. */
  public byte[] authenticate(byte[] challenge) throws GeneralSecurityException {
    ByteBuffer in = ByteBuffer.wrap(challenge).order(ByteOrder.LITTLE_ENDIAN);
    byte[] serverChallenge = Arrays.copyOfRange(challenge, 24, 32);
    int infoAt = in.getInt(44);
    Map<Integer, byte[]> info =
        avPairs(Arrays.copyOfRange(challenge, infoAt, infoAt + in.getShort(40)));
    boolean timed = info.containsKey(AV_TIME);
    byte[] owf = hmac(ntHash, utf16(user.toUpperCase(Locale.ROOT) + domain));
    byte[] temp = temp(info, timed);
    byte[] proof = hmac(owf, join(serverChallenge, temp));
    byte[] baseKey = hmac(owf, proof);
    byte[] exported = random(16);
    byte[] message =
        message(
            timed ? new byte[24] : lmv2(owf, serverChallenge),
            join(proof, temp),
            rc4(baseKey, exported),
            in.getInt(20) & FLAGS);
    if (mic) {
      byte[] sum = hmac(exported, join(negotiate, challenge, message));
      System.arraycopy(sum, 0, message, MIC_OFFSET, sum.length);
    }
    return message;
  }

  private byte[] temp(Map<Integer, byte[]> offered, boolean timed) {
    Map<Integer, byte[]> info = new TreeMap<>(offered);
    byte[] time = info.getOrDefault(AV_TIME, little(8).putLong(fileTime()).array());
    if (promiseMic && timed) {
      info.put(AV_FLAGS, little(4).putInt(2).array());
    }
    if (bindings != null) {
      info.put(AV_BINDINGS, bindings);
    }
    if (target != null) {
      info.put(AV_TARGET, utf16(target));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {1, 1, 0, 0, 0, 0, 0, 0});
    out.writeBytes(time);
    out.writeBytes(random(8));
    out.writeBytes(new byte[4]);
    info.forEach(
        (id, value) -> {
          out.writeBytes(
              little(4).putShort(id.shortValue()).putShort((short) value.length).array());
          out.writeBytes(value);
        });
    out.writeBytes(new byte[4]); // MsvAvEOL
    out.writeBytes(new byte[4]);
    return out.toByteArray();
  }

  private static byte[] lmv2(byte[] owf, byte[] serverChallenge) throws GeneralSecurityException {
    byte[] clientChallenge = random(8);
    return join(hmac(owf, join(serverChallenge, clientChallenge)), clientChallenge);
  }

  private byte[] message(byte[] lm, byte[] nt, byte[] key, int flags) {
    byte[][] payload = {lm, nt, utf16(domain), utf16(user), utf16("CLIENT"), key};
    byte[] octets = new byte[HEAD];
    ByteBuffer head = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    head.put(SIGNATURE).putInt(3);
    int offset = HEAD;
    for (byte[] part : payload) {
      head.putShort((short) part.length).putShort((short) part.length).putInt(offset);
      offset += part.length;
    }
    head.putInt(flags).put(new byte[] {10, 0, 0, 0, 0, 0, 0, 15});
    return join(octets, join(payload));
  }

  private static Map<Integer, byte[]> avPairs(byte[] bytes) {
    Map<Integer, byte[]> pairs = new TreeMap<>();
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int id = in.getShort(); id != AV_END; id = in.getShort()) {
      byte[] value = new byte[in.getShort()];
      in.get(value);
      pairs.put(id, value);
    }
    return pairs;
  }

  private static long fileTime() {
    return (System.currentTimeMillis() + 11_644_473_600_000L) * 10_000;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacMD5");
    mac.init(new SecretKeySpec(key, "HmacMD5"));
    return mac.doFinal(text);
  }

  private static byte[] rc4(byte[] key, byte[] text) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RC4");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "RC4"));
    return cipher.doFinal(text);
  }

  /** A header line of {@code Authorization}. */
  public static String header(String scheme, byte[] token) {
    return "Authorization: " + scheme + " " + Base64.getEncoder().encodeToString(token);
  }

  /**
   * The token after a scheme in a 401 or 200.
   *
   * @throws IllegalStateException when the answer has none
   */
  public static byte[] token(Reply reply, String scheme) {
    return reply.all("WWW-Authenticate").stream()
        .filter(each -> each.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1))
        .findFirst()
        .map(each -> Base64.getDecoder().decode(each.substring(scheme.length() + 1).strip()))
        .orElseThrow(() -> new IllegalStateException("no token of " + scheme + ": " + reply));
  }

  /** Makes the whole handshake on a connection and returns the answer to its last message. */
  public Reply logOn(RawHttp http, String method, String path, String scheme) throws Exception {
    Reply first = http.request(method, path, header(scheme, negotiate));
    return http.request(method, path, header(scheme, authenticate(token(first, scheme))));
  }
}
