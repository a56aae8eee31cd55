package dev.parley.negotiate.kerberos.keytab;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The content of a keytab in the format of MIT krb5, versions 0x0501 and 0x0502:
 *
 * <pre>{@code
 * keytab    = 5 version *( length entry )    length: 32 bits; negative for a hole; 0 ends the file
 * entry     = components realm *component [nametype] timestamp kvno8 enctype key [kvno32] [flags]
 * realm, component, key = 16 bits of length, octets
 * }</pre>
 *
 * Version 1 has the writer's byte order, counts the realm as a component and has no name type.
 *
 * @param keys in the order of the file, without those of unsupported types
 * @param unsupported the encryption types that were passed over, for diagnosis
 */
record KeytabFile(List<ServiceKey> keys, Collection<String> unsupported) {
  private static final int MOST_COMPONENTS = 32;

  KeytabFile {
    keys = List.copyOf(keys);
    unsupported = List.copyOf(unsupported);
  }

  /**
   * Reads a keytab.
   *
   * @param content remains the caller's to wipe
   * @throws MalformedTokenException when it is no whole keytab
   */
  static KeytabFile parse(byte[] content) throws MalformedTokenException {
    if (content.length < 2 || content[0] != 5) {
      throw new MalformedTokenException("the file is no keytab");
    }
    return switch (content[1]) {
      case 1 -> parseVersion1(content);
      case 2 -> new Reader(content, ByteOrder.BIG_ENDIAN, 2).file();
      default -> throw new MalformedTokenException("the keytab is of another version than 1 and 2");
    };
  }

  private static KeytabFile parseVersion1(byte[] content) throws MalformedTokenException {
    try {
      return new Reader(content, ByteOrder.LITTLE_ENDIAN, 1).file();
    } catch (MalformedTokenException e) {
      return new Reader(content, ByteOrder.BIG_ENDIAN, 1).file();
    }
  }

  /** Wipes the keys. */
  void destroy() {
    keys.forEach(each -> each.key().destroy());
  }

  /** Reads front to back; every length is compared with what there is before it is used. */
  private static final class Reader {
    private final ByteBuffer in;
    private final int version;
    private final List<ServiceKey> keys = new ArrayList<>();
    private final Collection<String> unsupported = new TreeSet<>();

    Reader(byte[] content, ByteOrder order, int version) {
      this.in = ByteBuffer.wrap(content).order(order).position(2);
      this.version = version;
    }

    KeytabFile file() throws MalformedTokenException {
      boolean whole = false;
      try {
        entries();
        whole = true;
        return new KeytabFile(keys, unsupported);
      } finally {
        if (!whole) {
          keys.forEach(each -> each.key().destroy());
        }
      }
    }

    private void entries() throws MalformedTokenException {
      int end = in.limit();
      while (in.hasRemaining()) {
        need(4);
        int length = in.getInt();
        if (length == 0) {
          return;
        }
        // Math.abs of the smallest number is negative, and so refused.
        int size = Math.abs(length);
        need(size);
        int next = in.position() + size;
        if (length > 0) {
          in.limit(next);
          entry();
          in.limit(end);
        }
        in.position(next);
      }
    }

    private void entry() throws MalformedTokenException {
      int count = uint16() - (version == 1 ? 1 : 0);
      if (count < 1 || count > MOST_COMPONENTS) {
        throw new MalformedTokenException("a principal of 1 to 32 components is expected");
      }
      String realm = text();
      List<String> components = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        components.add(text());
      }
      need(version == 1 ? 5 : 9);
      in.position(in.position() + (version == 1 ? 4 : 8)); // name type, timestamp
      int kvno = in.get() & 0xff;
      int enctype = (short) uint16();
      byte[] octets = octets();
      try {
        if (in.remaining() >= 4) {
          int wide = in.getInt();
          kvno = wide == 0 ? kvno : wide;
        }
        add(components, realm, kvno, enctype, octets);
      } finally {
        Arrays.fill(octets, (byte) 0);
      }
    }

    private void add(List<String> components, String realm, int kvno, int enctype, byte[] octets)
        throws MalformedTokenException {
      Optional<Enctype> known = Enctype.ofNumber(enctype);
      if (known.isEmpty()) {
        unsupported.add(Enctype.describe(enctype));
        return;
      }
      if (octets.length != known.get().keyLength()) {
        throw new MalformedTokenException("a key has not the length of its encryption type");
      }
      KerberosKey key = KerberosKey.lasting(known.get(), octets);
      keys.add(new ServiceKey(components, realm, kvno, key));
    }

    private String text() throws MalformedTokenException {
      return new String(octets(), StandardCharsets.UTF_8);
    }

    private byte[] octets() throws MalformedTokenException {
      int length = uint16();
      need(length);
      byte[] octets = new byte[length];
      in.get(octets);
      return octets;
    }

    private int uint16() throws MalformedTokenException {
      need(2);
      return in.getShort() & 0xffff;
    }

    private void need(int octets) throws MalformedTokenException {
      if (octets < 0 || octets > in.remaining()) {
        throw new MalformedTokenException("the keytab ends within an entry: half-written?");
      }
    }
  }
}
