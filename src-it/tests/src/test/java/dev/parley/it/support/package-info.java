/** Containers as processes, their clients and the servers beside them. */
@NullMarked
package dev.parley.it.support;

import org.jspecify.annotations.NullMarked;
