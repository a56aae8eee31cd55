package dev.parley.authority.file;

import dev.parley.authority.AccountCensus;
import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.NtlmQuestion;
import dev.parley.authority.NtlmTarget;
import dev.parley.authority.NtlmVerdict;
import dev.parley.files.FileWatch;
import dev.parley.files.UnusableFileException;
import dev.parley.files.WatchedFile;
import dev.parley.sspi.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies against a {@link UsersFile} or an htdigest file, from memory. A thread looks for changes
 * of the file; a file that can not be used leaves the accounts as they were. Users that are
 * removed, disabled, changed or expire are told to the listeners; while they are told of a change
 * of the file questions wait, so that nothing of the former content serves once the new one does.
 * User names are compared exactly, as the hashes contain them; with NTLM, which has no case in
 * names, an account is also found when its name differs in case only. Thread-safe.
 */
public final class FileAuthority implements DigestAuthority, NtlmAuthority, AccountDirectory {
  /** How often the time is looked at where the file is not. */
  private static final Duration EXPIRY_INTERVAL = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(FileAuthority.class);

  private final Path path;
  private final FileFormat format;
  private final String name;
  private final NtlmTarget target;
  private final NtlmNames ntlmNames;
  private final InstantSource clock;
  private final WatchedFile file;
  private final Listeners listeners;
  private final SessionKey dummy16;
  private final SessionKey dummy32;
  private volatile @Nullable AccountTable accounts;
  private volatile @Nullable Turnover turnover;
  private @Nullable FileWatch watch;

  // What only the watching thread uses.
  private Instant looked;
  private String lastProblem = "";

  private FileAuthority(
      Path path, FileFormat format, NtlmTarget target, InstantSource clock, RandomGenerator random)
      throws UnusableFileException, UsersFileException {
    this.path = path;
    this.listeners = new Listeners(path);
    this.target = target;
    this.ntlmNames = new NtlmNames(target);
    this.clock = clock;
    this.file = new WatchedFile(path, UsersFile.MAXIMUM_OCTETS);
    this.dummy16 = randomKey(random, 16);
    this.dummy32 = randomKey(random, 32);
    this.looked = clock.instant();
    byte[] content = file.read();
    try {
      this.format = format.resolve(content);
      this.name = this.format == FileFormat.JSON ? "users-file" : "htdigest-file";
      this.accounts = table(content);
    } catch (UsersFileException e) {
      throw new UsersFileException(path + ": " + e.getMessage());
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private AccountTable table(byte[] content) throws UsersFileException {
    AccountTable table = new AccountTable(format.parse(content), name, ntlmNames);
    if (!table.ambiguous().isEmpty()) {
      LOG.info("users file {}: a domain may take for one: {}", path, table.ambiguous());
    }
    return table;
  }

  private static SessionKey randomKey(RandomGenerator random, int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return SessionKey.copyOf(octets);
  }

  /**
   * Reads the file and starts to watch it.
   *
   * @param interval how often to look for changes; zero for never
   * @param target the names that NTLM clients are told; accounts of other domains are unknown
   * @param clock the time that the expiry of accounts is compared with
   * @param random a secure source, for the keys that stand in where there is none
   * @throws IOException when the file cannot be read; the message names it and says why
   * @throws UsersFileException when the file is not of its format; names the file, line and key
   */
  public static FileAuthority open(
      Path path,
      FileFormat format,
      Duration interval,
      NtlmTarget target,
      InstantSource clock,
      RandomGenerator random)
      throws IOException, UsersFileException {
    FileAuthority authority = new FileAuthority(path, format, target, clock, random);
    authority.watch = authority.watch(interval);
    return authority;
  }

  private @Nullable FileWatch watch(Duration interval) {
    if (!interval.isZero()) {
      return FileWatch.start("users file", this::look, interval);
    }
    AccountTable current = accounts;
    return current == null || current.expiringBetween(Instant.MIN, Instant.MAX).isEmpty()
        ? null
        : FileWatch.start("users file", this::lookAtTime, EXPIRY_INTERVAL);
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * Whether the format of the file has room for NT hashes, without which NTLM can not be served.
   */
  public boolean servesNtlm() {
    return format == FileFormat.JSON;
  }

  /**
   * How many accounts the file has, and what they have to log on with.
   *
   * @param realm the realm whose keys are counted
   * @return null once the authority is closed
   */
  public @Nullable AccountCensus census(String realm) {
    AccountTable current = accounts;
    return current == null ? null : current.census(realm);
  }

  @Override
  public boolean answersFromMemory() {
    return true;
  }

  @Override
  public void addListener(AccountListener listener) {
    listeners.add(listener);
  }

  @Override
  public DigestVerdict verify(DigestQuestion question) throws AuthorityUnavailableException {
    SessionKey dummy = question.algorithm().hashLength() == 16 ? dummy16 : dummy32;
    return answer(table -> table.verify(question, dummy, clock.instant()), DigestVerdict::discard);
  }

  @Override
  public NtlmTarget target() {
    return target;
  }

  @Override
  public NtlmVerdict verify(NtlmQuestion question) throws AuthorityUnavailableException {
    return answer(table -> table.verify(question, dummy16, clock.instant()), NtlmVerdict::discard);
  }

  @Override
  public AccountDirectory.Standing find(String account) throws AuthorityUnavailableException {
    return find(account, Set.of());
  }

  @Override
  public AccountDirectory.Standing find(String account, Set<String> otherNames)
      throws AuthorityUnavailableException {
    return answer(table -> table.find(account, otherNames, clock.instant()), standing -> {});
  }

  @Override
  public Optional<String> resolveUserhash(String userhash, String realm, DigestAlgorithm algorithm)
      throws AuthorityUnavailableException {
    return answer(table -> table.resolveUserhash(userhash, realm, algorithm), name -> {});
  }

  /** By the accounts that are in force from when they are asked until they have answered. */
  private <T> T answer(Function<AccountTable, T> question, Consumer<T> discard)
      throws AuthorityUnavailableException {
    while (true) {
      Turnover underWay = turnover;
      if (underWay != null && underWay.isMine()) {
        return question.apply(underWay.after());
      }
      if (underWay != null) {
        underWay.await();
      }
      AccountTable current = accounts;
      if (current == null) {
        throw new AuthorityUnavailableException("the users file " + path + " was closed");
      }
      T answer = question.apply(current);
      // In this order: a turnover that is over has left other accounts.
      if (turnover == null && accounts == current) {
        return answer;
      }
      // Of yesterday, or of keys that were just wiped.
      discard.accept(answer);
    }
  }

  /**
   * Looks once for changes of the file and of time.
   *
   * @return whether to look again soon, because the file is just being written
   */
  synchronized boolean look() {
    AccountTable before = accounts;
    if (before == null) {
      return false;
    }
    try {
      byte[] content = file.look();
      if (content != null) {
        reload(before, content);
      }
    } catch (UnusableFileException e) {
      problem(e.problem());
    }
    expire();
    return file.isUnsettled();
  }

  private void reload(AccountTable before, byte[] content) {
    try {
      AccountTable after = table(content);
      List<String> changed = before.changedIn(after);
      replace(after, changed);
      before.destroy();
      lastProblem = "";
      LOG.info(
          "users file {}: reloaded, {} users, {} new, changed or gone",
          path,
          after.size(),
          changed.size());
    } catch (UsersFileException e) {
      problem(String.valueOf(e.getMessage()));
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /**
   * From when listeners are told on, no question is answered by the former accounts; and by the new
   * ones when all have heard.
   */
  private void replace(AccountTable after, List<String> changed) {
    Turnover underWay = new Turnover(after);
    turnover = underWay;
    try {
      listeners.tell(changed);
    } finally {
      accounts = after;
      turnover = null;
      underWay.end();
    }
  }

  private void problem(String problem) {
    if (!problem.equals(lastProblem)) {
      lastProblem = problem;
      LOG.error("users file {}: {}; the users stay as they were", path, problem);
    }
  }

  /** Looks for accounts that expire. */
  private synchronized boolean lookAtTime() {
    expire();
    return false;
  }

  private void expire() {
    Instant now = clock.instant();
    AccountTable current = accounts;
    if (current != null) {
      listeners.tell(current.expiringBetween(looked, now));
    }
    looked = now;
  }

  @Override
  public void close() {
    FileWatch running = watch;
    if (running != null) {
      running.close();
    }
    synchronized (this) {
      AccountTable last = accounts;
      accounts = null;
      if (last != null) {
        last.destroy();
      }
    }
  }

  @Override
  public String toString() {
    return name + " " + path;
  }
}
