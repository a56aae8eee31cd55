package dev.parley.doctor.check;

import dev.parley.doctor.check.Facts.First;
import dev.parley.doctor.net.Challenges;
import java.util.List;

/** What a check is about: it is made where that is switched on, or asked about. */
enum Half {
  /** Whatever clients log on by. */
  ANY {
    @Override
    String off(Facts facts) {
      return "";
    }
  },

  /** Kerberos and NTLM. */
  NEGOTIATE {
    @Override
    String off(Facts facts) {
      if (facts.question().namesKerberos()) {
        return "";
      }
      return bySettings(facts, "negotiate", byServer(facts));
    }

    private static String byServer(Facts facts) {
      List<String> schemes = schemes(facts);
      boolean offered = schemes.contains("negotiate") || schemes.contains("ntlm");
      if (offered || facts.question().url() == null) {
        return "";
      }
      return schemes.contains("digest")
          ? "the server offers Digest alone; --config, --keytab or --as look why"
          : "the server has offered nothing; --config, --keytab or --as look at Kerberos all the same";
    }
  },

  /** HTTP Digest. */
  DIGEST {
    @Override
    String off(Facts facts) {
      boolean wanted = facts.question().account() != null || schemes(facts).contains("digest");
      String absent =
          facts.question().url() == null
              ? "nothing was asked about Digest: --config or --url does"
              : notOffered(facts);
      return bySettings(facts, "digest", wanted ? "" : absent);
    }

    private static String notOffered(Facts facts) {
      return facts.first().orNull() == null
          ? facts.first().why()
          : "the server does not offer Digest; --config shows why";
    }
  };

  /** Why the checks are not made; empty when they are. */
  abstract String off(Facts facts);

  /** By the settings where there are some, else by the server. */
  private static String bySettings(Facts facts, String securityPackage, String byServer) {
    List<ConfigurationFacts> all = facts.configurations();
    if (all.isEmpty()) {
      return byServer;
    }
    boolean on = all.stream().anyMatch(each -> each.has(securityPackage));
    return on ? "" : "packages does not hold " + securityPackage;
  }

  private static List<String> schemes(Facts facts) {
    First first = facts.first().orNull();
    Challenges offered = first == null ? new Challenges(List.of()) : first.answer().challenges();
    return offered.schemes();
  }
}
