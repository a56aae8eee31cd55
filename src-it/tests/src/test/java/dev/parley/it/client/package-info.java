/** Real HTTP clients, each driven to make the same requests. Start with {@code Client}. */
@NullMarked
package dev.parley.it.client;

import org.jspecify.annotations.NullMarked;
