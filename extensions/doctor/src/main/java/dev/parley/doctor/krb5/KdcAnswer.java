package dev.parley.doctor.krb5;

import dev.parley.doctor.krb5.Kdc.Transport;
import java.time.Duration;

/** What became of a question to a KDC. */
public sealed interface KdcAnswer {

  /** Who was asked. */
  Kdc kdc();

  /** By what. */
  Transport transport();

  /** Nothing came, or nothing that is Kerberos; the text says what. */
  record None(Kdc kdc, Transport transport, String problem) implements KdcAnswer {}

  /** A ticket, of which only its existence is known. */
  record Ticket(Kdc kdc, Transport transport) implements KdcAnswer {}

  /**
   * A refusal, as it was to be expected.
   *
   * @param errorCode RFC 4120 section 7.5.9
   * @param ahead by how much the clock of the KDC is ahead of this machine's
   */
  record Refusal(Kdc kdc, Transport transport, int errorCode, Duration ahead)
      implements KdcAnswer {}
}
