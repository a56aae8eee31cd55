package dev.parley.it.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A container in a process of its own, with a folder of its own; both end with {@link #close}. */
public final class ContainerProcess implements AutoCloseable {
  private static final Pattern LISTENING =
      Pattern.compile("LISTENING http=(-?\\d+) https=(-?\\d+) ajp=(-?\\d+)");
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final Path work;
  private final StringBuilder output = new StringBuilder();
  private final CompletableFuture<Matcher> listening = new CompletableFuture<>();
  private final Matcher ports;

  private ContainerProcess(Process process, Path work, Duration start) {
    this.process = process;
    this.work = work;
    Thread reader = new Thread(this::readOutput, "container output");
    reader.setDaemon(true);
    reader.start();
    try {
      this.ports = listening.get(start.toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      String seen = output();
      close();
      throw new IllegalStateException("the container did not start:\n" + seen, e);
    }
  }

  /** Collects what a container is started with. */
  public static final class Options {
    private final ContainerKind kind;
    private final Map<String, String> arguments = new TreeMap<>();
    private final List<String> jvm = new ArrayList<>(List.of("-Xmx256m", "-Xshare:auto"));
    private final List<String> missing = new ArrayList<>();
    private String application = "src-it/assembly";
    private String java = Built.java();
    private Duration start = START;

    private Options(ContainerKind kind) {
      this.kind = kind;
    }

    /** An option of the launcher or the application, without dashes. */
    public Options with(String key, String value) {
      arguments.put(key, value);
      return this;
    }

    /** A setting of Parley. */
    public Options setting(String key, String value) {
      return with("parley." + key, value);
    }

    /** Another {@code java} than that of the tests. */
    public Options java(Path program) {
      java = program.toString();
      return this;
    }

    /** An option of the JVM. */
    public Options jvm(String option) {
      jvm.add(option);
      return this;
    }

    /** Leaves out the jars whose file names begin so. */
    public Options without(String jar) {
      missing.add(jar);
      return this;
    }

    /** Deploys a WAR; neither the test application nor Parley are on the container's class path. */
    public Options war(Path war) {
      return application("").with("war", war.toString());
    }

    /** Another application than the test application: its module's folder; empty for none. */
    public Options application(String module) {
      application = module;
      return this;
    }

    /** How long its start may take, where it has much to read. */
    public Options within(Duration most) {
      start = most;
      return this;
    }

    /** Starts it and waits until it listens. */
    public ContainerProcess start() {
      try {
        Path work = Files.createTempDirectory("parley-it-");
        arguments.put("work", work.toString());
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.directory(work.toFile()).redirectErrorStream(true);
        return new ContainerProcess(builder.start(), work, start);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private List<String> command() {
      String container = "src-it/containers/" + kind.module();
      Set<Path> classPath =
          application.isEmpty()
              ? Built.classPath(container)
              : Built.classPath(container, application);
      classPath.removeIf(
          each -> missing.stream().anyMatch(String.valueOf(each.getFileName())::startsWith));
      List<String> command = new ArrayList<>();
      command.add(java);
      command.addAll(jvm);
      command.addAll(List.of("-cp", Built.joined(classPath), kind.mainClass()));
      arguments.forEach((key, value) -> command.addAll(List.of("--" + key, value)));
      return command;
    }
  }

  /** Prepares a container. */
  public static Options of(ContainerKind kind) {
    return new Options(kind);
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        append(line);
        Matcher matcher = LISTENING.matcher(line);
        if (matcher.matches()) {
          listening.complete(matcher);
        }
      }
    } catch (IOException e) {
      append(e.toString());
    }
    listening.completeExceptionally(new IOException("it ended"));
  }

  /** The port for HTTP/1.1 and h2c. */
  public int port() {
    return Integer.parseInt(ports.group(1));
  }

  /** The port for TLS, or -1. */
  public int securePort() {
    return Integer.parseInt(ports.group(2));
  }

  /** The port for AJP, or -1. */
  public int ajpPort() {
    return Integer.parseInt(ports.group(3));
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** What it wrote to standard output and error. */
  public String output() {
    synchronized (output) {
      return output.toString();
    }
  }

  private void append(String line) {
    synchronized (output) {
      output.append(line).append('\n');
    }
  }

  /** Asks the operating system's way (SIGTERM) and returns the exit status. */
  public int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the container did not stop on SIGTERM");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      deleteRecursively(work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void deleteRecursively(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
