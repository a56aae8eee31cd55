/**
 * NTLM as a mechanism (MS-NLMP section 3.2, the server's side): NTLMv2 only, no LM and no NTLMv1.
 * Start at {@link dev.parley.negotiate.ntlm.NtlmMechanism}. Whether a response is right says the
 * {@link dev.parley.authority.NtlmAuthority}; everything else is checked here. Knows no HTTP.
 */
@NullMarked
package dev.parley.negotiate.ntlm;

import org.jspecify.annotations.NullMarked;
