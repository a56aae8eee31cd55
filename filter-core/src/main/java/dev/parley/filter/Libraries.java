package dev.parley.filter;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The jars that the filter needs, and how to tell by the name of a class which one is missing. */
final class Libraries {
  private static final List<Library> ALL =
      List.of(
          needed(
              "com.github.benmanes.caffeine",
              "cache.Caffeine",
              "caffeine (com.github.ben-manes.caffeine:caffeine)"),
          needed(
              "tools.jackson.databind",
              "json.JsonMapper",
              "jackson-databind (tools.jackson.core:jackson-databind)"),
          needed(
              "tools.jackson.core",
              "JsonGenerator",
              "jackson-core (tools.jackson.core:jackson-core)"),
          needed(
              "com.fasterxml.jackson.annotation",
              "JsonFormat",
              "jackson-annotations (com.fasterxml.jackson.core:jackson-annotations)"),
          needed("org.slf4j", "LoggerFactory", "slf4j-api (org.slf4j:slf4j-api)"),
          needed("jakarta.servlet", "ServletConnection", "the container, of Servlet 6.0 or later"),
          other("org.bouncycastle", "bcprov (org.bouncycastle:bcprov-jdk18on)"),
          other("dev.parley.negotiate", "parley-negotiate (dev.parley:parley-negotiate)"),
          other("dev.parley.digest", "parley-digest (dev.parley:parley-digest)"),
          other("dev.parley", "parley-filter-core (dev.parley:parley-filter-core)"));

  private static final String REMEDY =
      "put it beside Parley's jars (WEB-INF/lib of a WAR), all in the versions that belong together";

  /**
   * A jar.
   *
   * @param packages what the names of its classes begin with
   * @param witness one of its classes; null when the jar need not be there
   * @param jar its name and coordinates
   */
  private record Library(String packages, @Nullable String witness, String jar) {}

  private Libraries() {}

  private static Library needed(String packages, String witness, String jar) {
    return new Library(packages, packages + "." + witness, jar);
  }

  private static Library other(String packages, String jar) {
    return new Library(packages, null, jar);
  }

  /**
   * Looks for those without which no filter runs, some of which would only be missed by the first
   * logon.
   *
   * @throws MissingJarsError names all that are missing
   */
  static void requireAll() {
    List<String> missing = new ArrayList<>();
    for (Library each : ALL) {
      if (each.witness() != null && !isThere(each.witness())) {
        missing.add("the class " + each.witness() + " is missing: it belongs to " + each.jar());
      }
    }
    if (!missing.isEmpty()) {
      throw new MissingJarsError(String.join("\n  ", missing) + "; " + REMEDY);
    }
  }

  private static boolean isThere(String name) {
    try {
      Class.forName(name, false, Libraries.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** What a text about a class that cannot be linked means, and what to do. */
  static String explain(String linkage) {
    String named = linkage.replace('/', '.');
    for (Library each : ALL) {
      if (named.contains(each.packages() + ".")) {
        return linkage
            + "\n  a class is missing or of another version; look at "
            + each.jar()
            + "; "
            + REMEDY;
      }
    }
    return linkage + "\n  a class is missing or of another version; look at the jars; " + REMEDY;
  }
}
