package dev.parley.negotiate.kerberos.keytab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes keytabs for tests, good and bad ones. */
public final class TestKeytab {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int version;
  private final ByteOrder order;

  private TestKeytab(int version, ByteOrder order) {
    this.version = version;
    this.order = order;
    out.write(5);
    out.write(version);
  }

  /** Of the version that everybody writes. */
  public static TestKeytab version2() {
    return new TestKeytab(2, ByteOrder.BIG_ENDIAN);
  }

  static TestKeytab version1(ByteOrder order) {
    return new TestKeytab(1, order);
  }

  /** Adds a key. */
  public TestKeytab key(String principal, int kvno, int enctype, byte[] key) {
    return entry(principal, kvno & 0xff, enctype, key, number(4, kvno));
  }

  /** An entry with what follows the key. */
  TestKeytab entry(String principal, int kvno8, int enctype, byte[] key, byte... tail) {
    String name = principal.substring(0, principal.lastIndexOf('@'));
    String[] components = name.split("/", -1);
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    entry.writeBytes(number(2, components.length + (version == 1 ? 1 : 0)));
    counted(entry, principal.substring(name.length() + 1));
    for (String component : components) {
      counted(entry, component);
    }
    if (version == 2) {
      entry.writeBytes(number(4, 1));
    }
    entry.writeBytes(number(4, 1_700_000_000));
    entry.write(kvno8);
    entry.writeBytes(number(2, enctype));
    entry.writeBytes(number(2, key.length));
    entry.writeBytes(key);
    entry.writeBytes(tail);
    return length(entry.size()).octets(entry.toByteArray());
  }

  /** A hole, as removed entries leave them. */
  TestKeytab hole(int length) {
    return length(-length).octets(new byte[length]);
  }

  TestKeytab length(int length) {
    return octets(number(4, length));
  }

  TestKeytab octets(byte... octets) {
    out.writeBytes(octets);
    return this;
  }

  private void counted(ByteArrayOutputStream entry, String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    entry.writeBytes(number(2, octets.length));
    entry.writeBytes(octets);
  }

  private byte[] number(int size, int value) {
    ByteBuffer buffer = ByteBuffer.allocate(size).order(order);
    return (size == 2 ? buffer.putShort((short) value) : buffer.putInt(value)).array();
  }

  /** The file so far. */
  public byte[] toByteArray() {
    return out.toByteArray();
  }

  /** Writes the file. */
  public java.nio.file.Path writeTo(java.nio.file.Path path) throws IOException {
    return java.nio.file.Files.write(path, toByteArray());
  }
}
