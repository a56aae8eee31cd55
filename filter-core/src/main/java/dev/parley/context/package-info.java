/**
 * What is kept between requests: security contexts under their reference, and keys by account and
 * realm. Bounded in number and time; keys are destroyed when an entry goes. Start at {@link
 * dev.parley.context.ContextCache}. Uses {@code sspi}, {@code http}, {@code authority} (for names),
 * {@code bounded} and {@code audit} (to count evictions) only.
 */
@NullMarked
package dev.parley.context;

import org.jspecify.annotations.NullMarked;
