/**
 * What Parley leaves on the heap: nothing for a challenge, little for a context.
 *
 * <p>Start with {@link dev.parley.benchmarks.heap.HeapProof}. Depends on {@code sidebyside} for
 * server processes and on {@code jmh} for the package without a server.
 */
@NullMarked
package dev.parley.benchmarks.heap;

import org.jspecify.annotations.NullMarked;
