/**
 * What a request costs inside the filter, by JMH, and beside it the floor: the work that no
 * implementation of Digest can leave out.
 *
 * <p>Start with {@link dev.parley.benchmarks.jmh.FloorBenchmark}. Depends on Parley's public API
 * and on {@code load} for right answers.
 */
@NullMarked
package dev.parley.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
