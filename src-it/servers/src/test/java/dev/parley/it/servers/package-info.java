/** Whole servers as processes of their own, and WARs whose filter is there, broken or left out. */
@NullMarked
package dev.parley.it.servers;

import org.jspecify.annotations.NullMarked;
