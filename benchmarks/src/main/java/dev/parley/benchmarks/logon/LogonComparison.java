package dev.parley.benchmarks.logon;

import dev.parley.benchmarks.load.Logon;
import dev.parley.benchmarks.load.LogonLoad;
import dev.parley.benchmarks.load.Tally;
import dev.parley.benchmarks.negotiate.KerberosMessages;
import dev.parley.benchmarks.negotiate.KerberosService;
import dev.parley.benchmarks.sidebyside.MeasuredServer;
import dev.parley.benchmarks.sidebyside.ServerKind;
import dev.parley.benchmarks.sidebyside.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Measures logons on new connections: how many a second, and the server's processor time for each,
 * accepting and closing of connections and garbage collection included. All servers stay up; the
 * rounds visit them in turn.
 */
public final class LogonComparison {
  private final LogonSettings settings;
  private final LogonSite site;
  private final PrintStream progress;
  private final Map<LogonKind, MeasuredServer> servers = new EnumMap<>(LogonKind.class);

  private LogonComparison(LogonSettings settings, LogonSite site, PrintStream progress) {
    this.settings = settings;
    this.site = site;
    this.progress = progress;
  }

  /** Runs the comparison and writes {@code logons.csv} for the report. */
  public static void main(String[] args) throws IOException {
    LogonSettings settings = LogonSettings.parse(List.of(args));
    Files.createDirectories(settings.common().out());
    try (LogonSite site = LogonSite.make()) {
      LogonResults results = new LogonComparison(settings, site, System.err).run();
      results.write(settings.common().out().resolve("logons.csv"));
    }
  }

  private LogonResults run() throws IOException {
    try {
      for (LogonKind kind : LogonKind.values()) {
        if (settings.common().includes(kind)) {
          start(kind);
        }
      }
      for (LogonKind kind : servers.keySet()) {
        for (int made = 0; made < settings.warmUp(); made += settings.logons()) {
          print("warm-up", kind, measure(kind));
        }
      }
      LogonResults results = new LogonResults();
      for (int round = 1; round <= settings.common().rounds(); round++) {
        for (LogonKind kind : servers.keySet()) {
          LogonResults.Sample sample = measure(kind);
          results.add(kind, sample);
          print("round " + round, kind, sample);
        }
      }
      return results;
    } finally {
      servers.values().forEach(MeasuredServer::close);
    }
  }

  private void start(LogonKind kind) throws IOException {
    if (!kind.isApache()) {
      servers.put(kind, jetty(kind));
      return;
    }
    Optional<Path> missing = ApacheServer.missing(kind);
    if (missing.isPresent()) {
      progress.println("skipped: " + kind.label() + ", there is no " + missing.get());
    } else {
      servers.put(kind, ApacheServer.start(kind, site));
    }
  }

  private MeasuredServer jetty(LogonKind kind) throws IOException {
    ServerKind jars = kind.isParley() ? ServerKind.JETTY_PARLEY : ServerKind.JETTY;
    List<String> options = new ArrayList<>(settings.common().jvmOptions());
    options.add("-Djava.security.krb5.conf=" + KerberosService.configuration(site.folder()));
    return ServerProcess.start(
        new ServerProcess.Program(
            kind.label(),
            "dev.parley.benchmarks.server.JettyLogonServer",
            List.of(kind.authentication(), site.folder().toString(), KerberosService.HOST),
            jars::mayUse),
        settings.common().lib(),
        options);
  }

  private LogonResults.Sample measure(LogonKind kind) throws IOException {
    MeasuredServer server = servers.get(kind);
    if (server == null) {
      throw new IllegalStateException(kind + " takes no part");
    }
    List<Logon> logons = logons(kind, server);
    Duration before = server.cpu();
    Tally tally = new LogonLoad(server.address(), settings.atOnce()).run(logons.iterator());
    Duration used = server.cpu().minus(before);
    return new LogonResults.Sample(tally.perSecond(), used.toNanos() / 1e3 / tally.expected());
  }

  /** Made ahead; only answers to challenges are made under way. */
  private List<Logon> logons(LogonKind kind, MeasuredServer server) {
    List<Logon> logons = new ArrayList<>(settings.logons());
    switch (kind.scheme()) {
      case KERBEROS -> {
        TokenRequests requests = new TokenRequests(server.address(), "Negotiate");
        KerberosMessages messages = KerberosMessages.of(site.service(), Instant.now());
        for (int i = 0; i < settings.logons(); i++) {
          logons.add(new KerberosLogon(requests, messages.nextInSpnego()));
        }
      }
      case NTLM -> {
        TokenRequests requests = new TokenRequests(server.address(), "NTLM");
        for (int i = 0; i < settings.logons(); i++) {
          logons.add(new NtlmLogon(requests));
        }
      }
    }
    return logons;
  }

  private void print(String when, LogonKind kind, LogonResults.Sample sample) {
    progress.printf(
        Locale.ROOT,
        "%-8s %-20s %8.0f/s %7.2f us cpu%n",
        when,
        kind.id(),
        sample.perSecond(),
        sample.cpuMicros());
  }
}
