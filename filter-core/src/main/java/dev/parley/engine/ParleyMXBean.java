package dev.parley.engine;

import java.util.Map;

/**
 * Counters and contexts for management consoles: {@code
 * dev.parley:type=Parley,application="/shop",filter="parley",realm="Example"}. Every value is
 * quoted by {@link javax.management.ObjectName#quote}; what they are is said at {@link
 * dev.parley.audit.FilterName}.
 */
public interface ParleyMXBean {
  /** Requests answered with a challenge. */
  long getChallenges();

  /** Contexts established. */
  long getLogons();

  /** Requests verified with a kept key. */
  long getLocalVerifications();

  /** Requests of clients known by their connection or session. */
  long getResumed();

  /** Questions put to the authority. */
  long getAuthorityCalls();

  /** Mean time of an authority call in microseconds. */
  double getAuthorityMeanMicros();

  /** Questions that the authority did not answer. */
  long getAuthorityFailures();

  /** Right passwords with a nonce that could not serve. */
  long getStale();

  /** Nonce counts that came twice. */
  long getReplays();

  /** Nonces not made by us. */
  long getForgedNonces();

  /** Contexts evicted because the cache, or the share of their account or address, was full. */
  long getEvictions();

  /** Audit events dropped because their log is too slow. */
  long getAuditDropped();

  /** Audit events that are not written yet. */
  long getAuditWaiting();

  /** Contexts held. */
  long getContextsHeld();

  /** Refusals by reason. */
  Map<String, Long> getRefusals();

  /** The security packages that are offered. */
  String[] getPackages();

  /** A line for each context: id, user, package, established, expires. */
  String[] listContexts(int limit);

  /** Revokes a context; says whether there was one. */
  boolean revokeById(String id);

  /** Revokes all contexts of a user; says how many there were. */
  int revokeByUser(String user);
}
