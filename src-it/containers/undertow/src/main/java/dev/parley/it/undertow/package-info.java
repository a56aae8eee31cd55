/** Undertow; see {@link dev.parley.it.undertow.UndertowContainer}. */
@NullMarked
package dev.parley.it.undertow;

import org.jspecify.annotations.NullMarked;
