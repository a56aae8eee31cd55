package dev.parley.negotiate.kerberos.pac;

import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes PACs for tests: from buffers, signed with a service's key. */
public final class TestPac {
  private record Buffer(int type, byte[] content) {}

  private final List<Buffer> buffers = new ArrayList<>();

  /** Adds a buffer. */
  public TestPac with(int type, byte[] content) {
    buffers.add(new Buffer(type, content.clone()));
    return this;
  }

  /** PAC_CLIENT_INFO. */
  public TestPac client(Instant authTime, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_16LE);
    return with(
        10,
        little(10 + text.length)
            .putLong((authTime.getEpochSecond() + 11_644_473_600L) * 10_000_000L)
            .putShort((short) text.length)
            .put(text)
            .array());
  }

  /** Both signature buffers, still without values. */
  public TestPac unsigned(int serverType, int length) {
    with(6, little(4 + length).putInt(serverType).array());
    return with(7, little(20).putInt(-138).array());
  }

  /** The PAC with the signature of this key; the one of the KDC is of zeros. */
  public byte[] signed(KerberosKey key) {
    unsigned(key.enctype().checksumType(), key.enctype().checksumLength());
    byte[] pac = build();
    byte[] signature = key.checksum(17, pac);
    System.arraycopy(signature, 0, pac, offset(pac, 6) + 4, signature.length);
    return pac;
  }

  /** The PAC as it is. */
  public byte[] build() {
    int offset = 8 + 16 * buffers.size();
    ByteArrayOutputStream contents = new ByteArrayOutputStream();
    ByteBuffer header = little(offset).putInt(buffers.size()).putInt(0);
    for (Buffer each : buffers) {
      header.putInt(each.type()).putInt(each.content().length).putLong(offset + contents.size());
      contents.writeBytes(each.content());
      contents.writeBytes(new byte[-contents.size() & 7]);
    }
    return little(offset + contents.size()).put(header.array()).put(contents.toByteArray()).array();
  }

  static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where a buffer of a PAC lies. */
  static int offset(byte[] pac, int type) {
    ByteBuffer in = ByteBuffer.wrap(pac).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < in.getInt(0); i++) {
      if (in.getInt(8 + 16 * i) == type) {
        return (int) in.getLong(16 + 16 * i);
      }
    }
    throw new AssertionError("no buffer of type " + type);
  }

  /** The content of a buffer of a PAC. */
  static byte[] content(byte[] pac, int type) {
    ByteBuffer in = ByteBuffer.wrap(pac).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < in.getInt(0); i++) {
      if (in.getInt(8 + 16 * i) == type) {
        byte[] content = new byte[in.getInt(12 + 16 * i)];
        in.get((int) in.getLong(16 + 16 * i), content);
        return content;
      }
    }
    throw new AssertionError("no buffer of type " + type);
  }
}
