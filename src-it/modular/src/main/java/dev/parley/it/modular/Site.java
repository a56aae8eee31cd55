package dev.parley.it.modular;

import dev.parley.config.Configuration;
import dev.parley.config.ConfigurationException;
import dev.parley.config.PackageProviders;
import dev.parley.engine.AuthenticationService;
import dev.parley.engine.Outcome;
import dev.parley.engine.PathRule;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Parley without a filter around it. */
final class Site implements AutoCloseable {
  static final String REALM = "modular";
  private final AuthenticationService service;

  Site(int contexts) throws ConfigurationException {
    Map<String, Object> settings =
        Map.of(
            "realm",
            REALM,
            "context-max",
            contexts,
            "context-share-address", // all its clients come from one
            100,
            "mx-bean",
            false);
    Configuration configuration =
        Configuration.read(Map.of(), settings, PackageProviders.available(List.of()), true);
    this.service =
        AuthenticationService.of(
            configuration,
            new AuthenticationService.Parts(
                new OnePassword(),
                List.of(),
                InstantSource.system(),
                new SecureRandom(),
                (setting, path) -> path));
  }

  AuthenticationService service() {
    return service;
  }

  /** Who answers the first challenge of a fresh 401. */
  Answerer challenge(String user) throws IOException {
    Outcome outcome = service.engine().authenticate(new Get(null), PathRule.PROTECTED);
    if (outcome instanceof Outcome.Challenged challenged) {
      return new Answerer(challenged.challenges().get(0).value(), user);
    }
    throw new IllegalStateException(outcome.toString());
  }

  Outcome request(String authorization) throws IOException {
    return service.engine().authenticate(new Get(authorization), PathRule.PROTECTED);
  }

  @Override
  public void close() {
    service.close();
  }
}
