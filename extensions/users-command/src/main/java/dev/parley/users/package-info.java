/**
 * {@code bin/parley-users}: adds, removes, lists, checks and imports the users of a users file.
 * Start at {@link dev.parley.users.UsersCommand}. Uses {@code authority.file} and picocli.
 */
@NullMarked
package dev.parley.users;

import org.jspecify.annotations.NullMarked;
