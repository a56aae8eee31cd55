/**
 * What the doctor looks at, a class each ({@link dev.parley.doctor.check.Check}), in the order of
 * {@link dev.parley.doctor.check.Checks}. They share what they learn by {@link
 * dev.parley.doctor.check.Facts}.
 */
@NullMarked
package dev.parley.doctor.check;

import org.jspecify.annotations.NullMarked;
