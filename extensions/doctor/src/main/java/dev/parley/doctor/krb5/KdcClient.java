package dev.parley.doctor.krb5;

import dev.parley.doctor.krb5.Kdc.Transport;
import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.message.KrbError;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Asks a KDC for a ticket that it will not give, to learn that it is there and what its clock says.
 * Thread-safe.
 */
public final class KdcClient {
  private static final int CONNECT_MILLIS = 4_000;
  private static final int READ_MILLIS = 5_000;
  private static final int UDP_MILLIS = 1_500;
  private static final int UDP_TRIES = 2;
  private static final int LONGEST = 1 << 16;
  private static final int AS_REP = 0x6B;
  private static final int KRB_ERROR = 0x7E;

  private final InstantSource clock;
  private final RandomGenerator random = new SecureRandom();

  /** A client with this machine's clock. */
  public KdcClient(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Asks.
   *
   * @param client the components of the name to log on as, without any proof
   */
  public KdcAnswer ask(Kdc kdc, Transport transport, String realm, List<String> client) {
    InetSocketAddress address = new InetSocketAddress(kdc.host(), kdc.port());
    if (address.isUnresolved()) {
      return new KdcAnswer.None(kdc, transport, "the name has no address");
    }
    Instant begin = clock.instant();
    byte[] request =
        KdcRequest.of(
            realm, client, random.nextInt() & Integer.MAX_VALUE, begin.plus(Duration.ofHours(1)));
    try {
      byte[] answer =
          transport == Transport.TCP ? byTcp(address, request) : byUdp(address, request);
      Duration took = Duration.between(begin, clock.instant());
      return read(kdc, transport, answer, begin.plus(took.dividedBy(2)));
    } catch (SocketTimeoutException e) {
      return new KdcAnswer.None(kdc, transport, "no answer in time");
    } catch (PortUnreachableException e) {
      return new KdcAnswer.None(kdc, transport, "no server listens there");
    } catch (IOException e) {
      return new KdcAnswer.None(kdc, transport, String.valueOf(e.getMessage()));
    } catch (MalformedTokenException e) {
      return new KdcAnswer.None(kdc, transport, "no message of Kerberos came back");
    }
  }

  static KdcAnswer read(Kdc kdc, Transport transport, byte[] answer, Instant now)
      throws MalformedTokenException {
    int tag = answer.length == 0 ? 0 : answer[0] & 0xFF;
    if (tag == AS_REP) {
      return new KdcAnswer.Ticket(kdc, transport);
    }
    if (tag != KRB_ERROR) {
      throw new MalformedTokenException("a message of a KDC is expected");
    }
    KrbError error = KrbError.parse(answer);
    Instant time = Instant.ofEpochSecond(error.stime(), error.susec() * 1000L);
    return new KdcAnswer.Refusal(kdc, transport, error.errorCode(), Duration.between(now, time));
  }

  /** RFC 4120 section 7.2.2. */
  private static byte[] byTcp(InetSocketAddress address, byte[] request) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      socket.setSoTimeout(READ_MILLIS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(request.length);
      out.write(request);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      int length = in.readInt();
      if (length < 0 || length > LONGEST) {
        throw new IOException("no message of Kerberos came back");
      }
      byte[] answer = in.readNBytes(length);
      if (answer.length < length) {
        throw new IOException("the answer ends too early");
      }
      return answer;
    }
  }

  /** RFC 4120 section 7.2.1. */
  private static byte[] byUdp(InetSocketAddress address, byte[] request) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(address);
      socket.setSoTimeout(UDP_MILLIS);
      for (int left = UDP_TRIES; ; left--) {
        socket.send(new DatagramPacket(request, request.length));
        DatagramPacket answer = new DatagramPacket(new byte[LONGEST], LONGEST);
        try {
          socket.receive(answer);
          return Arrays.copyOf(answer.getData(), answer.getLength());
        } catch (SocketTimeoutException e) {
          if (left <= 1) {
            throw e;
          }
        }
      }
    }
  }
}
