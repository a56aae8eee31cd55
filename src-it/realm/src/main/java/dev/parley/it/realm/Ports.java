package dev.parley.it.realm;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Ports of loopback addresses. */
public final class Ports {
  private static final int TRIES = 50;
  private static final int ADDRESSES = 5;

  private Ports() {}

  /** A port that is free for TCP and for UDP just now. */
  public static int free() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    IOException last = new IOException("no free port");
    for (int i = 0; i < TRIES; i++) {
      try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
          DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), loopback)) {
        return udp.getLocalPort();
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  /**
   * An address in 127.0.0.0/8 on which all these ports are free just now; empty if none is found.
   */
  static Optional<String> freeAddress(int... ports) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return Stream.generate(
            () -> "127." + random.nextInt(10, 250) + "." + random.nextInt(1, 250) + ".10")
        .limit(ADDRESSES)
        .filter(address -> Arrays.stream(ports).allMatch(port -> isFree(address, port)))
        .findFirst();
  }

  private static boolean isFree(String address, int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(address))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a server listens there. */
  public static boolean answers(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Waits until somebody listens.
   *
   * @throws IOException when {@code server} ends before, or after {@code most}
   */
  public static void await(Process server, String address, int port, Duration most)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!answers(address, port)) {
      if (!server.isAlive()) {
        throw new IOException("the server ended with status " + server.exitValue());
      }
      if (System.nanoTime() > end) {
        throw new IOException("nothing listens on " + address + ":" + port + " after " + most);
      }
      Thread.sleep(20);
    }
  }
}
