package dev.parley.negotiate.binding;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bindings of the last certificates that containers showed, so that they are hashed once.
 * Thread-safe.
 */
final class KnownBindings {
  /** A server has few: by key type, by name (SNI), old and new. */
  private static final int MOST = 16;

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Known(X509Certificate certificate, byte @Nullable [] binding) {}

  private volatile List<Known> last = List.of();

  byte @Nullable [] of(X509Certificate certificate) {
    List<Known> all = last;
    for (Known known : all) {
      if (known.certificate().equals(certificate)) {
        return known.binding();
      }
    }
    byte[] binding = ChannelBindings.of(certificate);
    List<Known> next = new ArrayList<>(all.subList(0, Math.min(all.size(), MOST - 1)));
    next.add(0, new Known(certificate, binding));
    last = List.copyOf(next);
    return binding;
  }
}
