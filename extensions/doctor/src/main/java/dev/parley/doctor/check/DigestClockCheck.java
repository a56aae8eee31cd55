package dev.parley.doctor.check;

import dev.parley.digest.nonce.NonceOrigin;
import dev.parley.digest.options.DigestOptions;
import dev.parley.digest.options.DigestSettings;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.sspi.Reason;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The clocks: the one by which nonces are made, the one of the server's Date, and this machine's.
 * Digest compares no clocks of client and server; a nonce that is old when it arrives is one that
 * something has kept.
 */
final class DigestClockCheck implements Check {
  private static final Duration CLOSE = Duration.ofSeconds(2);
  private static final Duration FAR = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "digest-clock";
  }

  @Override
  public List<Finding> look(Facts facts) {
    List<Sighting> seen = facts.digest().sightings().orNull();
    if (seen == null || seen.size() < 2 || seen.get(1).offers().isEmpty()) {
      return List.of(new Skipped(seen == null ? facts.digest().sightings().why() : "no nonce"));
    }
    Sighting sighting = seen.get(1);
    Optional<Instant> date = date(sighting);
    Optional<Duration> age =
        NonceOrigin.of(nonce(sighting))
            .map(each -> Duration.between(each.issued(), date.orElse(sighting.received())));
    boolean kept = nonce(sighting).equals(nonce(seen.get(0)));
    Duration lifetime = lifetime(facts);
    if (kept && age.isPresent() && age.get().compareTo(lifetime) > 0) {
      return List.of(
          new Fail(
              Reason.NONCE_EXPIRED.cause()
                  + " when it arrives: it was made "
                  + seconds(age.get())
                  + " before, and serves "
                  + seconds(lifetime),
              "let no cache keep responses with status 401",
              Reason.NONCE_EXPIRED));
    }
    if (date.isEmpty()) {
      return List.of(new Skipped("the server does not tell its time"));
    }
    boolean set = age.isPresent() && !kept && age.get().abs().compareTo(FAR) > 0;
    return List.of(apart(date.get(), sighting.received(), set));
  }

  private static String nonce(Sighting sighting) {
    return sighting.offers().isEmpty() ? "" : sighting.offers().get(0).parameter("nonce");
  }

  private static Duration lifetime(Facts facts) {
    return facts
        .digest()
        .options()
        .map(DigestOptions::nonceLifetime)
        .or(DigestSettings.NONCE_LIFETIME.defaultValue());
  }

  private static Optional<Instant> date(Sighting sighting) {
    return sighting
        .answer()
        .value("Date")
        .flatMap(
            text -> {
              try {
                return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            });
  }

  private static Finding apart(Instant server, Instant here, boolean set) {
    Duration ahead = Duration.between(here, server);
    String more = set ? "; it was set since the server started, which nonces do not mind" : "";
    // A Date has whole seconds.
    if (ahead.abs().compareTo(CLOSE) < 0) {
      return new Ok("the server's clock is this machine's; Digest does not compare them" + more);
    }
    String text =
        "the server's clock is "
            + seconds(ahead.abs())
            + (ahead.isNegative() ? " behind" : " ahead of")
            + " this machine's";
    return ahead.abs().compareTo(FAR) > 0
        ? new Warn(
            text + ": users expire, and the audit counts, by another time than is thought" + more,
            "set both clocks by NTP")
        : new Ok(text + "; Digest does not compare them" + more);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
