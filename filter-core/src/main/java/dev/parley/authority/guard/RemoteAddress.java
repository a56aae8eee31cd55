package dev.parley.authority.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The part of a client's address that throttles count by: an IPv4 address, also when it is mapped
 * into IPv6, or the /64 of an IPv6 address, since one subscriber has a whole /64. Names are never
 * looked up.
 */
public final class RemoteAddress {
  private RemoteAddress() {}

  /**
   * The part by which clients count.
   *
   * @param address a literal address; anything else is returned as it is
   */
  public static String network(String address) {
    String text = address.strip();
    if (text.indexOf(':') < 0) {
      return text;
    }
    if (text.startsWith("[") && text.endsWith("]")) {
      text = text.substring(1, text.length() - 1);
    }
    int zone = text.indexOf('%');
    text = zone < 0 ? text : text.substring(0, zone);
    try {
      // In brackets it can only be a literal.
      InetAddress parsed = InetAddress.getByName("[" + text + "]");
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8)) + "/64"
          : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
