/**
 * Who a client is here: from principals to account names, from SIDs and group names to roles, and
 * what the account directory says. Used by all mechanisms; knows none of them.
 */
@NullMarked
package dev.parley.negotiate.identity;

import org.jspecify.annotations.NullMarked;
