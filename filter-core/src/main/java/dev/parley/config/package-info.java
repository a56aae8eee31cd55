/**
 * Settings: one table of keys, filled from init-params, a JSON file or a builder, which all end in
 * the same checks. Start at {@link dev.parley.config.Setting}; security packages bring their own
 * settings by {@link dev.parley.config.PackageProvider}.
 */
@NullMarked
package dev.parley.config;

import org.jspecify.annotations.NullMarked;
