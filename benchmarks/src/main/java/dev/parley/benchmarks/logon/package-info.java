/**
 * The comparison of logons by Negotiate and NTLM: each on a new connection, with a fresh token,
 * side by side in Parley on Jetty, in Jetty's own authenticator and in Apache. No KDC takes part:
 * tickets are made with the service's key, and requests ahead of each round.
 *
 * <p>Start with {@link dev.parley.benchmarks.logon.LogonComparison}. Depends on {@code load}, on
 * {@code negotiate} for the clients' messages and on {@code sidebyside} for server processes.
 */
@NullMarked
package dev.parley.benchmarks.logon;

import org.jspecify.annotations.NullMarked;
