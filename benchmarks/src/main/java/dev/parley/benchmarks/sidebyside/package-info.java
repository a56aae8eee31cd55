/**
 * The comparison of servers: every server runs as a child process, and the same load visits one
 * after the other in rounds, so that whatever disturbs the machine disturbs all alike.
 *
 * <p>Start with {@link dev.parley.benchmarks.sidebyside.SideBySide}. Depends on {@code load} and,
 * by name only, on the main classes in {@code server}.
 */
@NullMarked
package dev.parley.benchmarks.sidebyside;

import org.jspecify.annotations.NullMarked;
