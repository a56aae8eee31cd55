package dev.parley.it.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code src-it/target/clients.md}. */
public final class ClientTable {
  private static final String HEAD =
      """
      | Client | Version | Chose | Requests | 401s | Authority calls | Verified locally |
      |---|---|---|---:|---:|---:|---:|
      """;
  private final List<String> rows = new ArrayList<>();

  /** A client that was tried. */
  public void add(Client client, ClientRun run) {
    rows.add(
        String.format(
            "| %s | %s | %s | %d | %d | %d | %d |",
            client.name(),
            client.version().orElseThrow(),
            run.choice(),
            run.answered(),
            run.challenged(),
            run.authorityCalls(),
            run.localVerifications()));
  }

  /** A client that could not be tried here. */
  public void addMissing(Client client) {
    rows.add(String.format("| %s | not on this machine | | | | | |", client.name()));
  }

  /** Writes the table. */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, HEAD + String.join("\n", rows) + "\n");
  }
}
