/**
 * What can be chosen about Digest. Start at {@link dev.parley.digest.options.DigestSettings}, the
 * keys, and {@link dev.parley.digest.options.DigestOptions}, their values after all checks.
 */
@NullMarked
package dev.parley.digest.options;

import org.jspecify.annotations.NullMarked;
