package dev.parley.it.client;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real client of Negotiate or NTLM. */
public interface NegotiateClient {

  /** By what it logs on. */
  enum Mechanism {
    /** A ticket, in {@code Negotiate}. */
    KERBEROS("Kerberos"),
    /** A password, in {@code NTLM} or {@code Negotiate}. */
    NTLM("NTLM");

    private final String text;

    Mechanism(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Its name in the table. */
  String name();

  /** Its version, or empty when this machine does not have it. */
  Optional<String> version();

  /** By what it logs on. */
  Mechanism mechanism();

  /** Whether it loads {@code /protected/start} in place of single URLs. */
  default boolean loadsPages() {
    return false;
  }

  /**
   * Requests the URLs in order, or, for browsers, a page that makes them load many things.
   *
   * @throws AssertionError when the client says that a request failed
   */
  void get(Login login, List<String> urls) throws Exception;

  /** All clients of the table. */
  static List<NegotiateClient> all() {
    return Stream.concat(ProgramClients.all().stream(), BrowserClients.all().stream()).toList();
  }

  /** Browsers that take any certificate and speak HTTP/1.1. */
  static List<NegotiateClient> overTls() {
    return BrowserClients.overTls();
  }
}
