package dev.parley.digest.context;

import dev.parley.authority.AccountChanges;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.guard.Attempt;
import dev.parley.authority.guard.RemoteAddress;
import dev.parley.bounded.OldestFirst;
import dev.parley.config.PackageServices;
import dev.parley.sspi.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whose a hashed user name is (RFC 7616 section 3.4.4). The authority is asked as it is asked about
 * a password: behind the throttle, for the address at least. What it says is remembered for a time,
 * or until any account changes; that a hash is of no account as well as whose it is, and for the
 * address alone from which it came, so that the number of questions tells no client whether there
 * is such an account, nor whether that has been here. Bounded in number. Thread-safe.
 */
final class HashedNames {
  private static final int MOST = 10_000;

  /** So long an authority that tells of no changes has no new account under a hash. */
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private record Hash(String userhash, DigestAlgorithm base, String network) {}

  /**
   * @param name null when no account has the hash
   * @param asked the moment at which the authority was asked
   */
  private record Word(@Nullable String name, long asked) {}

  /** What comes of looking. */
  sealed interface Found {}

  /** The account; of an unknown hash the hash itself, which no authority knows. */
  record Account(String name) implements Found {}

  /** The authority must not be asked now. */
  record Held(Reason reason) implements Found {}

  private final PackageServices services;
  private final AccountChanges changes;
  private final String realm;
  private final OldestFirst<Hash, Word> words;

  HashedNames(PackageServices services, String realm) {
    this.services = services;
    this.changes = services.contexts().changes();
    this.realm = realm;
    this.words =
        OldestFirst.byAge(
            MOST,
            LIFETIME,
            () -> TimeUnit.MILLISECONDS.toNanos(services.clock().millis()),
            (hash, word, full) -> {});
  }

  /** Lets go of what is over. */
  void tidy() {
    words.tidy();
  }

  /** The account if it is known without asking, else the hash. */
  String remembered(String userhash, DigestAlgorithm algorithm, String address) {
    Word word = word(hash(userhash, algorithm, address));
    return word == null || word.name() == null ? userhash : word.name();
  }

  private static Hash hash(String userhash, DigestAlgorithm algorithm, String address) {
    return new Hash(userhash, algorithm.base(), RemoteAddress.network(address));
  }

  /** Any account that has changed since may be the one that had, or has now, the hash. */
  private @Nullable Word word(Hash hash) {
    Word word = words.get(hash);
    return word == null || word.asked() != changes.now() ? null : word;
  }

  /**
   * Looks the account up. A hash that no account has goes on as a name that no authority knows, so
   * that it ends as a wrong password and counts.
   */
  Found find(String userhash, DigestAlgorithm algorithm, String address)
      throws AuthorityUnavailableException {
    Hash hash = hash(userhash, algorithm, address);
    Word word = word(hash);
    if (word == null) {
      try (Attempt attempt = services.throttle().begin(userhash, address)) {
        if (attempt.held() != null) {
          return new Held(attempt.held());
        }
        long asked = changes.now();
        Optional<String> name = services.authority().resolveUserhash(userhash, realm, algorithm);
        word = new Word(name.orElse(null), asked);
        words.put(hash, word);
      }
    }
    return new Account(word.name() == null ? userhash : word.name());
  }
}
