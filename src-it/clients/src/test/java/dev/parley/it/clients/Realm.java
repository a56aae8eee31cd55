package dev.parley.it.clients;

import dev.parley.it.realm.MitKdc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One account, in a KDC of MIT and in a users file for NTLM. Thread-safe. */
final class Realm implements AutoCloseable {
  static final String USER = "alice";
  static final String PASSWORD = "Alice-Pw1";
  private static final String NAME = "MIT.TEST";

  /** MD4 of the password in UTF-16LE. */
  private static final String NT_HASH = "10a14856f3c4f736895bb5270874d829";

  private static final String USERS =
      """
      {"format": "parley-users", "version": 1, "users": [
        {"name": "%s", "roles": ["user"], "ntHash": "%s", "keys": []}]}
      """;
  // the other one for clients that take no ticket for localhost
  private static final String[] SERVICES = {"HTTP/localhost", "HTTP/web.example.test"};
  private static final int BODY = 300_000;

  private final MitKdc kdc;
  private final AtomicInteger runs = new AtomicInteger();

  Realm() throws IOException, InterruptedException {
    kdc = MitKdc.start(NAME);
    for (String each : SERVICES) {
      kdc.addService(each);
    }
    kdc.addUser(USER, PASSWORD);
    kdc.exportKeys(keytab(), SERVICES);
    kdc.kinit(USER, PASSWORD, tickets());
    Files.createFile(
        usersFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(usersFile(), USERS.formatted(USER, NT_HASH));
    Files.writeString(body(), "x".repeat(BODY));
  }

  Path keytab() {
    return kdc.folder().resolve("http.keytab");
  }

  Path usersFile() {
    return kdc.folder().resolve("users.json");
  }

  private Path tickets() {
    return kdc.folder().resolve("tickets");
  }

  /** What a client has to post. */
  private Path body() {
    return kdc.folder().resolve("body");
  }

  /** The name by which a client of this mechanism is let in. */
  static String name(String mechanism) {
    return mechanism.equals("Kerberos") ? USER + "@" + NAME : USER;
  }

  /** The environment of a run of a client: tickets of its own, or none but with Kerberos. */
  Map<String, String> environment(String mechanism) throws IOException {
    Path own = kdc.folder().resolve("tickets-" + runs.incrementAndGet());
    if (mechanism.equals("Kerberos")) {
      Files.copy(tickets(), own);
    }
    Map<String, String> environment = new HashMap<>(kdc.environment(own));
    environment.put("BODY", body().toString());
    return environment;
  }

  @Override
  public void close() {
    kdc.close();
  }
}
