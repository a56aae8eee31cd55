package dev.parley.doctor.check;

import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.files.OtherUsers;
import dev.parley.files.Replaceable;
import dev.parley.files.Unreadable;
import dev.parley.files.UnusableFileException;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.keytab.KeytabFiles;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.sspi.Reason;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the keytab can be read, by nobody else, and what is in it. */
final class KeytabCheck implements Check {
  @Override
  public String name() {
    return "keytab";
  }

  @Override
  public List<Finding> look(Facts facts) {
    List<Path> paths = facts.keytabPaths();
    if (paths.isEmpty()) {
      return List.of(new Skipped(Facts.NO_KEYTAB));
    }
    List<Finding> findings = new ArrayList<>();
    for (Path each : paths) {
      look(each, facts, findings);
    }
    return findings;
  }

  private static void look(Path path, Facts facts, List<Finding> findings) {
    if (!Files.exists(path)) {
      findings.add(
          new Fail(path + ": there is no such file", "correct the path, or export the keytab"));
      return;
    }
    if (!Files.isReadable(path)) {
      findings.add(
          new Fail(
              path + ": " + Unreadable.why(path, new AccessDeniedException(path.toString())),
              "give it to the user of the server: chown, then chmod 400"));
      return;
    }
    permissions(path, findings);
    try (KeytabFiles files = KeytabFiles.open(List.of(path), Duration.ZERO)) {
      content(path, files.current(), facts, findings);
    } catch (UnusableFileException e) {
      findings.add(
          new Fail(
              String.valueOf(e.getMessage()), "export the keytab anew, and copy it as a whole"));
    }
  }

  private static void permissions(Path path, List<Finding> findings) {
    OtherUsers may = OtherUsers.of(path);
    if (may.read()) {
      findings.add(
          new Warn(
              path + ": every user of this machine can read it, and so be this service",
              "chmod o-r it"));
    }
    if (may.write()) {
      findings.add(
          new Fail(path + ": every user of this machine can replace the keys", "chmod o-w it"));
    }
    for (Replaceable way : Replaceable.of(path)) {
      findings.add(new Warn(path + ": " + way.danger(), way.remedy()));
    }
  }

  private static void content(Path path, KeySet keys, Facts facts, List<Finding> findings) {
    List<Enctype> permitted = facts.permittedEnctypes();
    for (String principal : keys.principals()) {
      List<ServiceKey> own =
          keys.keys().stream().filter(each -> each.principal().equals(principal)).toList();
      String text = path + ": " + principal + ", " + describe(own);
      boolean usable = own.stream().anyMatch(each -> permitted.contains(each.enctype()));
      findings.add(usable ? new Ok(text) : Fail.of(Reason.ENCTYPE_NOT_PERMITTED, text));
    }
  }

  /** The types of each version, the newest version last. */
  private static String describe(List<ServiceKey> keys) {
    Map<Integer, Set<String>> versions = new TreeMap<>();
    for (ServiceKey each : keys) {
      versions.computeIfAbsent(each.kvno(), kvno -> new TreeSet<>()).add(each.enctype().krbName());
    }
    Map<String, List<Integer>> byTypes = new LinkedHashMap<>();
    versions.forEach(
        (kvno, types) ->
            byTypes.computeIfAbsent(String.join(" ", types), key -> new ArrayList<>()).add(kvno));
    return byTypes.entrySet().stream()
        .map(each -> "kvno " + Hosts.numbers(each.getValue()) + " (" + each.getKey() + ")")
        .collect(Collectors.joining(", "));
  }
}
