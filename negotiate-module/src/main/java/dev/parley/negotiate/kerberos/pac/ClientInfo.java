package dev.parley.negotiate.kerberos.pac;

import dev.parley.http.MalformedTokenException;
import java.time.Instant;
import java.util.List;

/**
 * PAC_CLIENT_INFO (MS-PAC section 2.7): which ticket the PAC belongs to.
 *
 * @param clientId the authentication time of the client's first ticket, as FILETIME
 * @param name the client's
 */
record ClientInfo(long clientId, String name) {
  /** 1970 in units of 100 ns since 1601. */
  private static final long EPOCH = 116_444_736_000_000_000L;

  private static final long UNITS = 10_000_000;

  /** Reads the buffer of the PAC. */
  static ClientInfo parse(byte[] pac, int offset, int length) throws MalformedTokenException {
    LittleEndian in = new LittleEndian(pac, offset, length);
    long clientId = in.int64();
    return new ClientInfo(clientId, in.text(in.uint16()));
  }

  /** The time to the second. */
  Instant authTime() {
    return Instant.ofEpochSecond(Math.floorDiv(clientId - EPOCH, UNITS));
  }

  /**
   * Whether it is of the ticket with this time and client. A controller that acts for a user of
   * another realm (S4U2self) writes the realm as well.
   */
  boolean isOf(Instant authTime, List<String> components, String realm) {
    String principal = String.join("/", components);
    return authTime().getEpochSecond() == authTime.getEpochSecond()
        && (name.equals(principal) || name.equals(principal + "@" + realm));
  }
}
