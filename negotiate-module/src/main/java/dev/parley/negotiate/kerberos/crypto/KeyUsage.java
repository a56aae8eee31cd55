package dev.parley.negotiate.kerberos.crypto;

/** The key usage numbers of an acceptor (RFC 4120 section 7.5.1, RFC 4121 section 2, MS-PAC). */
public final class KeyUsage {
  /** The encrypted part of a ticket. */
  public static final int TICKET = 2;

  /** The checksum in the authenticator of an AP-REQ. */
  public static final int AUTHENTICATOR_CHECKSUM = 10;

  /** The authenticator of an AP-REQ. */
  public static final int AUTHENTICATOR = 11;

  /** The encrypted part of an AP-REP. */
  public static final int AP_REP = 12;

  /** The encrypted part of a KRB-CRED. */
  public static final int KRB_CRED = 14;

  /** All signatures of a PAC (KERB_NON_KERB_CKSUM_SALT). */
  public static final int PAC = 17;

  /** Wrap tokens of the acceptor. */
  public static final int ACCEPTOR_SEAL = 22;

  /** MIC tokens of the acceptor. */
  public static final int ACCEPTOR_SIGN = 23;

  /** Wrap tokens of the initiator. */
  public static final int INITIATOR_SEAL = 24;

  /** MIC tokens of the initiator. */
  public static final int INITIATOR_SIGN = 25;

  private KeyUsage() {}
}
