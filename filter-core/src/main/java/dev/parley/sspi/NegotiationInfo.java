package dev.parley.sspi;

/**
 * What a negotiation came to (SecPkgContext_NegotiationInfo).
 *
 * @param mechanism the package that was chosen, for example {@code Kerberos} or {@code NTLM}
 * @param spnego whether the client negotiated by SPNEGO, or sent the tokens of its mechanism bare
 * @param legs how many tokens the client sent
 */
public record NegotiationInfo(String mechanism, boolean spnego, int legs) {}
