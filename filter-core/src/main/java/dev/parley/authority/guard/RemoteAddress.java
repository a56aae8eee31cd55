package dev.parley.authority.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The part of a client's address that throttles count by: an IPv4 address, also when it is mapped
 * into IPv6 or translated by the prefix 64:ff9b::/96 (RFC 6052), or the /64 of an IPv6 address,
 * since one subscriber has a whole /64. However an address is written, it is one. Names are never
 * looked up.
 */
public final class RemoteAddress {
  private static final byte[] TRANSLATED = {
    0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0
  };

  private RemoteAddress() {}

  /**
   * The part by which clients count.
   *
   * @param address a literal address; anything else is returned as it is
   */
  public static String network(String address) {
    String text = address.strip();
    if (text.indexOf(':') < 0) {
      return isWrittenWithZeros(text) ? network(text, address) : text;
    }
    if (text.startsWith("[") && text.endsWith("]")) {
      text = text.substring(1, text.length() - 1);
    }
    int zone = text.indexOf('%');
    text = zone < 0 ? text : text.substring(0, zone);
    // In brackets it can only be a literal.
    return network("[" + text + "]", address);
  }

  private static String network(String literal, String otherwise) {
    try {
      InetAddress parsed = InetAddress.getByName(literal);
      return parsed instanceof Inet6Address
          ? network(parsed.getAddress())
          : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return otherwise;
    }
  }

  private static String network(byte[] octets) {
    int translated = TRANSLATED.length;
    if (Arrays.mismatch(octets, 0, translated, TRANSLATED, 0, translated) >= 0) {
      return HexFormat.of().formatHex(octets, 0, 8) + "/64";
    }
    StringBuilder address = new StringBuilder();
    for (int i = translated; i < octets.length; i++) {
      address.append(i == translated ? "" : ".").append(octets[i] & 0xFF);
    }
    return address.toString();
  }

  /** Whether it is of the form 192.000.002.001. */
  private static boolean isWrittenWithZeros(String text) {
    boolean zeros = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
      boolean first = i == 0 || text.charAt(i - 1) == '.';
      zeros |= c == '0' && first && i + 1 < text.length() && text.charAt(i + 1) != '.';
    }
    return zeros;
  }
}
