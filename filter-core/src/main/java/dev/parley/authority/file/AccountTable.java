package dev.parley.authority.file;

import dev.parley.authority.AccountCensus;
import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AccountNames;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.authority.DigestVerdict.Accepted;
import dev.parley.authority.DigestVerdict.Refused;
import dev.parley.authority.NtlmQuestion;
import dev.parley.authority.NtlmVerdict;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The accounts of a users file at one moment. Immutable; a reload makes a new one. */
final class AccountTable {
  private record Account(User user, Identity identity) {}

  private record Space(String realm, DigestAlgorithm algorithm) {}

  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<String, Account> byUpperCase = new HashMap<>();
  private final Set<Space> spaces = new HashSet<>();
  private final Map<Space, Map<String, String>> byUserhash = new ConcurrentHashMap<>();
  private final Map<String, AccountCensus> censuses = new ConcurrentHashMap<>();
  private final NtlmNames domains;
  private final Spellings spellings;
  private final int trials;

  /**
   * @param authority the name of the authority in identities
   * @param domains those that the file stands for
   */
  AccountTable(UsersFile file, String authority, NtlmNames domains) {
    this.domains = domains;
    this.spellings = new Spellings(file.users(), domains);
    Set<String> ambiguous = new HashSet<>();
    int most = 1;
    for (User user : file.users()) {
      Identity identity = new Identity(user.name(), authority, Set.copyOf(user.roles()));
      Account account = new Account(user, identity);
      accounts.put(user.name(), account);
      String upperCase = AccountNames.upperCase(user.name());
      if (byUpperCase.put(upperCase, account) != null) {
        ambiguous.add(upperCase);
      }
      Map<Space, Integer> counts = new HashMap<>();
      for (StoredKey key : user.keys()) {
        Space space = new Space(key.realm(), key.algorithm());
        spaces.add(space);
        most = Math.max(most, counts.merge(space, 1, Integer::sum));
      }
    }
    this.trials = most;
    byUpperCase.keySet().removeAll(ambiguous);
  }

  /**
   * Tries the keys of the account. Whoever asks, for whatever account, the response is computed the
   * same number of times: with {@code dummy} where there is no key.
   */
  DigestVerdict verify(DigestQuestion question, SessionKey dummy, Instant now) {
    Account account = accounts.get(question.account());
    List<SessionKey> keys = account == null ? List.of() : keysFor(account, question);
    SessionKey right = null;
    for (int i = 0; i < trials; i++) {
      boolean known = i < keys.size();
      SessionKey key = known ? keys.get(i) : dummy;
      if (question.isAnsweredBy(key) && known) {
        right = key;
      }
    }
    return verdict(account, keys.isEmpty(), right, now);
  }

  private static List<SessionKey> keysFor(Account account, DigestQuestion question) {
    DigestAlgorithm base = question.algorithm().base();
    List<SessionKey> keys = new ArrayList<>(1);
    for (StoredKey each : account.user().keys()) {
      if (each.algorithm() == base && each.realm().equals(question.realm())) {
        keys.add(each.key());
      }
    }
    return keys;
  }

  private static DigestVerdict verdict(
      @Nullable Account account, boolean noKey, @Nullable SessionKey right, Instant now) {
    if (account == null) {
      return new Refused(Reason.UNKNOWN_ACCOUNT);
    }
    User user = account.user();
    Reason barred = barred(user, now);
    if (barred != null) {
      return new Refused(barred);
    }
    if (noKey) {
      return new Refused(Reason.NO_KEY_FOR_ALGORITHM);
    }
    if (right == null) {
      return new Refused(Reason.WRONG_RESPONSE);
    }
    Accepted accepted = Accepted.withAccountKey(account.identity(), right.copy());
    return user.expires() == null
        ? accepted
        : new Accepted(
            accepted.identity(),
            accepted.key(),
            accepted.scope(),
            shorter(Duration.between(now, user.expires()), accepted.keyLifetime()));
  }

  private static @Nullable Reason barred(User user, Instant now) {
    if (!user.enabled()) {
      return Reason.ACCOUNT_DISABLED;
    }
    return user.expires() != null && !now.isBefore(user.expires()) ? Reason.ACCOUNT_EXPIRED : null;
  }

  /** Tries the NT hash of the account, or {@code dummy} where there is none, once in any case. */
  NtlmVerdict verify(NtlmQuestion question, SessionKey dummy, Instant now) {
    Account account = account(question);
    SessionKey ntHash = account == null ? null : account.user().ntHash();
    SessionKey sessionBaseKey = question.answeredBy(ntHash == null ? dummy : ntHash);
    Reason barred = account == null ? Reason.UNKNOWN_ACCOUNT : barred(account.user(), now);
    if (account != null && barred == null && ntHash != null && sessionBaseKey != null) {
      return new NtlmVerdict.Accepted(account.identity(), sessionBaseKey, Set.of());
    }
    if (sessionBaseKey != null) {
      sessionBaseKey.destroy();
    }
    return new NtlmVerdict.Refused(
        barred != null ? barred : ntHash == null ? Reason.NO_NT_HASH : Reason.WRONG_RESPONSE);
  }

  private @Nullable Account account(NtlmQuestion question) {
    if (!domains.answersFor(question.domain())) {
      return null;
    }
    String name = question.account();
    Account account = ofAnyCase(name);
    // user@domain comes without a domain beside it
    int at = name.lastIndexOf('@');
    boolean ours =
        at > 0 && question.domain().isEmpty() && domains.answersFor(name.substring(at + 1));
    return account == null && ours ? ofAnyCase(name.substring(0, at)) : account;
  }

  /** NTLM names have no case; of two accounts that differ in case only the exact one is meant. */
  private @Nullable Account ofAnyCase(String name) {
    Account exact = accounts.get(name);
    return exact == null ? byUpperCase.get(AccountNames.upperCase(name)) : exact;
  }

  /**
   * What is known of an account whose client has proved that its domain knows it. Roles has the
   * account of exactly this name alone. One that is barred is so in every spelling that a domain
   * may take for its name, and by every other name that the domain has for it; of another spelling
   * of one that is good it is not sure that a domain takes it for that.
   *
   * @param otherNames those that the domain has for the account
   */
  AccountDirectory.Standing find(String name, Set<String> otherNames, Instant now) {
    Account account = accounts.get(name);
    Reason barred = barredAs(name, now);
    for (String other : otherNames) {
      if (barred == null) {
        barred = barredAsOther(other, name, now);
      }
    }
    if (barred != null) {
      return new AccountDirectory.Barred(barred);
    }
    if (account != null) {
      return new AccountDirectory.Good(account.identity());
    }
    return spellings.isOneOf(spellings.alike(name), name)
        ? new AccountDirectory.Barred(Reason.ACCOUNT_AMBIGUOUS)
        : new AccountDirectory.Unknown();
  }

  /** By an entry of its own, which a name with a domain may have beside the user's, or as any. */
  private @Nullable Reason barredAsOther(String other, String name, Instant now) {
    boolean hasDomain = other.indexOf('@') > 0 || other.indexOf('\\') > 0;
    Account own = hasDomain ? ofAnyCase(other) : null;
    Reason barred = own == null ? null : barred(own.user(), now);
    return barred != null || spellings.areAlike(other, name) ? barred : barredAs(other, now);
  }

  /** By the account of exactly this name, or else by any that is spelt alike. */
  private @Nullable Reason barredAs(String name, Instant now) {
    Account exact = accounts.get(name);
    if (exact != null) {
      return barred(exact.user(), now);
    }
    for (User each : spellings.alike(name)) {
      Reason barred = barred(each, now);
      if (barred != null) {
        return barred;
      }
    }
    return null;
  }

  /** The names of users whom a domain may take for one another. */
  List<String> ambiguous() {
    return spellings.ambiguous();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** The account of a userhash. The hashes of a realm are computed when they are first needed. */
  Optional<String> resolveUserhash(String userhash, String realm, DigestAlgorithm algorithm) {
    Space space = new Space(realm, algorithm.base());
    if (!spaces.contains(space)) {
      return Optional.empty();
    }
    return Optional.ofNullable(byUserhash.computeIfAbsent(space, this::userhashes).get(userhash));
  }

  private Map<String, String> userhashes(Space space) {
    Map<String, String> names = new HashMap<>();
    for (String name : accounts.keySet()) {
      byte[] text = (name + ":" + space.realm()).getBytes(StandardCharsets.UTF_8);
      names.put(HexFormat.of().formatHex(hash(space.algorithm(), text)), name);
    }
    return Map.copyOf(names);
  }

  private static byte[] hash(DigestAlgorithm algorithm, byte[] text) {
    try {
      return MessageDigest.getInstance(algorithm.hashName()).digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The accounts whose user is not the same, or not at all, in {@code next}, and those that are
   * new: a client with a ticket may have logged on without being here, and be barred now.
   */
  List<String> changedIn(AccountTable next) {
    List<String> changed = new ArrayList<>();
    accounts.forEach(
        (name, account) -> {
          Account after = next.accounts.get(name);
          if (after == null || !Objects.equals(account.user(), after.user())) {
            changed.add(name);
          }
        });
    for (String name : next.accounts.keySet()) {
      if (!accounts.containsKey(name)) {
        changed.add(name);
      }
    }
    return changed;
  }

  /** The accounts that expire after {@code from}, up to and with {@code to}. */
  List<String> expiringBetween(Instant from, Instant to) {
    List<String> names = new ArrayList<>();
    for (Account account : accounts.values()) {
      Instant expires = account.user().expires();
      if (expires != null && expires.isAfter(from) && !expires.isAfter(to)) {
        names.add(account.user().name());
      }
    }
    return names;
  }

  int size() {
    return accounts.size();
  }

  /** What the enabled accounts have to log on with. Counted when it is first asked for. */
  AccountCensus census(String realm) {
    return censuses.computeIfAbsent(realm, this::count);
  }

  private AccountCensus count(String realm) {
    int users = 0;
    int ntHashes = 0;
    int inRealm = 0;
    Map<DigestAlgorithm, Integer> keys = new EnumMap<>(DigestAlgorithm.class);
    for (Account account : accounts.values()) {
      User user = account.user();
      if (!user.enabled()) {
        continue;
      }
      users++;
      ntHashes += user.ntHash() == null ? 0 : 1;
      Set<DigestAlgorithm> own = EnumSet.noneOf(DigestAlgorithm.class);
      for (StoredKey key : user.keys()) {
        if (key.realm().equals(realm)) {
          own.add(key.algorithm());
        }
      }
      inRealm += own.isEmpty() ? 0 : 1;
      own.forEach(each -> keys.merge(each, 1, Integer::sum));
    }
    return new AccountCensus(users, inRealm, keys, ntHashes);
  }

  /** Wipes the keys. Questions that come later find no right answer. */
  void destroy() {
    for (Account account : accounts.values()) {
      account.user().keys().forEach(key -> key.key().destroy());
      SessionKey ntHash = account.user().ntHash();
      if (ntHash != null) {
        ntHash.destroy();
      }
    }
  }
}
