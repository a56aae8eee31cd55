/** A program that logs users on without any container; see {@code Main}. */
@NullMarked
package dev.parley.it.modular;

import org.jspecify.annotations.NullMarked;
