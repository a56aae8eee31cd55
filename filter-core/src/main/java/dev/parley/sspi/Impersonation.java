package dev.parley.sspi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.PrivilegedExceptionAction;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Runs code as a client and always reverts; the Java side of ImpersonateSecurityContext and
 * RevertSecurityContext.
 */
public final class Impersonation {
  private static final ThreadLocal<@Nullable Identity> CURRENT = new ThreadLocal<>();
  // Subject.callAs came with Java 18 and is the only one of the two that stays.
  private static final @Nullable Method CALL_AS = callAs();

  private Impersonation() {}

  /** The client as whom the current thread runs, or null. */
  public static @Nullable Identity current() {
    return CURRENT.get();
  }

  static <T> T run(Identity identity, Callable<T> action) throws Exception {
    return run(identity, new Subject(true, Set.of(identity), Set.of(), Set.of()), action);
  }

  /**
   * Runs {@code action} as a client, for packages that have more to give than its identity.
   *
   * @param identity who the client is
   * @param subject the client with its forwarded credentials
   * @return what the action returns
   * @throws Exception what the action throws, as it is
   */
  public static <T> T run(Identity identity, Subject subject, Callable<T> action) throws Exception {
    Identity before = CURRENT.get();
    CURRENT.set(identity);
    try {
      return callAs(subject, action);
    } finally {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    }
  }

  private static <T> T callAs(Subject subject, Callable<T> action) throws Exception {
    try {
      if (CALL_AS == null) {
        return doAs(subject, action);
      }
      @SuppressWarnings("unchecked")
      T result = (T) CALL_AS.invoke(null, subject, action);
      return result;
    } catch (InvocationTargetException e) {
      throw unwrap(e.getCause() == null ? e : e.getCause());
    }
  }

  private static Exception unwrap(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof Exception exception ? exception : new IllegalStateException(cause);
  }

  @SuppressWarnings("removal")
  private static <T> T doAs(Subject subject, Callable<T> action) throws Exception {
    try {
      return Subject.doAs(subject, (PrivilegedExceptionAction<T>) action::call);
    } catch (java.security.PrivilegedActionException e) {
      throw e.getException();
    }
  }

  private static @Nullable Method callAs() {
    try {
      return Subject.class.getMethod("callAs", Subject.class, Callable.class);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }
}
