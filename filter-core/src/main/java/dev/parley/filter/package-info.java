/**
 * The servlet filter: servlet types end here. Start at {@link
 * dev.parley.filter.AuthenticationFilter}. Uses {@code engine} and what stands under it; decides
 * nothing itself.
 */
@NullMarked
package dev.parley.filter;

import org.jspecify.annotations.NullMarked;
