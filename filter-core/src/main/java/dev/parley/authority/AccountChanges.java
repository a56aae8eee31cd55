package dev.parley.authority;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * When what was said of accounts was taken back, so that nothing that was asked before a change
 * outlives it:
 *
 * <ol>
 *   <li>Who asks takes the moment first, and asks anew when the account has changed meanwhile.
 *   <li>What is kept is put in its place only while nothing has changed since it was asked for; no
 *       change comes in between.
 *   <li>A change is recorded first; then what is kept of the account is removed.
 * </ol>
 *
 * <p>So a change finds all that was kept before it, and nothing is kept after it that is older.
 * Moments are counted, not measured. The latest {@value #REMEMBERED} accounts that changed are
 * remembered; of what was asked before that any account counts as changed. Thread-safe: a volatile
 * read as long as nothing changes; who keeps something shares a lock that changes alone hold for
 * themselves.
 */
public final class AccountChanges {
  /** Of how many accounts the last change is known. */
  public static final int REMEMBERED = 8192;

  /** How often an authority is asked that is overtaken by changes each time. */
  static final int QUESTIONS = 3;

  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /** By their form for matching, the one that changed the longest ago first. */
  private final Map<String, Long> changed = new LinkedHashMap<>();

  /** When all changed, or one that is forgotten. */
  private long anyChanged;

  private volatile long last;

  /**
   * An answer, and the moment at which it was asked for.
   *
   * @param <T> the answer
   */
  public record Fresh<T>(T answer, long asked) {}

  /**
   * A question to an authority.
   *
   * @param <T> the answer
   */
  @FunctionalInterface
  public interface Question<T> {
    /** Asks. */
    T ask() throws AuthorityUnavailableException;
  }

  /**
   * Says whose account an answer is about.
   *
   * @param <T> the answer
   */
  @FunctionalInterface
  public interface About<T> {
    /** The account; null for an answer that may be older than a change, for nothing comes of it. */
    @Nullable OfAccount account(T answer);
  }

  /**
   * Puts something in its place.
   *
   * @param <T> what is in it then
   */
  @FunctionalInterface
  public interface Keep<T> {
    /** Puts it there, in a short time, since changes wait; null when it does not stay. */
    @Nullable T keep();
  }

  /** Nothing has changed yet. */
  public AccountChanges() {}

  /** The moment now: to be taken before anybody is asked. */
  public long now() {
    return last;
  }

  /** Whether what was asked at that moment still holds of the account. */
  public boolean holds(long asked, OfAccount account) {
    if (last <= asked) {
      return true;
    }
    Lock shared = lock.readLock();
    shared.lock();
    try {
      return anyChanged <= asked && !account.isNamed(name -> changedAt(name) > asked);
    } finally {
      shared.unlock();
    }
  }

  private long changedAt(String name) {
    return changed.getOrDefault(AccountNames.canonical(name), 0L);
  }

  /**
   * Asks, and asks again when the account has changed meanwhile.
   *
   * @param discard takes an answer that came too late
   * @throws AuthorityUnavailableException when there is no answer, or each was overtaken
   */
  public <T> Fresh<T> ask(Question<T> question, About<T> about, Consumer<T> discard)
      throws AuthorityUnavailableException {
    for (int i = 0; i < QUESTIONS; i++) {
      long asked = now();
      T answer = question.ask();
      OfAccount account = about.account(answer);
      if (account == null || holds(asked, account)) {
        return new Fresh<>(answer, asked);
      }
      discard.accept(answer);
    }
    throw new AuthorityUnavailableException(
        "the account has changed as often as the authority was asked about it");
  }

  /**
   * Keeps something, unless the account has changed since it was asked for.
   *
   * @return what {@code keep} returns; null when the account has changed
   */
  public <T> @Nullable T unlessChanged(long asked, OfAccount account, Keep<T> keep) {
    Lock shared = lock.readLock();
    shared.lock();
    try {
      return holds(asked, account) ? keep.keep() : null;
    } finally {
      shared.unlock();
    }
  }

  /**
   * Marks something else that nothing that is being kept must outlive: a reference that is revoked.
   *
   * @param mark to be short, since nothing is kept meanwhile
   */
  public void alone(Runnable mark) {
    Lock exclusive = lock.writeLock();
    exclusive.lock();
    try {
      mark.run();
    } finally {
      exclusive.unlock();
    }
  }

  /** The accounts have changed; to be recorded before what is kept of them is removed. */
  public void record(Collection<String> accounts) {
    List<String> names = accounts.stream().map(AccountNames::canonical).toList();
    alone(() -> record(names, last + 1));
  }

  private void record(List<String> names, long moment) {
    for (String name : names) {
      changed.remove(name);
      changed.put(name, moment);
    }
    while (changed.size() > REMEMBERED) {
      Map.Entry<String, Long> oldest = changed.entrySet().iterator().next();
      anyChanged = Math.max(anyChanged, oldest.getValue());
      changed.remove(oldest.getKey());
    }
    last = moment;
  }

  /** Any account may have changed. */
  public void recordAll() {
    alone(
        () -> {
          changed.clear();
          anyChanged = last + 1;
          last = anyChanged;
        });
  }
}
