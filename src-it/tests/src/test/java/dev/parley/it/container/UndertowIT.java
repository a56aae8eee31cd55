package dev.parley.it.container;

import dev.parley.it.support.ContainerKind;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Undertow")
final class UndertowIT extends ProtocolContract {
  @Override
  protected ContainerKind kind() {
    return ContainerKind.UNDERTOW;
  }
}
