package dev.parley.negotiate.kerberos;

import dev.parley.authority.Vouched;
import dev.parley.sspi.BindingState;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * What was found of a client.
 *
 * @param vouched who it is
 * @param delegated its forwarded credentials, or null
 * @param expiresMillis when its ticket ends, in milliseconds since 1970
 * @param remark what was unusual and taken all the same, for the audit, or null
 */
record Findings(
    Vouched vouched,
    BindingState bindings,
    @Nullable Subject delegated,
    long expiresMillis,
    @Nullable String remark) {}
