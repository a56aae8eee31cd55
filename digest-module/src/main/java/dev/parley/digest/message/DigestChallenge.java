package dev.parley.digest.message;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.http.Challenge;
import dev.parley.http.HeaderField;
import java.util.ArrayList;
import java.util.List;

/**
 * The challenges of one 401, RFC 7616 section 3.3: one field line an algorithm, all with the same
 * realm, nonce, opaque and qop, since clients differ in which one they take and some mix them.
 *
 * @param realm shown to the user; printable ASCII
 * @param domain the protection space, URI references separated by blanks; empty for the whole
 *     server
 * @param qop the list of qop tokens
 * @param userhash whether hashed user names are understood
 */
public record DigestChallenge(String realm, String domain, String qop, boolean userhash) {

  /** Writes the challenges. */
  public List<HeaderField> write(
      String nonce, String opaque, boolean stale, List<DigestAlgorithm> algorithms) {
    List<HeaderField> fields = new ArrayList<>(algorithms.size());
    for (DigestAlgorithm algorithm : algorithms) {
      fields.add(write(nonce, opaque, stale, algorithm));
    }
    return fields;
  }

  private HeaderField write(String nonce, String opaque, boolean stale, DigestAlgorithm algorithm) {
    Challenge challenge = Challenge.of("Digest").quoted("realm", realm);
    if (!domain.isEmpty()) {
      challenge.quoted("domain", domain);
    }
    challenge.quoted("nonce", nonce).quoted("opaque", opaque);
    if (stale) {
      challenge.token("stale", "true"); // never on a first challenge: neon stops there
    }
    challenge.token("algorithm", algorithm.token()).quoted("qop", qop).token("charset", "UTF-8");
    if (userhash) {
      challenge.token("userhash", "true");
    }
    return challenge.toField();
  }
}
