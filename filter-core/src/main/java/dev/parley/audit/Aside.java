package dev.parley.audit;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Writes to the log for threads that serve requests or watch files, in a thread of its own: a log
 * that hangs (a full disk, a console that is not read) holds no request and no reload. What it
 * cannot take is dropped. The thread is there while there is something to write. Thread-safe.
 */
public final class Aside {
  private static final int WAITING = 1_000;

  private static final ThreadPoolExecutor WRITER =
      new ThreadPoolExecutor(
          1,
          1,
          1,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Aside::thread,
          new ThreadPoolExecutor.DiscardPolicy());

  static {
    WRITER.allowCoreThreadTimeOut(true);
  }

  private Aside() {}

  /** It inherits nothing of the request that happens to start it. */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "parley-log", 0, false);
    thread.setContextClassLoader(Aside.class.getClassLoader());
    thread.setDaemon(true);
    return thread;
  }

  /** Writes soon. */
  public static void write(Runnable line) {
    WRITER.execute(line);
  }
}
