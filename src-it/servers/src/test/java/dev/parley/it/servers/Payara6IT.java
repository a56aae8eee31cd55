package dev.parley.it.servers;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Payara 6")
final class Payara6IT extends ServerContract {
  @Override
  Layout layout() {
    return new GlassFish("payara-6", 17, Set.of("jackson-annotations"));
  }

  @Override
  int whereNotDeployed() {
    return 404;
  }
}
