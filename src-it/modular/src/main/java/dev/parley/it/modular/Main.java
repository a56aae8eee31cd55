package dev.parley.it.modular;

import dev.parley.engine.Outcome;
import java.lang.management.ManagementFactory;

/**
 * {@code logon}: logs one user on twice and prints what was found. {@code contexts LIMIT USERS}:
 * logs on that many users with that cache bound, and prints the contexts held and the heap that
 * they take.
 */
public final class Main {
  private Main() {}

  /** Prints {@code name=value} lines. */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "logon" -> logon();
      case "contexts" -> contexts(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void logon() throws Exception {
    try (Site site = new Site(10)) {
      Answerer answerer = site.challenge("alice");
      for (int i = 0; i < 2; i++) {
        Outcome outcome = site.request(answerer.next());
        if (!(outcome instanceof Outcome.Authenticated user)) {
          throw new IllegalStateException(outcome.toString());
        }
        System.out.println("user=" + user.context().identity().name());
      }
      var counters = site.service().counters().snapshot();
      System.out.println("module=" + Main.class.getModule().getName());
      System.out.println("packages=" + site.service().engine().offers().size());
      System.out.println("authorityCalls=" + counters.authorityCalls());
      System.out.println("localVerifications=" + counters.localVerifications());
    }
  }

  private static void contexts(int limit, int users) throws Exception {
    try (Site site = new Site(limit)) {
      logOnAll(site, 0, 1000);
      long before = heap();
      logOnAll(site, 1000, users);
      System.out.println("held=" + site.service().contexts().size());
      System.out.println("heap=" + (heap() - before));
      System.out.println("evictions=" + site.service().counters().snapshot().evictions());
    }
  }

  private static void logOnAll(Site site, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      Outcome outcome = site.request(site.challenge("user-" + i).next());
      if (!(outcome instanceof Outcome.Authenticated)) {
        throw new IllegalStateException(outcome.toString());
      }
    }
  }

  private static long heap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
