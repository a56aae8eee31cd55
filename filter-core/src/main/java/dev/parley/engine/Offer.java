package dev.parley.engine;

import dev.parley.sspi.SecurityPackage;
import dev.parley.sspi.ServerCredentials;

/**
 * A security package that is offered to clients, with the credentials acquired from it.
 *
 * @param securityPackage the package
 * @param credentials its inbound credentials
 * @param limit the longest {@code Authorization} value that it is given, in characters
 */
public record Offer(SecurityPackage securityPackage, ServerCredentials credentials, int limit) {}
