/**
 * What a logon by Negotiate costs inside the filter, by JMH. The clients' messages are made ahead.
 * Depends on the mechanisms of the Negotiate module, which are hidden from applications.
 */
@NullMarked
package dev.parley.benchmarks.negotiate;

import org.jspecify.annotations.NullMarked;
