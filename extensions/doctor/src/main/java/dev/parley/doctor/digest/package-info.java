/** The client's half of HTTP Digest (RFC 7616), written apart from the server's. */
@NullMarked
package dev.parley.doctor.digest;

import org.jspecify.annotations.NullMarked;
