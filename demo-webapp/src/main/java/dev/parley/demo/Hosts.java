package dev.parley.demo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** By which hosts the demo may be called, and which clients are of this machine. Immutable. */
final class Hosts {
  private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");
  private static final Set<String> LOOPBACK_V6 =
      Set.of("::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1");

  /** With which proxies say that a request is not their own. */
  private static final List<String> MARKS =
      List.of("Via", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP");

  private final Set<String> named;

  /**
   * @param list names and addresses beside those of loopback, separated by commas; null for none
   */
  Hosts(@Nullable String list) {
    this.named =
        list == null
            ? Set.of()
            : Arrays.stream(list.split(","))
                .map(Hosts::plain)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the request calls the demo by a host that it answers to. */
  boolean allow(HttpServletRequest request) {
    return allow(request.getServerName()) && allow(hostOf(request));
  }

  private boolean allow(@Nullable String host) {
    return host == null || isLoopback(host) || named.contains(plain(host));
  }

  /**
   * Whether the client is on this machine: by its address and by the host that it calls, and no
   * proxy says that it passes on what others ask.
   */
  static boolean isLocal(HttpServletRequest request) {
    String host = hostOf(request);
    return isLoopbackAddress(plain(request.getRemoteAddr()))
        && isLoopback(request.getServerName())
        && (host == null || isLoopback(host))
        && MARKS.stream().allMatch(each -> request.getHeader(each) == null);
  }

  /** What the field says, which need not be what the request's target says; without a port. */
  private static @Nullable String hostOf(HttpServletRequest request) {
    String field = request.getHeader("Host");
    if (field == null) {
      return null;
    }
    int colon = field.lastIndexOf(':');
    return colon > field.lastIndexOf(']') ? field.substring(0, colon) : field;
  }

  private static boolean isLoopback(String host) {
    String plain = plain(host);
    return plain.equals("localhost") || isLoopbackAddress(plain);
  }

  private static boolean isLoopbackAddress(String plain) {
    return LOOPBACK_V4.matcher(plain).matches() || LOOPBACK_V6.contains(plain);
  }

  /** In lower case, without brackets, zone, and the dot of an absolute name. */
  private static String plain(String host) {
    String text = host.strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("[") && text.endsWith("]")) {
      text = text.substring(1, text.length() - 1);
    }
    int zone = text.indexOf('%');
    String bare = zone < 0 ? text : text.substring(0, zone);
    return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
  }
}
