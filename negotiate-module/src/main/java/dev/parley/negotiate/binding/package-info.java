/**
 * Channel bindings of TLS (RFC 5929, tls-server-end-point) as GSS-API mechanisms compare them, and
 * where the certificates come from.
 */
@NullMarked
package dev.parley.negotiate.binding;

import org.jspecify.annotations.NullMarked;
