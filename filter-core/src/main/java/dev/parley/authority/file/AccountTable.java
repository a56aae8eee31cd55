package dev.parley.authority.file;

import dev.parley.authority.AccountCensus;
import dev.parley.authority.AccountDirectory;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.authority.DigestVerdict.Accepted;
import dev.parley.authority.DigestVerdict.Refused;
import dev.parley.authority.NtlmQuestion;
import dev.parley.authority.NtlmVerdict;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The accounts of a users file at one moment. Immutable; a reload makes a new one. */
final class AccountTable {
  private final PackedUsers users;
  private final String authority;
  private final NtlmNames domains;
  private final Spellings spellings;
  private final Userhashes userhashes;
  private final Census census;
  private final Expiries expiries;
  private final int trials;

  /**
   * @param authority the name of the authority in identities
   * @param domains those that the file stands for
   */
  AccountTable(UsersFile file, String authority, NtlmNames domains) {
    this.users = file.packed();
    this.authority = authority;
    this.domains = domains;
    this.spellings = new Spellings(users, domains);
    this.userhashes = new Userhashes(users);
    this.census = new Census(users);
    this.expiries = new Expiries(users);
    this.trials = mostKeysOfASpace(users);
  }

  private static int mostKeysOfASpace(PackedUsers users) {
    int[] counts = new int[users.spaces().size()];
    int[] most = {1};
    for (int number = 0; number < users.size(); number++) {
      PackedUser user = users.get(number);
      user.forEachKey((space, from, length) -> most[0] = Math.max(most[0], ++counts[space]));
      user.forEachKey((space, from, length) -> counts[space] = 0);
    }
    return most[0];
  }

  /**
   * Tries the keys of the account. Whoever asks, for whatever account, the response is computed the
   * same number of times: with {@code dummy} where there is no key.
   */
  DigestVerdict verify(DigestQuestion question, SessionKey dummy, Instant now) {
    PackedUser account = users.find(question.account());
    List<SessionKey> keys =
        account == null ? List.of() : account.keys(question.realm(), question.algorithm().base());
    SessionKey right = null;
    for (int i = 0; i < trials; i++) {
      boolean known = i < keys.size();
      SessionKey key = known ? keys.get(i) : dummy;
      if (question.isAnsweredBy(key) && known) {
        right = key;
      }
    }
    DigestVerdict verdict = verdict(account, keys.isEmpty(), right, now);
    keys.forEach(SessionKey::destroy);
    return verdict;
  }

  private DigestVerdict verdict(
      @Nullable PackedUser account, boolean noKey, @Nullable SessionKey right, Instant now) {
    if (account == null) {
      return new Refused(Reason.UNKNOWN_ACCOUNT);
    }
    Reason barred = account.barred(now);
    if (barred != null) {
      return new Refused(barred);
    }
    if (noKey) {
      return new Refused(Reason.NO_KEY_FOR_ALGORITHM);
    }
    if (right == null) {
      return new Refused(Reason.WRONG_RESPONSE);
    }
    Accepted accepted = Accepted.withAccountKey(account.identity(authority), right.copy());
    Instant expires = account.expires();
    return expires == null
        ? accepted
        : new Accepted(
            accepted.identity(),
            accepted.key(),
            accepted.scope(),
            shorter(Duration.between(now, expires), accepted.keyLifetime()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Tries the NT hash of the account, or {@code dummy} where there is none, once in any case. */
  NtlmVerdict verify(NtlmQuestion question, SessionKey dummy, Instant now) {
    PackedUser account = account(question);
    SessionKey ntHash = account == null ? null : account.ntHash();
    SessionKey sessionBaseKey = question.answeredBy(ntHash == null ? dummy : ntHash);
    if (ntHash != null) {
      ntHash.destroy();
    }
    Reason barred = account == null ? Reason.UNKNOWN_ACCOUNT : barred(account, now);
    if (account != null && barred == null && ntHash != null && sessionBaseKey != null) {
      return new NtlmVerdict.Accepted(account.identity(authority), sessionBaseKey, Set.of());
    }
    if (sessionBaseKey != null) {
      sessionBaseKey.destroy();
    }
    return new NtlmVerdict.Refused(
        barred != null ? barred : ntHash == null ? Reason.NO_NT_HASH : Reason.WRONG_RESPONSE);
  }

  /** By its own entry, or by one that names the domain beside it. */
  private @Nullable Reason barred(PackedUser account, Instant now) {
    Reason barred = account.barred(now);
    return barred == null ? anyBarredWithDomain(account.name(), now) : barred;
  }

  private @Nullable PackedUser account(NtlmQuestion question) {
    if (!domains.answersFor(question.domain())) {
      return null;
    }
    String name = question.account();
    PackedUser account = ofAnyCase(name);
    // user@domain comes without a domain beside it
    int at = name.lastIndexOf('@');
    boolean ours =
        at > 0 && question.domain().isEmpty() && domains.answersFor(name.substring(at + 1));
    return account == null && ours ? ofAnyCase(name.substring(0, at)) : account;
  }

  /** NTLM names have no case; of two accounts that differ in case only the exact one is meant. */
  private @Nullable PackedUser ofAnyCase(String name) {
    PackedUser exact = users.find(name);
    return exact == null ? spellings.ofAnyCase(name) : exact;
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
    PackedUser account = users.find(name);
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
      return new AccountDirectory.Good(account.identity(authority));
    }
    return spellings.named(name).isEmpty()
        ? new AccountDirectory.Unknown()
        : new AccountDirectory.Barred(Reason.ACCOUNT_AMBIGUOUS);
  }

  /** By an entry with a domain, which may stand beside that of the bare name, or as any. */
  private @Nullable Reason barredAsOther(String other, String name, Instant now) {
    Reason barred = hasDomain(other) ? barredWithDomain(other, now) : null;
    return barred != null || spellings.areAlike(other, name) ? barred : barredAs(other, now);
  }

  /** By the entry of exactly this name, or else by any with a domain that is spelt alike. */
  private @Nullable Reason barredWithDomain(String name, Instant now) {
    PackedUser exact = users.find(name);
    return exact == null ? anyBarredWithDomain(name, now) : exact.barred(now);
  }

  private @Nullable Reason anyBarredWithDomain(String name, Instant now) {
    for (PackedUser each : spellings.alike(name)) {
      Reason barred = hasDomain(each.name()) ? each.barred(now) : null;
      if (barred != null) {
        return barred;
      }
    }
    return null;
  }

  private static boolean hasDomain(String name) {
    return name.indexOf('@') > 0 || name.indexOf('\\') > 0;
  }

  /** By the account of exactly this name, or else by any that is spelt alike. */
  private @Nullable Reason barredAs(String name, Instant now) {
    PackedUser exact = users.find(name);
    if (exact != null) {
      return exact.barred(now);
    }
    for (PackedUser each : spellings.alike(name)) {
      Reason barred = each.barred(now);
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

  /** The account of a userhash. The hashes of a realm are computed when they are first needed. */
  Optional<String> resolveUserhash(String userhash, String realm, DigestAlgorithm algorithm) {
    return Optional.ofNullable(userhashes.find(userhash, new Space(realm, algorithm.base())))
        .map(PackedUser::name);
  }

  /**
   * Copies of all that the accounts of a name can be logged on with in a realm: of those whom it
   * may stand for, but for a domain, or by a userhash.
   *
   * @param hashed the spaces in which it may be a userhash
   */
  List<SessionKey> secrets(String name, String realm, Set<Space> hashed) {
    List<PackedUser> named = spellings.named(name);
    for (Space each : hashed) {
      PackedUser user = each.realm().equals(realm) ? userhashes.find(name, each) : null;
      if (user != null) {
        named.addAll(spellings.named(user.name()));
      }
    }
    List<SessionKey> secrets = new ArrayList<>();
    for (PackedUser each : named) {
      for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
        secrets.addAll(each.keys(realm, algorithm));
      }
      SessionKey ntHash = each.ntHash();
      if (ntHash != null) {
        secrets.add(ntHash);
      }
    }
    return secrets;
  }

  /** The spaces in which clients have sent userhashes. */
  Set<Space> hashedSpaces() {
    return userhashes.asked();
  }

  /** The accounts that expire after {@code from}, up to and with {@code to}. */
  List<String> expiringBetween(Instant from, Instant to) {
    return expiries.between(from, to);
  }

  boolean hasExpiries() {
    return expiries.areAny();
  }

  PackedUsers users() {
    return users;
  }

  /** What the enabled accounts have to log on with. Counted when it is first asked for. */
  AccountCensus census(String realm) {
    return census.of(realm);
  }

  /** Wipes the keys. Questions that come later find no right answer. */
  void destroy() {
    users.wipe();
  }
}
