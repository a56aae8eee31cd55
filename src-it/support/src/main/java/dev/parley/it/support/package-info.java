/**
 * What the integration tests of every module share: raw HTTP, a Digest client that is not Parley,
 * what the build made, containers as processes of their own, the JDKs of this machine.
 */
@NullMarked
package dev.parley.it.support;

import org.jspecify.annotations.NullMarked;
