package dev.parley.negotiate.context;

import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.sspi.Lifespan;
import dev.parley.sspi.NegotiationInfo;
import dev.parley.sspi.PackageInfo;

/**
 * A client that has proved who it is.
 *
 * @param context the mechanism's context
 * @param info the package
 * @param negotiation how it came about
 * @param lifespan from when until when
 */
record Proved(
    EstablishedContext context, PackageInfo info, NegotiationInfo negotiation, Lifespan lifespan) {}
