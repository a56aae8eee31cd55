/**
 * Benchmarks of the window of nonce counts, in its package since it is hidden. Depends on that
 * package alone.
 */
@NullMarked
package dev.parley.digest.nonce;

import org.jspecify.annotations.NullMarked;
