/** What Parley does when something around it fails, floods or grows. */
@NullMarked
package dev.parley.it.faults;

import org.jspecify.annotations.NullMarked;
