package dev.parley.it.servers;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;

@DisplayName("GlassFish 8")
final class GlassFish8IT extends ServerContract {
  @Override
  Layout layout() {
    return new GlassFish("glassfish-8", 21, Set.of("jackson-annotations"));
  }

  @Override
  int whereNotDeployed() {
    return 404;
  }
}
