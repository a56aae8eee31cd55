package dev.parley.doctor.check;

import dev.parley.digest.nonce.NonceOrigin;
import dev.parley.doctor.check.Fact.Known;
import dev.parley.doctor.check.Fact.Unknown;
import dev.parley.doctor.digest.DigestOffer;
import dev.parley.doctor.net.Page;
import java.io.IOException;

/** How the server reads a request for the page: what is asked for is not always what arrives. */
sealed interface PathReading {

  /** Its uri directive is taken as clients write it. */
  record AsSent() implements PathReading {}

  /** It is taken for a request for something else. */
  record Rewritten(String uri) implements PathReading {}

  /** It is taken for a request for something else, and none of the guesses was that. */
  record NotGuessed(int guesses) implements PathReading {}

  /** Credentials do not arrive, for broken ones get what none get. */
  record NoCredentials(int status) implements PathReading {}

  /** The filter does not know the realm, the algorithm or the qop of the challenge. */
  record OtherChallenge() implements PathReading {}

  /** Asks the server. */
  static Fact<PathReading> find(Page page, DigestOffer offer, Facts facts) {
    if (NonceOrigin.of(offer.parameter("nonce")).isEmpty()) {
      return new Unknown<>("the nonce is not one of Parley's");
    }
    try (PathProbe probe = new PathProbe(page, offer)) {
      return new Known<>(find(page.target(), probe, facts));
    } catch (IOException e) {
      return new Unknown<>(Problems.ofNetwork(page.place(), e));
    }
  }

  private static PathReading find(String target, PathProbe probe, Facts facts) throws IOException {
    int broken = probe.ofBrokenCredentials();
    if (broken != 400) {
      return new NoCredentials(broken);
    }
    if (probe.reads(target, target)) {
      return new AsSent();
    }
    if (Boolean.FALSE.equals(probe.knowsTheOffer())) {
      return new OtherChallenge();
    }
    int guesses = 0;
    for (String each :
        PathGuesses.of(target, PathGuesses.prefixes(facts.configuration().orNull()))) {
      guesses++;
      if (probe.reads(target, each)) {
        return new Rewritten(each);
      }
    }
    return new NotGuessed(guesses);
  }

  /** The uri directive with which a client is let in. */
  default String uri(String target) {
    return this instanceof Rewritten other ? other.uri() : target;
  }
}
