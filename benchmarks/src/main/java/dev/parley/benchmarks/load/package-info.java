/**
 * A small HTTP/1.1 load generator over raw sockets: one thread, many keep-alive connections, Digest
 * answers computed in place, so that it costs little beside the server it drives.
 *
 * <p>Start with {@link dev.parley.benchmarks.load.LoadGenerator}. Depends on the JDK alone.
 */
@NullMarked
package dev.parley.benchmarks.load;

import org.jspecify.annotations.NullMarked;
