package dev.parley.negotiate.mechanism;

/** A mechanism that is ready to accept clients. Thread-safe. */
public interface Mechanism extends AutoCloseable {

  /** The name of its package: {@code Kerberos} or {@code NTLM}. */
  String name();

  /** Whether a logon takes several legs, so that it needs a connection that is one client's own. */
  boolean needsConnection();

  /** Begins with a client. */
  Acceptor newAcceptor();

  /** Wipes and frees what is over now. */
  default void tidy() {}

  /** Wipes its keys. */
  @Override
  void close();

  /**
   * The server's side of one logon, leg by leg. Not thread-safe. To be closed in any case: that
   * wipes what was not handed over with {@link Step.Established}.
   */
  interface Acceptor extends AutoCloseable {

    /**
     * Takes the client's next token (without any SPNEGO around it). Bad input never throws.
     *
     * @param token the octets; not kept and not changed
     */
    Step accept(byte[] token, Peer peer);

    @Override
    void close();
  }
}
