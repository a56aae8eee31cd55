/**
 * HTTP authentication as values (RFC 9110 section 11): credentials, challenges, header fields, and
 * the view of a request that a security package may have. Start at {@link
 * dev.parley.http.HttpExchange}. Depends on nothing else of Parley, and knows no servlet.
 */
@NullMarked
package dev.parley.http;

import org.jspecify.annotations.NullMarked;
