package dev.parley.negotiate.ntlm.message;

import dev.parley.http.MalformedTokenException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of AV pairs, MS-NLMP section 2.2.2.1: AvId and AvLen in 16 bits each, then the value; any
 * order, any alignment, ended by the pair EOL. What follows that is ignored. A pair that comes
 * twice is refused: whoever stands between client and server could add one that the client's own
 * then follows. Immutable.
 */
public final class AvPairs {
  private static final int MAXIMUM_PAIRS = 64;
  private static final int LONGEST_TARGET_NAME = 1024;

  private final Map<Integer, byte[]> values;

  private AvPairs(Map<Integer, byte[]> values) {
    this.values = values;
  }

  /**
   * Reads a list.
   *
   * @param octets starting with the first pair
   */
  public static AvPairs parse(byte[] octets) throws MalformedTokenException {
    ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, byte[]> values = new LinkedHashMap<>();
    while (in.remaining() >= 4) {
      int id = Short.toUnsignedInt(in.getShort());
      int length = Short.toUnsignedInt(in.getShort());
      if (length > in.remaining()) {
        throw new MalformedTokenException("AV pair " + id + " is longer than what is left");
      }
      if (id == AvId.EOL.id()) {
        return new AvPairs(values);
      }
      byte[] value = new byte[length];
      in.get(value);
      checkLength(id, length);
      if (values.size() == MAXIMUM_PAIRS || values.put(id, value) != null) {
        throw new MalformedTokenException(
            "at most " + MAXIMUM_PAIRS + " AV pairs are expected, none twice");
      }
    }
    throw new MalformedTokenException("the AV pairs end with EOL");
  }

  private static void checkLength(int id, int length) throws MalformedTokenException {
    int expected =
        id == AvId.FLAGS.id()
            ? 4
            : id == AvId.TIMESTAMP.id() ? 8 : id == AvId.CHANNEL_BINDINGS.id() ? 16 : length;
    if (length != expected) {
      throw new MalformedTokenException("AV pair " + id + " has " + expected + " octets");
    }
  }

  /** The value of a pair, or null when it is not there. */
  public byte @Nullable [] value(AvId id) {
    byte[] value = values.get(id.id());
    return value == null ? null : value.clone();
  }

  /** MsvAvFlags; 0 when it is not there. */
  public int flags() {
    byte[] value = values.get(AvId.FLAGS.id());
    return value == null ? 0 : ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  /** MsvAvTargetName; null when it is not there. */
  public @Nullable String targetName() throws MalformedTokenException {
    byte[] value = values.get(AvId.TARGET_NAME.id());
    return value == null
        ? null
        : Text.read("the target name", value, StandardCharsets.UTF_16LE, LONGEST_TARGET_NAME);
  }

  /**
   * Whether this is what a client makes of the pairs that a server sent: all of them unchanged, and
   * beside them none that only a server may add (section 3.1.5.1.2).
   */
  public boolean answers(AvPairs sent) {
    for (Map.Entry<Integer, byte[]> each : sent.values.entrySet()) {
      byte[] value = values.get(each.getKey());
      if (value == null || !MessageDigest.isEqual(value, each.getValue())) {
        return false;
      }
    }
    for (Integer id : values.keySet()) {
      boolean servers = id < AvId.FLAGS.id() || id == AvId.TIMESTAMP.id();
      if (servers && !sent.values.containsKey(id)) {
        return false;
      }
    }
    return true;
  }

  byte[] octets() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    values.forEach((id, value) -> write(out, id, value));
    write(out, AvId.EOL.id(), new byte[0]);
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, int id, byte[] value) {
    out.write(id);
    out.write(id >> 8);
    out.write(value.length);
    out.write(value.length >> 8);
    out.writeBytes(value);
  }

  /** Collects what a server sends. Not thread-safe. */
  static final class Builder {
    private final Map<Integer, byte[]> values = new LinkedHashMap<>();

    /** A name; left out when it is empty. */
    Builder name(AvId id, String name) {
      if (!name.isEmpty()) {
        values.put(id.id(), name.getBytes(StandardCharsets.UTF_16LE));
      }
      return this;
    }

    Builder timestamp(long fileTime) {
      values.put(
          AvId.TIMESTAMP.id(),
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(fileTime).array());
      return this;
    }

    AvPairs build() {
      return new AvPairs(values);
    }
  }
}
