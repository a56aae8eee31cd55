package dev.parley.doctor.check;

import dev.parley.doctor.digest.DigestOffer;
import dev.parley.doctor.net.HttpAnswer;
import dev.parley.doctor.net.HttpConnection;
import dev.parley.doctor.net.Page;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client without credentials is told.
 *
 * @param userAgent what it sends as User-Agent; null for nothing
 * @param answer what it got
 * @param offers the Digest challenges in it, in their order
 * @param received when
 */
record Sighting(
    @Nullable String userAgent, HttpAnswer answer, List<DigestOffer> offers, Instant received) {

  static Sighting of(Page page, @Nullable String userAgent, InstantSource clock)
      throws IOException {
    try (HttpConnection connection = HttpConnection.open(page)) {
      HttpAnswer answer = connection.get(page.target(), userAgent);
      return new Sighting(userAgent, answer, DigestOffer.of(answer.challenges()), clock.instant());
    }
  }

  /** For people. */
  String client() {
    return userAgent == null ? "clients without User-Agent" : "clients called " + userAgent;
  }

  /** The algorithms as they are written, in their order. */
  List<String> algorithms() {
    return offers.stream().map(DigestOffer::algorithmName).toList();
  }
}
