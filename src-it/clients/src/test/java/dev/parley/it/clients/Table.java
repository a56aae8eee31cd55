package dev.parley.it.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tables of clients: each has a folder of test resources and a page in {@code docs}. */
enum Table {
  DIGEST("digest", "clients.md"),
  NEGOTIATE("negotiate", "negotiate-clients.md");

  private final String folder;
  private final String page;

  Table(String folder, String page) {
    this.folder = folder;
    this.page = page;
  }

  /** This module's folder. */
  static Path module() {
    return Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
  }

  /** Where the clients run; {@code bin/verify --long} has put the packages of npm there. */
  static Path workshop() {
    return module().resolve("target/workshop");
  }

  /** Whether to write the outcomes and the pages in place of comparing them. */
  static boolean writing() {
    return Boolean.getBoolean("clients.write");
  }

  /** Keeps what a client wrote, for whoever wants to know why it is out. */
  void keep(Recipe recipe, CharSequence said) throws IOException {
    Path file =
        module().resolve("target/said").resolve(folder).resolve(recipe.file().getFileName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, said);
  }

  Path recipes() {
    return resource("recipes");
  }

  Path outcomes() {
    return resource("outcomes.tsv");
  }

  Path notTried() {
    return resource("not-tried.txt");
  }

  private Path resource(String name) {
    return module().resolve("src/test/resources").resolve(folder).resolve(name);
  }

  Path page() {
    return module().resolve("../../docs").resolve(page).normalize();
  }
}
