/**
 * What all benchmarks share: the account, the realm and the path that every server under test
 * serves.
 *
 * <p>Start with {@link dev.parley.benchmarks.sidebyside.SideBySide} for the comparison of servers
 * and with {@code dev.parley.benchmarks.jmh} for the costs inside the filter. This package depends
 * on nothing of ours.
 */
@NullMarked
package dev.parley.benchmarks;

import org.jspecify.annotations.NullMarked;
