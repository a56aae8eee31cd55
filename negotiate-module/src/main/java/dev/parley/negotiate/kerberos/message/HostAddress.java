package dev.parley.negotiate.kerberos.message;

import dev.parley.http.MalformedTokenException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address that a ticket is for (RFC 4120 section 5.2.5).
 *
 * @param addrType 2 IPv4, 24 IPv6, 20 NetBIOS
 * @param address its octets; belong to the value and are not changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record HostAddress(int addrType, byte[] address) {
  /** IPv4, four octets. */
  public static final int IPV4 = 2;

  /** IPv6, sixteen octets. */
  public static final int IPV6 = 24;

  static HostAddress read(DerReader list) throws MalformedTokenException {
    DerReader fields = list.sequence();
    int addrType = fields.int32(0);
    byte[] address = fields.octets(1);
    fields.expectEnd();
    return new HostAddress(addrType, address);
  }

  static List<HostAddress> readList(@Nullable DerReader field) throws MalformedTokenException {
    if (field == null) {
      return List.of();
    }
    DerReader list = field.onlySequence();
    List<HostAddress> addresses = new ArrayList<>();
    while (list.hasMore()) {
      addresses.add(read(list));
    }
    return List.copyOf(addresses);
  }

  DerValue toDer() {
    return new Der().int32(0, addrType).octets(1, address).sequence();
  }

  /** The address of the internet that it is; empty when it is none. */
  public Optional<InetAddress> toInetAddress() {
    boolean internet =
        (addrType == IPV4 && address.length == 4) || (addrType == IPV6 && address.length == 16);
    if (!internet) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByAddress(address));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
