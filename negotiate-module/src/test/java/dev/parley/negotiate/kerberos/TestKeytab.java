package dev.parley.negotiate.kerberos;

import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes keytab files, version 0x0502. */
public final class TestKeytab {
  private TestKeytab() {}

  /** The octets of a file with these keys. */
  public static byte[] of(List<ServiceKey> keys) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(file);
    out.writeShort(0x0502);
    for (ServiceKey each : keys) {
      byte[] entry = entry(each);
      out.writeInt(entry.length);
      out.write(entry);
    }
    return file.toByteArray();
  }

  private static byte[] entry(ServiceKey key) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(key.components().size());
    counted(out, key.realm().getBytes(StandardCharsets.UTF_8));
    for (String component : key.components()) {
      counted(out, component.getBytes(StandardCharsets.UTF_8));
    }
    out.writeInt(1);
    out.writeInt(0);
    out.writeByte(key.kvno());
    out.writeShort(key.enctype().number());
    byte[] octets = new byte[key.enctype().keyLength()];
    key.key().writeTo(octets, 0);
    counted(out, octets);
    out.writeInt(key.kvno());
    return bytes.toByteArray();
  }

  private static void counted(DataOutputStream out, byte[] octets) throws IOException {
    out.writeShort(octets.length);
    out.write(octets);
  }
}
