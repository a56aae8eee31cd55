package dev.parley.it.servers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is right or wrong with a WAR. Each is deployed below its own path. */
enum Variant {
  /** The README's web.xml, its users file, all jars. */
  CORRECT(Start.AT_ONCE, ""),
  /** {@code realm} misspelt. */
  UNKNOWN_KEY(Start.NEVER, "", "realmm", "no setting of this name", "did you mean realm?"),
  /** A users file on a disk that is not mounted. */
  UNMOUNTED(Start.LATER, "", "users-file", "disk-of-unmounted/users.json"),
  /** The same without the dispatcher elements of the mapping. */
  UNMOUNTED_REQUEST_ONLY(
      Start.LATER, "", "users-file", "disk-of-unmounted-request-only/users.json"),
  /** A keytab on a disk that is not mounted. */
  NO_KEYTAB(Start.LATER, "", "kerberos.keytab", "disk-of-no-keytab/http.keytab"),
  NO_CAFFEINE(Start.NEVER, "caffeine", "com.github.ben-manes.caffeine:caffeine"),
  NO_JACKSON_DATABIND(Start.NEVER, "jackson-databind", "tools.jackson.core:jackson-databind"),
  NO_JACKSON_CORE(Start.NEVER, "jackson-core", "tools.jackson.core:jackson-core"),
  NO_JACKSON_ANNOTATIONS(
      Start.NEVER, "jackson-annotations", "com.fasterxml.jackson.core:jackson-annotations"),
  NO_SLF4J(Start.NEVER, "slf4j-api", "org.slf4j:slf4j-api"),
  NO_DIGEST(Start.NEVER, "parley-digest", "parley-digest"),
  NO_NEGOTIATE(Start.NEVER, "parley-negotiate", "parley-negotiate"),
  NO_BOUNCY_CASTLE(Start.NEVER, "bcprov-jdk18on", "org.bouncycastle:bcprov-jdk18on"),
  /** Nothing of Parley's own code is there. */
  NO_FILTER_CORE(Start.NEVER, "parley-filter-core"),
  /** The {@code filter-class} misspelt. */
  WRONG_FILTER_CLASS(Start.NEVER, ""),
  /** Without the dispatcher elements of the mapping. */
  REQUEST_ONLY(Start.AT_ONCE, "", "<dispatcher>ERROR</dispatcher>"),
  /** A url-pattern that leaves out what the settings protect. */
  PARTIAL(Start.AT_ONCE, "", "leaves out what the settings protect", "/admin/*"),
  /** All right, with NTLM before Digest. */
  NTLM(Start.AT_ONCE, "");

  /** When the filter lets users in. */
  enum Start {
    AT_ONCE,
    LATER,
    NEVER
  }

  private final Start start;
  private final String missingJar;
  private final List<String> said;

  /**
   * @param missingJar the artifact that is not in WEB-INF/lib
   * @param said what the operator has to find in the log
   */
  Variant(Start start, String missingJar, String... said) {
    this.start = start;
    this.missingJar = missingJar;
    this.said = List.of(said);
  }

  /** Those of which {@link ServerContract} tells; others have tests of their own. */
  static List<Variant> ofContract() {
    return Arrays.stream(values()).filter(each -> each != NTLM).toList();
  }

  Start start() {
    return start;
  }

  String missingJar() {
    return missingJar;
  }

  List<String> said() {
    return said;
  }

  /** Whether there is a filter to answer; where there is none the server has to refuse the WAR. */
  boolean isDeployed() {
    return this != NO_FILTER_CORE && this != WRONG_FILTER_CLASS;
  }

  /** Whether it has the packages Negotiate and Digest; the others have Digest alone. */
  boolean negotiates() {
    return this == NO_KEYTAB || this == NO_NEGOTIATE || this == NO_BOUNCY_CASTLE || this == NTLM;
  }

  /** Whether its mapping has the dispatcher ERROR. */
  boolean mapsErrors() {
    return this != REQUEST_ONLY && this != UNMOUNTED_REQUEST_ONLY;
  }

  /** The variant whose disk has the users file. */
  Variant users() {
    return this == NO_KEYTAB ? CORRECT : this;
  }

  /** Its WAR's name, which is its context path. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
