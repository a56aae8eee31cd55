/**
 * Kerberos encryption types and keys: RFC 3961 and 3962 (AES with HMAC-SHA1), RFC 8009 (AES with
 * HMAC-SHA2), RFC 4757 (RC4). Start at {@link dev.parley.negotiate.kerberos.crypto.KerberosKey}.
 * Depends on nothing else of Parley.
 */
@NullMarked
package dev.parley.negotiate.kerberos.crypto;

import org.jspecify.annotations.NullMarked;
