package dev.parley.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A range of IP addresses such as {@code 10.0.0.0/8} or {@code ::1}. Immutable. */
public final class AddressRange {
  /** How settings read ranges. */
  public static final SettingType<AddressRange> TYPE = new Type();

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final String text;
  private final byte[] network;
  private final int bits;

  private AddressRange(String text, byte[] network, int bits) {
    this.text = text;
    this.network = network;
    this.bits = bits;
  }

  /**
   * Reads a range: an address, or an address, a slash and the number of leading bits that count.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] network = literal(slash < 0 ? text : text.substring(0, slash));
    if (network == null) {
      throw new IllegalArgumentException("an IP address is expected");
    }
    int bits = slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > network.length * 8) {
      throw new IllegalArgumentException("too many bits");
    }
    return new AddressRange(text, network, bits);
  }

  /** Whether an address, in its textual form, lies in the range. Names are never looked up. */
  public boolean contains(String address) {
    byte[] octets = literal(address);
    if (octets == null || octets.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit & 7);
      if (((octets[bit >> 3] ^ network[bit >> 3]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The first address, as a number. */
  BigInteger first() {
    int rest = network.length * 8 - bits;
    return new BigInteger(1, network).shiftRight(rest).shiftLeft(rest);
  }

  /** The last address, as a number. */
  BigInteger last() {
    BigInteger size = BigInteger.ONE.shiftLeft(network.length * 8 - bits);
    return first().add(size).subtract(BigInteger.ONE);
  }

  /** Whether both are ranges of IPv4, or both of IPv6. */
  boolean isOfTheVersionOf(AddressRange other) {
    return network.length == other.network.length;
  }

  /** Whether the text is an IP address, of version 4 or 6, and no name. */
  public static boolean isAddress(String text) {
    return literal(text) != null;
  }

  private static byte @Nullable [] literal(String text) {
    int zone = text.indexOf('%');
    String bare = zone < 0 ? text : text.substring(0, zone);
    if (bare.length() > 45 || !(IPV4.matcher(bare).matches() || IPV6.matcher(bare).matches())) {
      return null;
    }
    try {
      // What passes the patterns is no host name, so nothing is looked up.
      return InetAddress.getByName(bare.indexOf(':') < 0 ? bare : "[" + bare + "]").getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class Type implements SettingType<AddressRange> {
    @Override
    public AddressRange read(Object raw) {
      return parse(raw.toString().strip());
    }

    @Override
    public String allowed() {
      return "an IP address or a range such as 10.0.0.0/8 or fd00::/8";
    }

    @Override
    public String write(AddressRange value) {
      return value.toString();
    }
  }
}
