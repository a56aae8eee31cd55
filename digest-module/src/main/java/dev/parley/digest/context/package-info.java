/**
 * The server's side of Digest: initial authentication with an authority, and the verification of
 * every later request with the kept session key (microsoft: AcceptSecurityContext,
 * CompleteAuthToken). Start at {@link dev.parley.digest.context.DigestServer}. Order of steps and
 * nothing else: formulas stand in {@code calculation}, grammar in {@code message}, nonces in {@code
 * nonce}.
 */
@NullMarked
package dev.parley.digest.context;

import org.jspecify.annotations.NullMarked;
