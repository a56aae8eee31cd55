/**
 * Turns the data files of a run into a table (Markdown) and a plot (SVG).
 *
 * <p>Start with {@link dev.parley.benchmarks.report.Report}. Depends on {@code sidebyside} and
 * {@code logon} for the samples.
 */
@NullMarked
package dev.parley.benchmarks.report;

import org.jspecify.annotations.NullMarked;
