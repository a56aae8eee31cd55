/**
 * Memories that are bounded in number and time, from which the oldest go, and shares in them that
 * no account and no address exceeds.
 */
@NullMarked
package dev.parley.bounded;

import org.jspecify.annotations.NullMarked;
