package dev.parley.it.clients;

import java.nio.file.Path;

/** Where things are. */
final class ClientsTable {
  private ClientsTable() {}

  /** This module's folder. */
  static Path module() {
    return Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
  }

  static Path recipes() {
    return module().resolve("src/test/resources/recipes");
  }

  static Path outcomes() {
    return module().resolve("src/test/resources/outcomes.tsv");
  }

  static Path notTried() {
    return module().resolve("src/test/resources/not-tried.txt");
  }

  static Path page() {
    return module().resolve("../../docs/clients.md").normalize();
  }

  /** Whether to write the outcomes and the page in place of comparing them. */
  static boolean writing() {
    return Boolean.getBoolean("clients.write");
  }
}
