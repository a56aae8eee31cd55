package dev.parley.authority.file;

import dev.parley.authority.AccountCensus;
import dev.parley.authority.DigestAlgorithm;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the enabled users have to log on with, counted when it is first asked for. Thread-safe. */
final class Census {
  private final PackedUsers users;
  private final Map<String, AccountCensus> byRealm = new ConcurrentHashMap<>();

  Census(PackedUsers users) {
    this.users = users;
  }

  AccountCensus of(String realm) {
    return byRealm.computeIfAbsent(realm, this::count);
  }

  private AccountCensus count(String realm) {
    int enabled = 0;
    int ntHashes = 0;
    int inRealm = 0;
    Map<DigestAlgorithm, Integer> keys = new EnumMap<>(DigestAlgorithm.class);
    for (int number = 0; number < users.size(); number++) {
      PackedUser user = users.get(number);
      if (user.enabled()) {
        enabled++;
        ntHashes += user.hasNtHash() ? 1 : 0;
        Set<DigestAlgorithm> own = EnumSet.noneOf(DigestAlgorithm.class);
        user.forEachKey(
            (space, from, length) -> {
              if (users.space(space).realm().equals(realm)) {
                own.add(users.space(space).algorithm());
              }
            });
        inRealm += own.isEmpty() ? 0 : 1;
        own.forEach(each -> keys.merge(each, 1, Integer::sum));
      }
    }
    return new AccountCensus(enabled, inRealm, keys, ntHashes);
  }
}
