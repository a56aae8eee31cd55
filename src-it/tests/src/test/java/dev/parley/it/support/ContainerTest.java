package dev.parley.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Starts a container once for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ContainerTest {
  private static final AtomicInteger USERS = new AtomicInteger();

  protected ContainerProcess container;
  protected Control control;
  protected Path keyStore;

  /** Which container; Jetty where the rule does not depend on it. */
  protected ContainerKind kind() {
    return ContainerKind.JETTY_EE10;
  }

  /** Changes how it is started. */
  protected ContainerProcess.Options configure(ContainerProcess.Options options) {
    return options;
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    keyStore = KeyStores.create(folder);
    container =
        configure(ContainerProcess.of(kind()).with("keystore", keyStore.toString())).start();
    control = new Control(container.port());
  }

  @AfterAll
  void stop() {
    if (container != null) { // skipped before it was started
      container.close();
    }
  }

  /** An account that no other test uses. */
  protected static String freshUser() {
    return "user-" + USERS.incrementAndGet();
  }

  protected RawHttp connect() throws IOException {
    return new RawHttp(container.port());
  }

  /** Fails unless the user was let in. */
  protected static void expectUser(Reply reply, String user) {
    assertThat(reply.status()).as("%s", reply).isEqualTo(200);
    assertThat(reply.user()).isEqualTo(user);
  }

  /** Takes a challenge for an account. */
  protected static Digest challenge(RawHttp http, String user) throws IOException {
    return Digest.answering(http.request("GET", "/protected/first"), user, Client.PASSWORD);
  }

  /** Takes a challenge and logs on with it. */
  protected static Digest logOn(RawHttp http, String user) throws IOException {
    Digest digest = challenge(http, user);
    Reply reply = http.request("GET", "/protected/first", digest.answer("GET", "/protected/first"));
    if (reply.status() != 200) {
      throw new IllegalStateException("logon failed: " + reply);
    }
    return digest;
  }
}
