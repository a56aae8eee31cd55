/**
 * What stands between a package and an authority: throttle and lockout, deadline, circuit breaker.
 * Start at {@link dev.parley.authority.guard.Throttle} and {@link
 * dev.parley.authority.guard.GuardedDigestAuthority}. Uses {@code authority}, {@code audit} and
 * {@code sspi}.
 */
@NullMarked
package dev.parley.authority.guard;

import org.jspecify.annotations.NullMarked;
