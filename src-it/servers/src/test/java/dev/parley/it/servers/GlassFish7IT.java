package dev.parley.it.servers;

import org.junit.jupiter.api.DisplayName;

@DisplayName("GlassFish 7")
final class GlassFish7IT extends ServerContract {
  @Override
  Layout layout() {
    return new GlassFish("glassfish-7", 17);
  }

  @Override
  int withoutFilterCore() {
    return 404;
  }
}
