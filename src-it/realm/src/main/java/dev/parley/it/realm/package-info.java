/**
 * Private Kerberos realms on the loopback address, for tests, benchmarks and the demo, made with
 * the system's own packages, each in a folder of its own and stopped with {@code close}. Start with
 * {@link dev.parley.it.realm.MitKdc}.
 */
@NullMarked
package dev.parley.it.realm;

import org.jspecify.annotations.NullMarked;
