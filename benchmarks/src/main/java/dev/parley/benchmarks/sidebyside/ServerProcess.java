package dev.parley.benchmarks.sidebyside;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server under test, running as a child of this process on a free loopback port. It ends when it
 * is closed, and by itself when this process ends.
 */
public final class ServerProcess implements MeasuredServer {
  private final Process process;
  private final ProcessorTime processorTime;
  private final BufferedReader out;
  private final PrintWriter in;
  private final InetSocketAddress address;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    this.processorTime = new ProcessorTime(process.toHandle());
    out = process.inputReader(StandardCharsets.US_ASCII);
    in = new PrintWriter(process.outputWriter(StandardCharsets.US_ASCII), true);
    int port = Integer.parseInt(answer("port "));
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param lib the directory with the jars of all servers, named {@code group.artifact-version.jar}
   * @param jvmOptions options of the child's virtual machine
   * @throws IOException if it does not start; what it printed on standard error was passed on
   */
  public static ServerProcess start(ServerKind kind, Path lib, List<String> jvmOptions)
      throws IOException {
    return start(
        new Program(kind.label(), kind.mainClass(), List.of(kind.authentication()), kind::mayUse),
        lib,
        jvmOptions);
  }

  /**
   * What a child runs.
   *
   * @param label how messages call it
   * @param mainClass the main class, which behaves as {@code Child} says
   * @param arguments its arguments
   * @param mayUse whether a jar, named {@code group.artifact-version.jar}, is on its class path
   */
  public record Program(
      String label, String mainClass, List<String> arguments, Predicate<String> mayUse) {}

  /**
   * Starts a program and waits until it listens.
   *
   * @param lib the directory with the jars of all servers, named {@code group.artifact-version.jar}
   * @param jvmOptions options of the child's virtual machine
   * @throws IOException if it does not start; what it printed on standard error was passed on
   */
  public static ServerProcess start(Program program, Path lib, List<String> jvmOptions)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.command().addAll(jvmOptions);
    builder.command().addAll(List.of("-cp", classPath(program, lib)));
    builder.command().add(program.mainClass());
    builder.command().addAll(program.arguments());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    try {
      return new ServerProcess(process);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw new IOException(program.label() + " did not start", e);
    }
  }

  private static String classPath(Program program, Path lib) throws IOException {
    try (Stream<Path> jars = Files.list(lib)) {
      return jars.filter(jar -> program.mayUse().test(jar.getFileName().toString()))
          .map(Path::toString)
          .sorted()
          .collect(Collectors.joining(File.pathSeparator, ownClasses() + File.pathSeparator, ""));
    }
  }

  private static String ownClasses() {
    var location = ServerProcess.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(location.getPath()).toString();
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public Duration cpu() throws IOException {
    return processorTime.soFar();
  }

  /** The bytes in use on the server's heap after garbage collection. */
  public long heap() throws IOException {
    in.println("heap");
    return Long.parseLong(answer("heap "));
  }

  private String answer(String prefix) throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith(prefix)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the server ended before it said \"" + prefix.trim() + "\"");
    }
    return line.substring(prefix.length());
  }

  @Override
  public void close() {
    in.close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
