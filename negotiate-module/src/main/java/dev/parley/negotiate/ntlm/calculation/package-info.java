/**
 * The calculations of MS-NLMP sections 3.3.2 (NTLMv2) and 3.4 (signing and sealing). No LM and no
 * NTLMv1. Octets in, octets out; whoever gets a key wipes it. Uses {@code message} for the flags
 * and {@code dev.parley.sspi} for statuses.
 */
@NullMarked
package dev.parley.negotiate.ntlm.calculation;

import org.jspecify.annotations.NullMarked;
