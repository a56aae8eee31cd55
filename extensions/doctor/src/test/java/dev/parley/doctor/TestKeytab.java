package dev.parley.doctor;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes keytabs of version 2. */
final class TestKeytab {
  static final int AES256 = 18;
  static final int RC4 = 23;

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(octets);

  TestKeytab() throws IOException {
    out.writeShort(0x0502);
  }

  TestKeytab key(String principal, int kvno, int enctype) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    DataOutputStream entry = new DataOutputStream(content);
    int at = principal.lastIndexOf('@');
    String[] components = principal.substring(0, at).split("/", -1);
    entry.writeShort(components.length);
    text(entry, principal.substring(at + 1));
    for (String each : components) {
      text(entry, each);
    }
    entry.writeInt(1);
    entry.writeInt(1_700_000_000);
    entry.writeByte(kvno);
    entry.writeShort(enctype);
    int length = enctype == RC4 ? 16 : 32;
    entry.writeShort(length);
    entry.write(new byte[length]);
    entry.writeInt(kvno);
    out.writeInt(content.size());
    content.writeTo(out);
    return this;
  }

  private static void text(DataOutputStream entry, String text) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    entry.writeShort(octets.length);
    entry.write(octets);
  }

  byte[] toOctets() {
    return octets.toByteArray();
  }

  /** Writes a file that only its owner can read. */
  Path write(Path file) throws IOException {
    Files.write(file, toOctets());
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
