/** Containers as processes, a Digest client that is not Parley, raw HTTP. */
@NullMarked
package dev.parley.it.support;

import org.jspecify.annotations.NullMarked;
