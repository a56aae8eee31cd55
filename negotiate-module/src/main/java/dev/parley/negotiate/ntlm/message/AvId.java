package dev.parley.negotiate.ntlm.message;

/** What an AV pair holds, MS-NLMP section 2.2.2.1. */
public enum AvId {
  /** The last pair; empty. */
  EOL(0),
  /** MsvAvNbComputerName. */
  NB_COMPUTER_NAME(1),
  /** MsvAvNbDomainName. */
  NB_DOMAIN_NAME(2),
  /** MsvAvDnsComputerName. */
  DNS_COMPUTER_NAME(3),
  /** MsvAvDnsDomainName. */
  DNS_DOMAIN_NAME(4),
  /** MsvAvDnsTreeName, the forest. */
  DNS_TREE_NAME(5),
  /** MsvAvFlags, of the client: bit 2 says that there is a MIC. */
  FLAGS(6),
  /** MsvAvTimestamp, of the server: a FILETIME. */
  TIMESTAMP(7),
  /** MsvAvSingleHost, of the client. */
  SINGLE_HOST(8),
  /** MsvAvTargetName, of the client: the SPN it aims at. */
  TARGET_NAME(9),
  /** MsvAvChannelBindings, of the client: an MD5; zeros for none. */
  CHANNEL_BINDINGS(10);

  private final int id;

  AvId(int id) {
    this.id = id;
  }

  /** AvId on the wire. */
  public int id() {
    return id;
  }
}
