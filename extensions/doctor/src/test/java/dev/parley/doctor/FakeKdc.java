package dev.parley.doctor;

import dev.parley.negotiate.kerberos.message.KrbError;
import dev.parley.negotiate.kerberos.message.PrincipalName;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A KDC on a port of loopback that knows no clients and, if wanted, not its own realm either. */
final class FakeKdc implements AutoCloseable {
  static final int C_PRINCIPAL_UNKNOWN = 6;
  static final int PREAUTH_REQUIRED = 25;

  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final UnaryOperator<byte[]> answers;

  private FakeKdc(UnaryOperator<byte[]> answers, boolean withUdp) throws IOException {
    this.answers = answers;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    this.tcp = new ServerSocket(0, 10, loopback);
    this.udp = new DatagramSocket(tcp.getLocalPort(), loopback);
    start(this::serveTcp);
    if (withUdp) {
      start(this::serveUdp);
    }
  }

  /** Whose clock is wrong by this much. */
  static FakeKdc ahead(Duration skew) throws IOException {
    return new FakeKdc(request -> error(request, "X.TEST", skew, PREAUTH_REQUIRED), true);
  }

  /** Which has no account krbtgt of the realm that it is asked for. */
  static FakeKdc ofAnotherRealm() throws IOException {
    return new FakeKdc(
        request -> error(request, "OTHER.TEST", Duration.ZERO, C_PRINCIPAL_UNKNOWN), true);
  }

  /** Which is not heard by UDP. */
  static FakeKdc withoutUdp() throws IOException {
    return new FakeKdc(request -> error(request, "X.TEST", Duration.ZERO, PREAUTH_REQUIRED), false);
  }

  /** Which answers with something else. */
  static FakeKdc saying(byte[] answer) throws IOException {
    return new FakeKdc(request -> answer, true);
  }

  private static byte[] error(byte[] request, String realm, Duration skew, int ofKrbtgt) {
    Instant now = Instant.now().plus(skew);
    String text = new String(request, java.nio.charset.StandardCharsets.ISO_8859_1);
    int code = text.contains("parley-doctor") ? C_PRINCIPAL_UNKNOWN : ofKrbtgt;
    PrincipalName krbtgt = new PrincipalName(PrincipalName.NT_SRV_INST, List.of("krbtgt", realm));
    return new KrbError(now.getEpochSecond(), now.getNano() / 1000, code, realm, krbtgt).encode();
  }

  int port() {
    return tcp.getLocalPort();
  }

  private interface Service {
    void run() throws IOException;
  }

  private void start(Service service) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (!tcp.isClosed()) {
                  service.run();
                }
              } catch (IOException e) {
                // Closed by the test.
                return;
              }
            },
            "fake-kdc");
    thread.setDaemon(true);
    thread.start();
  }

  private void serveTcp() throws IOException {
    try (Socket socket = tcp.accept()) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] answer = answers.apply(in.readNBytes(in.readInt()));
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(answer.length);
      out.write(answer);
      out.flush();
    }
  }

  private void serveUdp() throws IOException {
    DatagramPacket request = new DatagramPacket(new byte[4096], 4096);
    udp.receive(request);
    byte[] answer = answers.apply(Arrays.copyOf(request.getData(), request.getLength()));
    udp.send(new DatagramPacket(answer, answer.length, request.getSocketAddress()));
  }

  @Override
  public void close() throws IOException {
    tcp.close();
    udp.close();
  }
}
