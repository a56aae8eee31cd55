/**
 * The test application behind Parley, with an authority that the tests command. Start with {@link
 * dev.parley.it.assembly.ParleyApplication}. Uses Parley's public API only.
 */
@NullMarked
package dev.parley.it.assembly;

import org.jspecify.annotations.NullMarked;
