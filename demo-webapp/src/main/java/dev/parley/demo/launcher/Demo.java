package dev.parley.demo.launcher;

import dev.parley.config.ConfigurationException;
import dev.parley.demo.DemoApplication;
import dev.parley.demo.SampleUsers;
import dev.parley.filter.AuthenticationFilter;
import dev.parley.filter.AuthenticationFilterBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The command {@code bin/demo}. */
public final class Demo {
  private Demo() {}

  /** Starts the demo and serves until the process is told to stop. */
  public static void main(String[] arguments) throws Exception {
    try {
      Options options = Options.parse(List.of(arguments));
      if (options.help()) {
        System.out.print(Options.HELP);
        return;
      }
      run(options);
    } catch (UsageException | ConfigurationException e) {
      System.err.println("bin/demo: " + e.getMessage());
      System.exit(2);
    }
  }

  private static void run(Options options) throws Exception {
    DemoSettings settings = new DemoSettings(options.settings(), options.config());
    DemoApplication application = new DemoApplication();
    AuthenticationFilterBuilder builder =
        AuthenticationFilter.builder().auditLog(application.auditLog());
    if (options.config() != null) {
      builder.configFile(options.config());
    }
    SampleUsers samples = options.host() == null ? SampleUsers.known() : SampleUsers.fresh();
    KerberosRealm realm = null;
    if (options.kerberos()) {
      KerberosRealm started = KerberosRealm.start(samples, Greeting.host(options.host()));
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      realm = started;
    }
    settings.offer(options.ntlm(), realm);
    for (Map.Entry<String, String> setting : settings.toSet().entrySet()) {
      builder.set(setting.getKey(), setting.getValue());
    }
    boolean sampleFile = !settings.namesUsers();
    if (sampleFile) {
      Path folder = Files.createTempDirectory("parley-demo");
      Path file = samples.write(folder, settings.value("realm"), options.ntlm());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(file, folder)));
      builder.set("users-file", file.toString());
    }
    AuthenticationFilter filter = builder.build();
    DemoServer server =
        DemoServer.start(
            new DemoServer.Place(options.host(), options.names(), options.port()),
            filter,
            application,
            settings.value("digest.nonce-lifetime"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    Greeting greeting = new Greeting(options.host(), server.port(), samples);
    System.out.print(greeting.text(settings.value("realm"), sampleFile, options.ntlm(), realm));
    System.out.flush();
    server.join();
  }

  private static void stop(DemoServer server) {
    try {
      server.close();
    } catch (Exception e) {
      System.err.println("bin/demo: did not stop cleanly: " + e);
    }
  }

  private static void delete(Path file, Path folder) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      System.err.println("bin/demo: could not delete " + folder + ": " + e);
    }
  }
}
