/**
 * Files that others write or replace while the server runs. Uses nothing of ours but {@code http}'s
 * exception; lent to the packages that bring files of their own (keytabs, certificates).
 */
@NullMarked
package dev.parley.files;

import org.jspecify.annotations.NullMarked;
