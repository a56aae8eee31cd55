/**
 * What operators see: audit events, one JSON line each, and counters. Never a secret. Start at
 * {@link dev.parley.audit.AuditLog} and {@link dev.parley.audit.Counters}. Uses {@code sspi} only.
 */
@NullMarked
package dev.parley.audit;

import org.jspecify.annotations.NullMarked;
