package dev.parley.doctor.check;

import dev.parley.doctor.digest.DigestOffer;
import dev.parley.doctor.digest.DigestProbe;
import dev.parley.doctor.net.HttpAnswer;
import dev.parley.doctor.net.HttpConnection;
import dev.parley.doctor.net.Page;
import dev.parley.http.HeaderField;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the filter, by credentials that let no client in, how requests arrive at it. Not
 * thread-safe.
 */
final class PathProbe implements AutoCloseable {
  private final Page page;
  private DigestOffer offer;
  private @Nullable HttpConnection connection;

  PathProbe(Page page, DigestOffer offer) {
    this.page = page;
    this.offer = offer;
  }

  /** The status for credentials that break their grammar: 400, where they arrive. */
  int ofBrokenCredentials() throws IOException {
    return ask(page.target(), DigestProbe.incomplete());
  }

  /** Whether realm, algorithm and qop of the challenge are what the filter offers; null unknown. */
  @Nullable Boolean knowsTheOffer() throws IOException {
    if (offer.parameter("userhash").equalsIgnoreCase("true")) {
      return null;
    }
    return ask(page.target(), DigestProbe.contradicting(offer)) == 400;
  }

  /** The status without credentials. */
  int ofStranger(String target) throws IOException {
    return ask(target);
  }

  /** Whether the filter reads a request for {@code target} as {@code uri} says. */
  boolean reads(String target, String uri) throws IOException {
    return ask(target, DigestProbe.of(offer, uri)) == 400;
  }

  private int ask(String target, HeaderField... fields) throws IOException {
    HttpConnection open = connection;
    if (open == null || !open.isOpen()) {
      close();
      open = connection = HttpConnection.open(page);
    }
    HttpAnswer answer = open.get(target, HttpConnection.OWN_NAME, fields);
    // A nonce grows old while many are asked.
    DigestOffer.of(answer.challenges()).stream()
        .filter(each -> each.algorithmName().equals(offer.algorithmName()))
        .filter(each -> each.missing().isEmpty())
        .findFirst()
        .ifPresent(each -> offer = each);
    return answer.status();
  }

  @Override
  public void close() {
    HttpConnection open = connection;
    if (open != null) {
      open.close();
    }
  }
}
