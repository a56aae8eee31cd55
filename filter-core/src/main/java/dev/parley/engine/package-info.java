/**
 * From a request to an outcome, without servlets: which path is protected, which security package
 * takes the credentials, what its status means for HTTP. Start at {@link
 * dev.parley.engine.AuthenticationEngine}; {@link dev.parley.engine.AuthenticationService} puts an
 * engine together from a configuration. Uses all packages of this module but {@code filter}.
 */
@NullMarked
package dev.parley.engine;

import org.jspecify.annotations.NullMarked;
