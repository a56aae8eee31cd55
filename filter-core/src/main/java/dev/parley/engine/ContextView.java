package dev.parley.engine;

import java.time.Instant;

/**
 * What an operator sees of a kept context.
 *
 * @param id the shortened hash that names it
 * @param user the account name
 * @param authority who vouched for the user
 * @param packageName the security package
 * @param established when the authority vouched
 * @param expires when it ends at the latest
 */
public record ContextView(
    String id,
    String user,
    String authority,
    String packageName,
    Instant established,
    Instant expires) {}
