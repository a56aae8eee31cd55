package dev.parley.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Two applications in one process")
final class TwoApplicationsIT {

  @ParameterizedTest
  @EnumSource(ContainerKind.class)
  @DisplayName("are told apart by application, realm and filter, in MXBeans and audit lines")
  void toldApart(ContainerKind kind) throws Exception {
    try (ContainerProcess container =
        ContainerProcess.of(kind).with("context", "/,/shop").setting("realm", "a=b,*").start()) {
      logOn(container, "", "user-of-root");
      logOn(container, "/shop", "user-of-shop");
      Control control = new Control(container.port());
      assertThat(control.get("/control/beans").lines())
          .containsExactly(
              "dev.parley:type=Parley,application=\"/\",filter=\"parley\",realm=\"a=b,\\*\"",
              "dev.parley:type=Parley,application=\"/shop\",filter=\"parley\","
                  + "realm=\"a=b,\\*\"");
      expectLogon(control.get("/control/audit"), "/", "user-of-root");
      expectLogon(control.get("/shop/control/audit"), "/shop", "user-of-shop");
    }
  }

  @ParameterizedTest
  @EnumSource(ContainerKind.class)
  @DisplayName("that are called the same both start; the second has a number")
  void namesakes(ContainerKind kind) throws Exception {
    try (ContainerProcess container =
        ContainerProcess.of(kind)
            .with("context", "/,/shop")
            .setting("application", "market")
            .start()) {
      logOn(container, "", "user-of-root");
      logOn(container, "/shop", "user-of-shop");
      Control control = new Control(container.port());
      assertThat(control.get("/control/beans").lines())
          .containsExactly(
              "dev.parley:type=Parley,application=\"market\",filter=\"parley\",realm=\"it\"",
              "dev.parley:type=Parley,application=\"market\",filter=\"parley#2\",realm=\"it\"");
      assertThat(container.output()).contains("set application or name");
    }
  }

  private static void logOn(ContainerProcess container, String context, String user)
      throws IOException {
    try (RawHttp http = new RawHttp(container.port())) {
      String target = context + "/protected/x";
      Digest digest = Digest.answering(http.request("GET", target), user, Client.PASSWORD);
      assertThat(http.request("GET", target, digest.answer("GET", target)).user()).isEqualTo(user);
    }
  }

  private static void expectLogon(String audit, String application, String user) {
    List<String> logons =
        audit.lines().filter(each -> each.contains("\"event\":\"logon\"")).toList();
    assertThat(logons)
        .singleElement()
        .asString()
        .contains("\"application\":\"" + application + "\"")
        .contains("\"realm\":\"a=b,*\"")
        .contains("\"filter\":\"parley\"")
        .contains("\"account\":\"" + user + "\"");
  }
}
