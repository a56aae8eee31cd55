/** Many real Digest clients against the filter, and the table of what became of them. */
@NullMarked
package dev.parley.it.clients;

import org.jspecify.annotations.NullMarked;
