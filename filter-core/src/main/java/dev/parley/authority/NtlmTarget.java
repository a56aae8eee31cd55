package dev.parley.authority;

/**
 * The server's names in a CHALLENGE message (MS-NLMP section 2.2.2.1).
 *
 * @param joined whether the server is a member of a domain; decides between TARGET_TYPE_DOMAIN and
 *     TARGET_TYPE_SERVER
 * @param netbiosComputer MsvAvNbComputerName, at most 15 characters
 * @param netbiosDomain MsvAvNbDomainName, at most 15 characters
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
    String dnsTree) {}
