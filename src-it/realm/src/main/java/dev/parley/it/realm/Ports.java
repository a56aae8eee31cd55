package dev.parley.it.realm;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Ports of loopback addresses. */
public final class Ports {
  private static final int TRIES = 50;

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

  /** Whether somebody listens there. */
  static boolean answers(String address, int port) {
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
