package dev.parley.doctor.check;

import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.krb5.Krb5Conf;
import dev.parley.doctor.krb5.Krb5Conf.Relation;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import dev.parley.sspi.Reason;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code krb5.conf}, which the clients of this machine go by. Parley itself does not read it: its
 * realm is that of the keytab.
 */
final class Krb5ConfCheck implements Check {
  private static final int USUAL_SKEW = 300;
  private static final List<String> ENCTYPE_LISTS =
      List.of("permitted_enctypes", "default_tkt_enctypes", "default_tgs_enctypes");

  /** What MIT and Heimdal allow beside the sections of programs. */
  private static final Set<String> SECTIONS =
      Set.of(
          "libdefaults",
          "realms",
          "domain_realm",
          "capaths",
          "appdefaults",
          "plugins",
          "logging",
          "login",
          "dbdefaults",
          "dbmodules",
          "kdc",
          "kdcdefaults",
          "kadmin",
          "password_quality");

  @Override
  public String name() {
    return "krb5.conf";
  }

  @Override
  public List<Finding> look(Facts facts) {
    Krb5Conf conf = facts.krb5Conf().orNull();
    if (conf == null) {
      String why = facts.krb5Conf().why();
      return List.of(
          Files.exists(facts.krb5ConfPath())
              ? new Fail(why, "correct the file")
              : new Warn(why, "write one: clients of this machine need at least default_realm"));
    }
    List<Finding> findings = new ArrayList<>();
    realms(conf, findings);
    weak(conf, findings);
    skew(conf, findings);
    ENCTYPE_LISTS.forEach(key -> enctypes(conf, key, findings));
    ineffective(conf, findings);
    if (findings.isEmpty()) {
      findings.add(
          new Ok(
              facts.krb5ConfPath()
                  + ": default realm "
                  + conf.defaultRealm().orElse("none")
                  + ", realms "
                  + String.join(", ", conf.realms())));
    }
    return findings;
  }

  private static void realms(Krb5Conf conf, List<Finding> findings) {
    Optional<String> realm = conf.defaultRealm();
    if (realm.isEmpty()) {
      findings.add(
          new Warn(
              "there is no default_realm in [libdefaults]",
              "set it: users without a realm in their name are of it"));
    } else if (isDoubtful(realm.get(), conf)) {
      findings.add(
          new Warn(
              "default_realm " + realm.get() + " has small letters",
              "write it as the KDC does, usually in capitals: realms differ by case"));
    }
    for (Relation each : conf.relations()) {
      boolean mapping = each.path().equals(List.of(Krb5Conf.DOMAIN_REALM));
      if (mapping && isDoubtful(each.value(), conf)) {
        findings.add(
            new Warn(
                each.place() + ": the realm " + each.value() + " has small letters",
                "write it as the KDC does, usually in capitals"));
      }
    }
  }

  /** Few realms have small letters; those that do are seldom left to be found by DNS. */
  private static boolean isDoubtful(String realm, Krb5Conf conf) {
    return !realm.equals(realm.toUpperCase(Locale.ROOT)) && !conf.realms().contains(realm);
  }

  private static void weak(Krb5Conf conf, List<Finding> findings) {
    for (String key : List.of("allow_weak_crypto", "allow_rc4", "allow_des3")) {
      if (conf.is(key, false)) {
        findings.add(
            new Warn(
                key + " is on: tickets may be encrypted by what can be broken",
                "take it out, and give all accounts AES keys"));
      }
    }
  }

  private static void skew(Krb5Conf conf, List<Finding> findings) {
    String value = conf.libdefault("clockskew").orElse(String.valueOf(USUAL_SKEW));
    // MIT writes durations in other ways too; the plain number of seconds is what all understand.
    if (!value.matches("\\d{1,9}")) {
      findings.add(
          new Warn("clockskew " + value + " is no number of seconds", "write it in seconds"));
    } else if (Integer.parseInt(value) != USUAL_SKEW) {
      findings.add(
          new Warn(
              "clockskew is "
                  + value
                  + " s, and not 300: Parley goes by kerberos.clock-skew, a KDC by its own",
              "set clocks by NTP and take the line out"));
    }
  }

  private static void enctypes(Krb5Conf conf, String key, List<Finding> findings) {
    Optional<String> list = conf.libdefault(key);
    if (list.isEmpty()) {
      return;
    }
    List<String> words =
        Arrays.stream(list.get().toLowerCase(Locale.ROOT).split("[\\s,]+"))
            .filter(word -> !word.isEmpty())
            .toList();
    if (words.stream().noneMatch(Krb5ConfCheck::isStrong)) {
      findings.add(
          new Fail(
              Reason.ENCTYPE_NOT_PERMITTED.cause() + ": " + key + " has no AES: " + list.get(),
              "take the line out",
              Reason.ENCTYPE_NOT_PERMITTED));
    } else if (words.stream().anyMatch(Krb5ConfCheck::isWeak)) {
      findings.add(
          new Warn(key + " has weak encryption types: " + list.get(), "take the line out"));
    }
  }

  private static boolean isStrong(String word) {
    boolean family = word.equals("aes") || word.equals("default") || word.equals("defaults");
    return family || Enctype.ofName(word).filter(type -> type != Enctype.RC4_HMAC).isPresent();
  }

  private static boolean isWeak(String word) {
    boolean asked = !word.startsWith("-");
    return asked && (word.contains("des") || word.contains("rc4") || word.contains("arcfour"));
  }

  private static void ineffective(Krb5Conf conf, List<Finding> findings) {
    for (Relation each : conf.relations()) {
      String section = each.path().get(0);
      String wanted = belongsTo(each.key());
      boolean nowhere = !SECTIONS.contains(section);
      boolean elsewhere =
          !wanted.isEmpty() && !wanted.equals(section) && !section.equals("appdefaults");
      boolean loose = section.equals(Krb5Conf.REALMS) && each.path().size() == 1;
      if (nowhere || elsewhere || loose) {
        findings.add(
            new Warn(
                each.place() + ": " + each.key() + " has no effect in [" + section + "]",
                nowhere || elsewhere
                    ? "move it to [" + (wanted.isEmpty() ? "libdefaults" : wanted) + "]"
                    : "put it between the braces of a realm"));
      }
    }
  }

  /** The section where a key belongs that is often found elsewhere; empty for others. */
  private static String belongsTo(String key) {
    return switch (key) {
      case "default_realm",
          "dns_lookup_kdc",
          "dns_lookup_realm",
          "dns_canonicalize_hostname",
          "rdns",
          "udp_preference_limit",
          "permitted_enctypes",
          "default_tkt_enctypes",
          "default_tgs_enctypes",
          "allow_weak_crypto",
          "default_ccache_name" ->
          "libdefaults";
      case "admin_server", "master_kdc", "primary_kdc", "kpasswd_server" -> "realms";
      default -> "";
    };
  }
}
