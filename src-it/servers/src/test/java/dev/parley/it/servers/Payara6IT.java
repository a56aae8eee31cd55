package dev.parley.it.servers;

import org.junit.jupiter.api.DisplayName;

@DisplayName("Payara 6")
final class Payara6IT extends ServerContract {
  @Override
  Layout layout() {
    return new GlassFish("payara-6", 17);
  }

  @Override
  int withoutFilterCore() {
    return 404;
  }
}
