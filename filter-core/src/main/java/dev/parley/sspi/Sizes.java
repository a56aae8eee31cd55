package dev.parley.sspi;

/**
 * How long what a context makes can be (SecPkgContext_Sizes), in octets.
 *
 * @param maxToken the longest token of the logon
 * @param maxSignature the longest signature of {@link SecurityContext#makeSignature}; 0 where
 *     messages can not be signed
 * @param blockSize to a multiple of this the message is padded
 * @param securityTrailer what {@link SecurityContext#encryptMessage} adds at the most; 0 where
 *     messages can not be encrypted
 */
public record Sizes(int maxToken, int maxSignature, int blockSize, int securityTrailer) {}
