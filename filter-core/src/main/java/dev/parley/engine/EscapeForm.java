package dev.parley.engine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Percent-encoding (RFC 3986 section 2.1) as software may read it. */
final class EscapeForm {
  private EscapeForm() {}

  /**
   * The text decoded once. Octets that are no ASCII are read as UTF-8 and as ISO 8859-1; escapes
   * that are none stay as they are.
   */
  static List<String> decode(String text) {
    byte[] octets = octets(text);
    String latin1 = new String(octets, StandardCharsets.ISO_8859_1);
    if (latin1.chars().allMatch(c -> c < 0x80)) {
      return List.of(latin1);
    }
    return utf8(octets)
        .map(utf8 -> List.of(utf8, latin1))
        .orElseGet(() -> List.of(latin1, new String(octets, StandardCharsets.UTF_8)));
  }

  /**
   * The text decoded once by a charset that the client has named: some frameworks do so, and by
   * EBCDIC no octet means what it means in ASCII. Characters that are not escaped stay as they are.
   */
  static String decode(String text, Charset charset) {
    StringBuilder out = new StringBuilder(text.length());
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    byte[] from = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < text.length(); i++) {
      int octet = text.charAt(i) == '%' ? octet(from, i) : -1;
      if (octet >= 0) {
        run.write(octet);
        i += 2;
      } else {
        out.append(run.toString(charset)).append(text.charAt(i));
        run.reset();
      }
    }
    return out.append(run.toString(charset)).toString();
  }

  /**
   * The text decoded once; or read as UTF-8 what was read as ISO 8859-1. The text itself where an
   * escape stands for a character that divides paths, since readers differ about those.
   */
  static String withoutNeedlessEscapes(String text) {
    if (text.indexOf('%') >= 0) {
      String decoded = decode(text).get(0);
      return dividers(decoded) == dividers(text) ? decoded : text;
    }
    boolean octetsOnly = text.chars().allMatch(c -> c < 0x100);
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    return octetsOnly ? utf8(octets).orElse(text) : text;
  }

  private static long dividers(String text) {
    return text.chars().filter(c -> "/\\;".indexOf(c) >= 0).count();
  }

  private static Optional<String> utf8(byte[] octets) {
    try {
      ByteBuffer all = ByteBuffer.wrap(octets);
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(all).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static byte[] octets(String text) {
    byte[] from = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[from.length];
    int length = 0;
    for (int i = 0; i < from.length; i++) {
      int octet = from[i] == '%' ? octet(from, i) : -1;
      if (octet < 0) {
        out[length++] = from[i];
      } else {
        out[length++] = (byte) octet;
        i += 2;
      }
    }
    return Arrays.copyOf(out, length);
  }

  private static int octet(byte[] text, int percent) {
    if (percent + 2 >= text.length) {
      return -1;
    }
    int high = Character.digit(text[percent + 1], 16);
    int low = Character.digit(text[percent + 2], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  /**
   * Whether a percent sign begins no escape, or escapes are an overlong form of UTF-8 (RFC 3629
   * section 3), which a careless decoder takes for a dot or a slash.
   */
  static boolean isBroken(String text) {
    byte[] from = text.getBytes(StandardCharsets.UTF_8);
    int before = -1;
    for (int i = 0; i < from.length; i++) {
      int octet = from[i] & 0xFF;
      if (octet == '%') {
        octet = octet(from, i);
        if (octet < 0) {
          return true;
        }
        i += 2;
      }
      boolean continues = octet >= 0x80 && octet < 0xC0;
      boolean overlong =
          before == 0xC0
              || before == 0xC1
              || (before == 0xE0 && octet < 0xA0)
              || (before == 0xF0 && octet < 0x90);
      if (continues && overlong) {
        return true;
      }
      before = octet;
    }
    return false;
  }
}
