/** The same rules on every container. Start with {@code ContainerContract}. */
@NullMarked
package dev.parley.it.container;

import org.jspecify.annotations.NullMarked;
