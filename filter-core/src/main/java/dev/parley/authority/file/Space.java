package dev.parley.authority.file;

import dev.parley.authority.DigestAlgorithm;

/**
 * What a hash serves for.
 *
 * @param realm the realm
 * @param algorithm an algorithm without {@code -sess}
 */
record Space(String realm, DigestAlgorithm algorithm) {}
