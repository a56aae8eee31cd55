package dev.parley.it.servers;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;

@DisplayName("GlassFish 7")
final class GlassFish7IT extends ServerContract {
  @Override
  Layout layout() {
    return new GlassFish("glassfish-7", 17, Set.of("jackson-annotations"));
  }

  @Override
  int whereNotDeployed() {
    return 404;
  }
}
