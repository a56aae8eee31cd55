package dev.parley.authority.file;

import dev.parley.audit.Aside;
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
import dev.parley.files.FileContent;
import dev.parley.files.FileWatch;
import dev.parley.files.UnusableFileException;
import dev.parley.files.WatchedFile;
import dev.parley.sspi.SessionKey;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies against a {@link UsersFile} or an htdigest file, from memory. A thread looks for changes
 * of the file; a file that cannot be used leaves the accounts as they were. Users that are removed,
 * disabled, changed or expire are told to the listeners; while they are told of a change of the
 * file questions wait, so that nothing of the former content serves once the new one does. User
 * names are compared exactly, as the hashes contain them; with NTLM, which has no case in names, an
 * account is also found when its name differs in case only. Thread-safe.
 */
public final class FileAuthority implements DigestAuthority, NtlmAuthority, AccountDirectory {
  /** How often the time is looked at where the file is not. */
  private static final Duration EXPIRY_INTERVAL = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(FileAuthority.class);

  private final Path path;
  private final FileFormat format;
  private final NtlmTarget target;
  private final NtlmNames ntlmNames;
  private final InstantSource clock;
  private final WatchedFile file;
  private final Listeners listeners;
  private final SessionKey dummy16;
  private final SessionKey dummy32;
  private final AccountsInForce accounts;
  private final List<FileWatch> watches = new CopyOnWriteArrayList<>();

  // Guarded by this.
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
    this.file = new WatchedFile(path, UsersFile.LIMIT);
    this.dummy16 = randomKey(random, 16);
    this.dummy32 = randomKey(random, 32);
    this.looked = clock.instant();
    try {
      Loaded first = file.read(new Content(format));
      this.format = first.format();
      this.accounts = new AccountsInForce(first.table());
    } catch (UsersFileException e) {
      throw new UsersFileException(path + ": " + e.getMessage());
    }
  }

  /**
   * What a file says.
   *
   * @param format in which it does, never {@code AUTO}
   */
  private record Loaded(FileFormat format, AccountTable table) {}

  /** Makes accounts of the file, while it is read. */
  private final class Content implements FileContent<Loaded, UsersFileException> {
    private final FileFormat expected;

    Content(FileFormat expected) {
      this.expected = expected;
    }

    @Override
    public Loaded read(InputStream in) throws IOException, UsersFileException {
      InputStream content = new BufferedInputStream(in);
      FileFormat found = expected.resolve(content);
      AccountTable table = new AccountTable(found.read(content), name(found), ntlmNames);
      if (!table.ambiguous().isEmpty()) {
        LOG.info("users file {}: a domain may take for one: {}", path, table.ambiguous());
      }
      return new Loaded(found, table);
    }

    @Override
    public void discard(Loaded made) {
      made.table().destroy();
    }
  }

  private static String name(FileFormat format) {
    return format == FileFormat.JSON ? "users-file" : "htdigest-file";
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
    authority.watch(interval);
    return authority;
  }

  /** However seldom the file is looked at, an account that expires is told of at once. */
  private void watch(Duration interval) {
    boolean reloads = !interval.isZero();
    if (reloads) {
      watches.add(FileWatch.start("users file", this::look, interval));
    }
    AccountTable current = accounts.current();
    boolean expires = reloads || (current != null && current.hasExpiries());
    if (expires && (!reloads || interval.compareTo(EXPIRY_INTERVAL) > 0)) {
      watches.add(FileWatch.start("expiry of users", this::lookAtTime, EXPIRY_INTERVAL));
    }
  }

  @Override
  public String name() {
    return name(format);
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
    AccountTable current = accounts.current();
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
    return accounts.answer(
        table -> table.verify(question, dummy, clock.instant()), DigestVerdict::discard);
  }

  @Override
  public NtlmTarget target() {
    return target;
  }

  @Override
  public NtlmVerdict verify(NtlmQuestion question) throws AuthorityUnavailableException {
    return accounts.answer(
        table -> table.verify(question, dummy16, clock.instant()), NtlmVerdict::discard);
  }

  @Override
  public AccountDirectory.Standing find(String account) throws AuthorityUnavailableException {
    return find(account, Set.of());
  }

  @Override
  public AccountDirectory.Standing find(String account, Set<String> otherNames)
      throws AuthorityUnavailableException {
    return accounts.answer(
        table -> table.find(account, otherNames, clock.instant()), standing -> {});
  }

  @Override
  public Optional<String> resolveUserhash(String userhash, String realm, DigestAlgorithm algorithm)
      throws AuthorityUnavailableException {
    return accounts.answer(table -> table.resolveUserhash(userhash, realm, algorithm), name -> {});
  }

  /**
   * Looks once for changes of the file and of time.
   *
   * @return whether to look again soon, because the file is just being written
   */
  synchronized boolean look() {
    AccountTable before = accounts.current();
    if (before == null) {
      return false;
    }
    try {
      Loaded next = file.look(new Content(format));
      if (next != null) {
        take(before, next.table());
      }
    } catch (UnusableFileException e) {
      problem(e.problem());
    } catch (UsersFileException e) {
      problem(String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      file.lookAgain();
      problem("there is no memory for it; give the server more heap (-Xmx)");
    }
    expire();
    return file.isUnsettled();
  }

  private void take(AccountTable before, AccountTable after) {
    TableChange change = new TableChange(before, after);
    accounts.replace(after, () -> listeners.tell(change), () -> listeners.tellRenewed(change));
    lastProblem = "";
    int users = after.users().size();
    int changed = change.count();
    // A log that hangs must not stop reloads, or removed users would stay.
    Aside.write(
        () ->
            LOG.info(
                "users file {}: reloaded, {} users, {} new, changed or gone",
                path,
                users,
                changed));
  }

  private void problem(String problem) {
    if (!problem.equals(lastProblem)) {
      lastProblem = problem;
      Aside.write(() -> LOG.error("users file {}: {}; the users stay as they were", path, problem));
    }
  }

  /** Looks for accounts that expire. */
  private synchronized boolean lookAtTime() {
    expire();
    return false;
  }

  private void expire() {
    Instant now = clock.instant();
    AccountTable current = accounts.current();
    if (current != null) {
      listeners.tell(current.expiringBetween(looked, now));
    }
    looked = now;
  }

  @Override
  public void close() {
    watches.forEach(FileWatch::close);
    synchronized (this) {
      accounts.close();
    }
  }

  @Override
  public String toString() {
    return name() + " " + path;
  }
}
