/**
 * The embedded authority: users in a JSON file or in an htdigest file of Apache, reloaded when the
 * file changes. Start at {@link dev.parley.authority.file.FileAuthority}; {@link
 * dev.parley.authority.file.UsersFile} is the document and what the command writes. Uses {@code
 * authority} and {@code sspi} only.
 */
@NullMarked
package dev.parley.authority.file;

import org.jspecify.annotations.NullMarked;
