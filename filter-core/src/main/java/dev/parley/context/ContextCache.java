package dev.parley.context;

import dev.parley.authority.AccountChanges;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The kept security contexts, by their reference. Bounded in number, idle time and age. Whatever
 * leaves, by whichever way, is destroyed. Thread-safe; {@link #find} takes no lock that other
 * callers contend on.
 */
public interface ContextCache extends AutoCloseable {

  /** What an operator sees of a context. */
  record Entry(ContextReference reference, KeptContext context) {}

  /** The live context of a reference, or null; counts as use for the idle time. */
  @Nullable KeptContext find(ContextReference reference);

  /**
   * Keeps a context, unless its account has changed since it was vouched for, or the reference was
   * revoked. When the reference already has a live one, that one stays.
   *
   * @param asked when the authority was asked about the account ({@link #changes})
   * @return the context that is kept now: the given or the one that was there; null when none is.
   *     One that is not kept is the caller's to destroy
   */
  @Nullable KeptContext keep(ContextReference reference, KeptContext context, long asked);

  /** The changes of accounts that no context outlives. */
  AccountChanges changes();

  /**
   * Removes a context, if this is the one kept, and lets its client come back silently with a new
   * challenge.
   */
  void remove(ContextReference reference, KeptContext context);

  /**
   * Removes a context and remembers for as long as a context can live that its reference was
   * revoked, so that the client is asked for its password again.
   *
   * @return whether there was a context
   */
  boolean revoke(ContextReference reference);

  /** Whether the reference was revoked. */
  boolean isRevoked(ContextReference reference);

  /** Revokes, or just removes, all contexts that the predicate matches; returns how many. */
  int removeIf(Predicate<KeptContext> which, boolean revoke);

  /** The live contexts at this moment, at most {@code limit}. */
  List<Entry> list(int limit);

  /** Frees what is over now, as a server without requests does not by itself. */
  void tidy();

  /** About how many are kept. */
  long size();

  /** Destroys all. */
  @Override
  void close();
}
