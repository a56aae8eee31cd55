package dev.parley.doctor.check;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.digest.options.DigestOptions;
import dev.parley.digest.options.UserAgentRules;
import dev.parley.doctor.check.Fact.Known;
import dev.parley.doctor.check.Fact.Unknown;
import dev.parley.doctor.check.Facts.First;
import dev.parley.doctor.digest.DigestOffer;
import dev.parley.doctor.net.HttpConnection;
import dev.parley.doctor.net.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the checks of Digest learn for each other; each is looked up once. Not thread-safe. */
final class DigestFacts {
  /** A client that sends no User-Agent, as the patterns of the settings call it. */
  private static final String NONE = "none";

  private final Facts facts;
  private @Nullable Fact<List<Sighting>> sightings;
  private @Nullable Fact<PathReading> reading;

  DigestFacts(Facts facts) {
    this.facts = facts;
  }

  /** What Digest is set to. */
  Fact<DigestOptions> options() {
    ConfigurationFacts configuration = facts.configuration().orNull();
    return configuration == null
        ? new Unknown<>(facts.configuration().why())
        : configuration.digest();
  }

  /** What the users file has. */
  Fact<FilterUsers.Contents> contents() {
    ConfigurationFacts configuration = facts.configuration().orNull();
    return configuration == null
        ? new Unknown<>(facts.configuration().why())
        : facts.users(configuration).file();
  }

  /**
   * What clients are told: two that are called as the doctor, then those for whom the settings have
   * other rules.
   */
  Fact<List<Sighting>> sightings() {
    Fact<List<Sighting>> known = sightings;
    if (known == null) {
      known = sightings = see();
    }
    return known;
  }

  private Fact<List<Sighting>> see() {
    Page page = facts.page().orNull();
    First first = facts.first().orNull();
    if (page == null || first == null) {
      return new Unknown<>(facts.first().why());
    }
    if (first.answer().status() != 401) {
      return new Unknown<>("no 401 came that a client would go on from");
    }
    if (!first.answer().challenges().has("digest")) {
      return new Unknown<>("Digest is not offered");
    }
    List<Sighting> seen = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        seen.add(Sighting.of(page, HttpConnection.OWN_NAME, facts.world().clock()));
      }
      for (String each : others()) {
        seen.add(Sighting.of(page, each.equals(NONE) ? null : each, facts.world().clock()));
      }
      return new Known<>(List.copyOf(seen));
    } catch (IOException e) {
      return new Unknown<>(Problems.ofNetwork(page.place(), e));
    }
  }

  /** A client for each rule. */
  private Set<String> others() {
    Set<String> others = new LinkedHashSet<>();
    options()
        .map(DigestOptions::algorithmsByUserAgent)
        .or(Map.of())
        .keySet()
        .forEach(pattern -> others.add(pattern.replace("*", "1")));
    return others;
  }

  /** What the settings offer to a client; not known without them. */
  Fact<List<String>> expected(@Nullable String userAgent) {
    return options()
        .map(
            each ->
                new UserAgentRules(each.algorithms(), each.algorithmsByUserAgent())
                    .offeredTo(userAgent).stream().map(DigestAlgorithm::token).toList());
  }

  /** A challenge to answer, of which nothing is missing. */
  Fact<DigestOffer> offer() {
    List<Sighting> seen = sightings().orNull();
    if (seen == null) {
      return new Unknown<>(sightings().why());
    }
    return seen.get(0).offers().stream()
        .filter(each -> each.missing().isEmpty() && each.algorithm().isPresent())
        .findFirst()
        .<Fact<DigestOffer>>map(Known::new)
        .orElseGet(() -> new Unknown<>("no Digest challenge can be answered"));
  }

  /** By which path the server reads a request for the page. */
  Fact<PathReading> reading() {
    Fact<PathReading> known = reading;
    if (known == null) {
      DigestOffer offer = offer().orNull();
      Page page = facts.page().orNull();
      known =
          reading =
              offer == null || page == null
                  ? new Unknown<>(offer().why())
                  : PathReading.find(page, offer, facts);
    }
    return known;
  }
}
