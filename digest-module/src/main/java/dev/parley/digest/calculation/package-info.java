/**
 * The formulas of RFC 7616 section 3.4: A1, A2, response, rspauth. Nothing here decides anything or
 * remembers anything between two calls. Start at {@link dev.parley.digest.calculation.Calculator}.
 */
@NullMarked
package dev.parley.digest.calculation;

import org.jspecify.annotations.NullMarked;
