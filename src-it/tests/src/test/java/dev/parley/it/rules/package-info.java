/**
 * Rules that other implementations have broken, each with a test named after the case: CVE classes
 * and what real clients send.
 */
@NullMarked
package dev.parley.it.rules;

import org.jspecify.annotations.NullMarked;
