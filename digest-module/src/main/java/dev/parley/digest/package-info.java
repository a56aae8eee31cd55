/**
 * HTTP Digest (RFC 7616) as a security package in the manner of SSPI. Start at {@link
 * dev.parley.digest.DigestPackage}; the settings stand in {@code dev.parley.digest.options}.
 */
@NullMarked
package dev.parley.digest;

import org.jspecify.annotations.NullMarked;
