package dev.parley.it.clients;

import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Control;
import java.io.IOException;

/**
 * A container with the filter, which offers Negotiate, NTLM and Digest beside each other.
 * Thread-safe: one client visits it at a time.
 */
final class NegotiateSite implements AutoCloseable {
  private final Realm realm;
  private final ContainerProcess process;
  private final Control control;

  NegotiateSite(Container container, Realm realm) {
    this.realm = realm;
    process =
        ContainerProcess.of(container.kind())
            .setting("packages", "negotiate, digest")
            .setting("negotiate.schemes", "negotiate, ntlm")
            .setting("negotiate.mechanisms", "kerberos, ntlm")
            .setting("schemes-by-path", "/protected/without-digest/* = negotiate, ntlm")
            .setting("kerberos.keytab", realm.keytab().toString())
            .setting("users-file", realm.usersFile().toString())
            .start();
    control = new Control(process.port());
  }

  /** Runs a client. */
  synchronized NegotiateVisit visit(Recipe recipe, Workshop workshop) throws Exception {
    forget();
    String place = recipe.below().map(each -> each + "/").orElse("");
    String folder = "/protected/" + place + recipe.file().getFileName();
    Target target =
        new Target(
            "localhost:" + process.port(),
            folder,
            Realm.USER,
            Realm.PASSWORD,
            realm.environment(recipe.mechanism()));
    String said = recipe.run(workshop, target);
    return new NegotiateVisit(recipe, control.drainLog(), control.drainAudit(), said);
  }

  private void forget() throws IOException {
    control.drainLog();
    control.drainAudit();
  }

  @Override
  public void close() {
    process.close();
  }
}
