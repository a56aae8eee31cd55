/**
 * The door to whoever knows the users: a file, a directory, a domain controller. Start at {@link
 * dev.parley.authority.DigestAuthority}. May use {@code sspi}; knows neither HTTP nor the packages
 * that ask.
 */
@NullMarked
package dev.parley.authority;

import org.jspecify.annotations.NullMarked;
