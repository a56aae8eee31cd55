package dev.parley.negotiate.kerberos;

import dev.parley.sspi.BindingState;
import dev.parley.sspi.Identity;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What was found of a client.
 *
 * @param delegated its forwarded credentials, or null
 * @param expiresMillis when its ticket ends, in milliseconds since 1970
 */
record Findings(
    Identity identity, BindingState bindings, @Nullable Subject delegated, long expiresMillis) {}
