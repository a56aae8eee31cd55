/** What the doctor asks of Kerberos: {@code krb5.conf}, the KDC, the caller's tickets. */
@NullMarked
package dev.parley.doctor.krb5;

import org.jspecify.annotations.NullMarked;
