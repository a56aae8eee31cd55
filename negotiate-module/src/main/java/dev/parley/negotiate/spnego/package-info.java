/**
 * SPNEGO, RFC 4178 with the rules of MS-SPNG: tokens, and the acceptor that chooses a mechanism and
 * protects the choice by a mechListMIC. Start at {@link
 * dev.parley.negotiate.spnego.SpnegoNegotiation}. Sees mechanisms only as {@link
 * dev.parley.negotiate.mechanism.Mechanism}.
 */
@NullMarked
package dev.parley.negotiate.spnego;

import org.jspecify.annotations.NullMarked;
