package dev.parley.negotiate.kerberos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.AccountChanges;
import dev.parley.negotiate.kerberos.crypto.StripedRandom;
import dev.parley.negotiate.mechanism.BindingPolicy;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Step;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Many logons at once")
class SharedLockTest {
  private static final int THREADS = 8;
  private static final int LOGONS = 800;
  private static final ThreadMXBean JVM = ManagementFactory.getThreadMXBean();

  private final TestSite site = new TestSite();
  private final Mechanism mechanism =
      new KerberosMechanism(
          new KerberosPolicy(
              site.enctypes,
              Duration.ofMinutes(5),
              BindingPolicy.OFF,
              false,
              false,
              100_000,
              100_000,
              KerberosPolicy.DEFAULT_KEEP_TICKETS,
              Set.of(),
              true,
              () -> site.now,
              new StripedRandom()),
          () -> site.keys,
          new TestSite.ByName(),
          new AccountChanges());

  private int micros;

  private Step accept(byte[] token) {
    try (Mechanism.Acceptor acceptor = mechanism.newAcceptor()) {
      return acceptor.accept(token, site.peer);
    }
  }

  private static long waits() {
    ThreadInfo mine = JVM.getThreadInfo(Thread.currentThread().getId());
    return mine.getBlockedCount() + mine.getWaitedCount();
  }

  /** How often threads that accept tokens of their own had to wait for each other. */
  private long waits(Function<byte[], Step> accept) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Callable<Long>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      List<byte[]> tokens = new ArrayList<>();
      // A client has one ticket for all of its logons.
      TestTicket.Issued ticket = site.ticket().issue();
      for (int j = 0; j < LOGONS; j++) {
        micros = (micros + 1) % 1_000_000;
        tokens.add(
            ticket.request(site.now).time(site.now.getEpochSecond(), micros).mutual().token());
      }
      tasks.add(
          () -> {
            start.await();
            long before = waits();
            for (byte[] each : tokens) {
              assertThat(accept.apply(each)).isInstanceOf(Step.Established.class);
            }
            return waits() - before;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      long all = 0;
      for (Future<Long> each : threads.invokeAll(tasks)) {
        all += each.get();
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName(
      "defect class 8, a lock that all share: accepting threads do not wait for each other")
  void noSharedLock() throws Exception {
    waits(this::accept); // classes are loaded under locks
    final long without = waits(this::accept);
    Object lock = new Object();
    long with =
        waits(
            token -> {
              synchronized (lock) {
                return accept(token);
              }
            });
    assertThat(without)
        .as("with a lock: %d", with)
        .isLessThan(THREADS * LOGONS / 50)
        .isLessThan(with / 4);
  }
}
