package dev.parley.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servlet 6.0 section 9.7.2 and the Javadoc of {@code startAsync}: where dispatches lead. */
@DisplayName("Behind the filter")
final class JourneysIT {
  private static final String FROM = "/protected/journey/a%20b";
  private static final String USER = "user-journey";

  /** All ways: by a forward or not, asynchronous with or without arguments, back or elsewhere. */
  private static List<String> targets() {
    List<String> targets = new ArrayList<>();
    for (String forward : List.of("", "forward=/protected/journey/c&")) {
      for (String start : List.of("bare", "own")) {
        for (String to : List.of("", "&to=", "&to=/protected/journey/d")) {
          targets.add(FROM + "?" + forward + "start=" + start + to);
        }
      }
    }
    return targets;
  }

  @ParameterizedTest
  @EnumSource(ContainerKind.class)
  @DisplayName("requests go from dispatch to dispatch as they do without it, and have their user")
  void sameWays(ContainerKind kind) throws Exception {
    Map<String, String> alone = new LinkedHashMap<>();
    try (ContainerProcess container = ContainerProcess.of(kind).with("bare", "true").start();
        RawHttp http = new RawHttp(container.port())) {
      for (String target : targets()) {
        alone.put(target, http.request("GET", target).body());
      }
    }
    try (ContainerProcess container =
            ContainerProcess.of(kind).setting("digest.qop", "auth, auth-int").start();
        RawHttp http = new RawHttp(container.port())) {
      Digest digest = Digest.answering(http.request("GET", FROM), USER, Client.PASSWORD);
      Map<String, String> behind = new LinkedHashMap<>();
      Map<String, String> behindInt = new LinkedHashMap<>();
      for (String target : targets()) {
        behind.put(target, seen(http.request("GET", target, digest.answer("GET", target))));
        String answer = digest.answerInt("GET", target, new byte[0]);
        behindInt.put(target, seen(http.request("GET", target, answer)));
      }
      assertThat(behind).isEqualTo(alone);
      assertThat(behindInt).isEqualTo(alone);
    }
  }

  private static String seen(Reply reply) throws IOException {
    assertThat(reply.user()).isEqualTo(USER);
    return reply.body();
  }
}
