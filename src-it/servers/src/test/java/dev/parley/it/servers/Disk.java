package dev.parley.it.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.it.support.Digest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A folder with a users file and a keytab that appears as a disk does that is mounted. */
final class Disk {
  static final String ADMIN = "alice";
  static final String USER = "bob";
  static final String PASSWORD = "wonderland";

  /** MD4 of the password in UTF-16LE. */
  static final String NT_HASH = "3e057cd123205aa168af5f121716b335";

  private static final int KEYTAB_VERSION = 0x502;
  private static final int NT_PRINCIPAL = 1;
  private static final int AES256 = 18;

  private Disk() {}

  /** Mounts it: all files are there at once, for the owner alone. */
  static void mount(Path folder) throws IOException {
    Path beside = Files.createTempDirectory(folder.getParent(), "mounting-");
    Files.writeString(beside.resolve("users.json"), users());
    Files.write(beside.resolve("http.keytab"), keytab());
    for (String each : List.of("users.json", "http.keytab")) {
      Files.setPosixFilePermissions(
          beside.resolve(each), PosixFilePermissions.fromString("rw-------"));
    }
    Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String users() {
    return "{\"format\": \"parley-users\", \"version\": 1, \"users\": [%s, %s]}"
        .formatted(user(ADMIN, "\"admin\""), user(USER, ""));
  }

  private static String user(String name, String roles) {
    return "{\"name\": \"%s\", \"roles\": [%s], \"ntHash\": \"%s\", \"keys\": [%s, %s, %s]}"
        .formatted(
            name, roles, NT_HASH, key(name, "SHA-256"), key(name, "MD5"), key(name, "SHA-512-256"));
  }

  private static String key(String name, String algorithm) {
    return "{\"realm\": \"Example\", \"algorithm\": \"%s\", \"ha1\": \"%s\"}"
        .formatted(algorithm, Digest.h(algorithm, name + ":Example:" + PASSWORD));
  }

  /** One AES key of HTTP/localhost@EXAMPLE.TEST, in MIT's format. */
  private static byte[] keytab() throws IOException {
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(entry);
    out.writeShort(2);
    for (String each : List.of("EXAMPLE.TEST", "HTTP", "localhost")) {
      counted(out, each);
    }
    out.writeInt(NT_PRINCIPAL);
    out.writeInt(0);
    out.writeByte(1);
    out.writeShort(AES256);
    counted(out, "0123456789abcdef0123456789abcdef");
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    DataOutputStream file = new DataOutputStream(whole);
    file.writeShort(KEYTAB_VERSION);
    file.writeInt(entry.size());
    entry.writeTo(file);
    return whole.toByteArray();
  }

  private static void counted(DataOutputStream out, String text) throws IOException {
    out.writeShort(text.length());
    out.write(text.getBytes(US_ASCII));
  }
}
