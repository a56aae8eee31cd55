/**
 * Nonces that carry their own proof, and the record of the counts used with them (RFC 7616 section
 * 3.3 and 3.4). A nonce that was handed out costs no memory; a window is kept only for nonces that
 * were answered rightly.
 */
@NullMarked
package dev.parley.digest.nonce;

import org.jspecify.annotations.NullMarked;
