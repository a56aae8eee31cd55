/**
 * The Privilege Attribute Certificate in a ticket of Windows, Samba and MIT domain controllers
 * (MS-PAC): who the client is and its groups. Start at {@link
 * dev.parley.negotiate.kerberos.pac.PacClientMapper}.
 */
@NullMarked
package dev.parley.negotiate.kerberos.pac;

import org.jspecify.annotations.NullMarked;
