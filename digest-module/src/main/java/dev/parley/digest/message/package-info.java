/**
 * The messages of RFC 7616, each with its grammar in one file: the challenge, the response, {@code
 * Authentication-Info}. Characters only: no hash, no clock, no state. Uses {@code dev.parley.http}
 * and {@code dev.parley.authority} (algorithm names).
 */
@NullMarked
package dev.parley.digest.message;

import org.jspecify.annotations.NullMarked;
