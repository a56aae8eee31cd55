package dev.parley.authority;

import java.util.List;

/**
 * The server's names in a CHALLENGE message (MS-NLMP section 2.2.2.1).
 *
 * @param joined whether the server is a member of a domain; decides between TARGET_TYPE_DOMAIN and
 *     TARGET_TYPE_SERVER
 * @param netbiosComputer MsvAvNbComputerName, 1 to 15 characters
 * @param netbiosDomain MsvAvNbDomainName, 1 to 15 characters
 * @param dnsComputer MsvAvDnsComputerName; empty when there is none
 * @param dnsDomain MsvAvDnsDomainName; empty when there is none
 * @param dnsTree MsvAvDnsTreeName; empty when there is none
 */
public record NtlmTarget(
    boolean joined,
    String netbiosComputer,
    String netbiosDomain,
    String dnsComputer,
    String dnsDomain,
    String dnsTree) {
  private static final int LONGEST_NETBIOS_NAME = 15;
  private static final int LONGEST_DNS_NAME = 255;

  /** Checks the lengths. */
  public NtlmTarget {
    for (String name : List.of(netbiosComputer, netbiosDomain)) {
      if (name.isEmpty() || name.length() > LONGEST_NETBIOS_NAME) {
        throw new IllegalArgumentException("a NetBIOS name has 1 to 15 characters");
      }
    }
    for (String name : List.of(dnsComputer, dnsDomain, dnsTree)) {
      if (name.length() > LONGEST_DNS_NAME) {
        throw new IllegalArgumentException("a DNS name has at most 255 characters");
      }
    }
  }

  /** The names of a computer that is in no domain: its NetBIOS name is that of its domain too. */
  public static NtlmTarget ofComputer(String netbiosComputer) {
    return new NtlmTarget(false, netbiosComputer, netbiosComputer, "", "", "");
  }
}
