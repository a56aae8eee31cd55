package dev.parley.digest.context;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.guard.Attempt;
import dev.parley.config.PackageServices;
import dev.parley.sspi.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * Whose a hashed user name is (RFC 7616 section 3.4.4). The authority is asked as it is asked about
 * a password: behind the throttle, for the address at least, and at most once for a name that it
 * knows. What it has said stays true, since a name never has another hash. Thread-safe.
 */
final class HashedNames {
  private static final int MOST = 10_000;

  private record Hash(String userhash, DigestAlgorithm base) {}

  /** What comes of looking. */
  sealed interface Found {}

  /** The account; of an unknown hash the hash itself, which no authority knows. */
  record Account(String name) implements Found {}

  /** The authority must not be asked now. */
  record Held(Reason reason) implements Found {}

  private final PackageServices services;
  private final String realm;
  private final Cache<Hash, String> known =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterAccess(Duration.ofHours(1))
          .executor(Runnable::run)
          .build();

  HashedNames(PackageServices services, String realm) {
    this.services = services;
    this.realm = realm;
  }

  /** The account, if it was found before. */
  Optional<String> known(String userhash, DigestAlgorithm algorithm) {
    return Optional.ofNullable(known.getIfPresent(new Hash(userhash, algorithm.base())));
  }

  /**
   * Looks the account up. A hash that no account has goes on as a name that no authority knows, so
   * that it ends as a wrong password and counts.
   */
  Found find(String userhash, DigestAlgorithm algorithm, String address)
      throws AuthorityUnavailableException {
    Optional<String> before = known(userhash, algorithm);
    if (before.isPresent()) {
      return new Account(before.get());
    }
    try (Attempt attempt = services.throttle().begin(userhash, address)) {
      if (attempt.held() != null) {
        return new Held(attempt.held());
      }
      Optional<String> found = services.authority().resolveUserhash(userhash, realm, algorithm);
      found.ifPresent(name -> known.put(new Hash(userhash, algorithm.base()), name));
      return new Account(found.orElse(userhash));
    }
  }
}
