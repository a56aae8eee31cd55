/**
 * An application of real frameworks behind Parley, each with the same two pages, to see which
 * request targets lead to them.
 */
@NullMarked
package dev.parley.it.frameworks;

import org.jspecify.annotations.NullMarked;
