package dev.parley.it.negotiate;

import dev.parley.it.support.ContainerKind;
import dev.parley.it.support.ContainerProcess;
import dev.parley.it.support.Digest;
import dev.parley.it.support.Ntlm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings of a server with Negotiate, NTLM and Digest beside each other. */
final class Site {
  /** MD4 of Alice-Pw1 and Bob-Pw1 in UTF-16LE. */
  private static final String ALICE_HASH = "10a14856f3c4f736895bb5270874d829";

  private static final String BOB_HASH = "b22cecb3bf2b6d9fa8971a206d7e5747";

  private Site() {}

  /**
   * All schemes, with the users alice and bob in a users file.
   *
   * @param folder for the users file
   */
  static ContainerProcess.Options of(ContainerKind kind, Path folder, Path... keytabs)
      throws IOException {
    Path users = folder.resolve("users.json");
    if (!Files.exists(users)) {
      writeUsers(users);
    }
    return ContainerProcess.of(kind)
        .setting("packages", "negotiate, digest")
        .setting("negotiate.schemes", "negotiate, ntlm")
        .setting("negotiate.mechanisms", "kerberos, ntlm")
        .setting(
            "kerberos.keytab",
            Arrays.stream(keytabs).map(Path::toString).collect(Collectors.joining(", ")))
        .setting("users-file", users.toString())
        .setting("users-reload-interval", "100ms");
  }

  /** A file with the users alice and bob, who have keys for Digest and for NTLM. */
  static void writeUsers(Path file) throws IOException {
    writeUsers(file, Map.of("alice", ALICE_HASH, "bob", BOB_HASH));
  }

  /** A file with users who have keys for Digest, of {@link Realms#password}, and these for NTLM. */
  static void writeUsers(Path file, Map<String, String> ntHashes) throws IOException {
    Files.writeString(
        file,
        ntHashes.entrySet().stream()
            .map(each -> user(each.getKey(), each.getValue()))
            .collect(
                Collectors.joining(
                    ",", "{\"format\": \"parley-users\", \"version\": 1, \"users\": [", "]}")));
    file.toFile().setReadable(false, false);
    file.toFile().setReadable(true, true);
  }

  private static String user(String name, String ntHash) {
    return """
        {"name": "%s", "roles": ["user"], "ntHash": "%s",
         "keys": [{"realm": "it", "algorithm": "SHA-256", "ha1": "%s"}]}"""
        .formatted(name, ntHash, Digest.h("SHA-256", name + ":it:" + Realms.password(name)));
  }

  /** A handshake of alice or bob. */
  static Ntlm ntlm(String user) {
    return new Ntlm(user, user.equals("alice") ? ALICE_HASH : BOB_HASH);
  }

  /** A handshake with a wrong password. */
  static Ntlm wrongNtlm(String user) {
    return new Ntlm(user, "00000000000000000000000000000001");
  }
}
