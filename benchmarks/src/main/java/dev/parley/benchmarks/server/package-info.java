/**
 * The servers under test, a main class for each container, each run as a child process with the
 * jars of that container only. The first argument says who authenticates: {@code none}, {@code own}
 * (the container's Digest), {@code spring} or {@code parley}.
 *
 * <p>All serve {@link dev.parley.benchmarks.server.GreetingServlet} and behave towards their parent
 * as {@link dev.parley.benchmarks.server.Child} says.
 */
@NullMarked
package dev.parley.benchmarks.server;

import org.jspecify.annotations.NullMarked;
