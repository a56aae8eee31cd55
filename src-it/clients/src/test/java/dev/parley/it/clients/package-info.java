/**
 * Many real clients of Digest, Kerberos and NTLM against the filter, and the tables of what became
 * of them.
 */
@NullMarked
package dev.parley.it.clients;

import org.jspecify.annotations.NullMarked;
