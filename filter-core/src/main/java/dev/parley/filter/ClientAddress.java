package dev.parley.filter;

import dev.parley.config.AddressRange;
import dev.parley.config.CoreSettings;
import dev.parley.config.CoreSettings.ForwardedHeader;
import dev.parley.config.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The client's address: the peer's, or, where the peer is a trusted proxy, the last address in its
 * header that is not a trusted proxy's.
 */
final class ClientAddress {
  private static final int MOST_HOPS = 50;
  private final ForwardedHeader header;
  private final List<AddressRange> trusted;

  ClientAddress(Settings settings) {
    this.header = settings.get(CoreSettings.FORWARDED_HEADER);
    this.trusted = settings.get(CoreSettings.TRUSTED_PROXIES);
  }

  String of(HttpServletRequest request) {
    String peer = request.getRemoteAddr();
    String address = peer == null ? "" : peer;
    if (header == ForwardedHeader.NONE || !isTrusted(address)) {
      return address;
    }
    List<String> hops = hops(request);
    for (int i = hops.size() - 1; i >= 0 && i >= hops.size() - MOST_HOPS; i--) {
      String hop = bare(hops.get(i).strip());
      if (!AddressRange.isAddress(hop)) {
        return address;
      }
      address = hop;
      if (!isTrusted(address)) {
        return address;
      }
    }
    return address;
  }

  private boolean isTrusted(String address) {
    return trusted.stream().anyMatch(each -> each.contains(address));
  }

  private List<String> hops(HttpServletRequest request) {
    boolean xForwardedFor = header == ForwardedHeader.X_FORWARDED_FOR;
    List<String> hops = new ArrayList<>();
    for (String line :
        Collections.list(request.getHeaders(xForwardedFor ? "X-Forwarded-For" : "Forwarded"))) {
      hops.addAll(xForwardedFor ? List.of(line.split(",", -1)) : ForwardedField.nodes(line));
    }
    return hops;
  }

  /** Without brackets and port. */
  private static String bare(String node) {
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      return end < 0 ? "" : node.substring(1, end);
    }
    int colon = node.indexOf(':');
    return colon >= 0 && colon == node.lastIndexOf(':') ? node.substring(0, colon) : node;
  }
}
