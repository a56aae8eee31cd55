package dev.parley.sspi;

import java.time.Instant;

/**
 * From when until when a context serves.
 *
 * @param established when the authority vouched for the client
 * @param expires when the context ends at the latest
 */
public record Lifespan(Instant established, Instant expires) {}
