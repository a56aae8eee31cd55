package dev.parley.config;

import dev.parley.authority.guard.ThrottleLimits;
import java.time.Duration;

/**
 * The settings of the guards around any authority: deadline, circuit breaker, throttle and lockout.
 */
public final class GuardSettings {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** For a remote authority. */
  public static final Setting<Duration> AUTHORITY_DEADLINE =
      Setting.of(
          "authority-deadline",
          SettingTypes.duration(Duration.ofMillis(10), Duration.ofMinutes(5)),
          Duration.ofSeconds(5),
          "How long a remote authority may take to answer.");

  /** For a remote authority. */
  public static final Setting<Integer> AUTHORITY_THREADS =
      Setting.of(
          "authority-threads",
          SettingTypes.integer(1, 1000),
          16,
          "Most questions that a remote authority is asked at once.");

  /** For a remote authority. */
  public static final Setting<Integer> LOGONS_PER_ACCOUNT =
      Setting.of(
          "logons-per-account",
          SettingTypes.integer(1, 1_000_000),
          4,
          "Most logons of one account that are under way at once with a remote authority; others"
              + " wait.");

  /** For a remote authority. */
  public static final Setting<Integer> LOGONS_PER_ADDRESS =
      Setting.of(
          "logons-per-address",
          SettingTypes.integer(1, 1_000_000),
          8,
          "Most logons from one address that are under way at once with a remote authority; others"
              + " wait.");

  /** For a remote authority. */
  public static final Setting<Integer> WAITERS_MAX =
      Setting.of(
          "waiters-max",
          SettingTypes.integer(0, 1_000_000),
          64,
          "Most requests that wait for their turn with a remote authority; 503 beyond it. Each holds"
              + " a thread.");

  /** For a remote authority. */
  public static final Setting<Integer> WAITERS_PER_ACCOUNT =
      Setting.of(
          "waiters-per-account",
          SettingTypes.integer(0, 1_000_000),
          16,
          "Most of them that may be of one account.");

  /** For a remote authority. */
  public static final Setting<Integer> WAITERS_PER_ADDRESS =
      Setting.of(
          "waiters-per-address",
          SettingTypes.integer(0, 1_000_000),
          48,
          "Most of them that may be from one address.");

  /** Circuit breaker. */
  public static final Setting<Integer> BREAKER_FAILURES =
      Setting.of(
          "breaker-failures",
          SettingTypes.integer(1, 10_000),
          5,
          "Failures in a row after which a remote authority is left alone.");

  /** Circuit breaker. */
  public static final Setting<Duration> BREAKER_PAUSE =
      Setting.of(
          "breaker-pause",
          SettingTypes.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          Duration.ofSeconds(10),
          "How long it is left alone; also the Retry-After of 503 answers.");

  /** Throttle of accounts. */
  public static final Setting<Integer> LOCKOUT_FAILURES =
      Setting.of(
          "lockout-failures",
          SettingTypes.integer(0, 100_000),
          5,
          "Wrong passwords in a row after which an account is locked out; 0 never. A right one ends"
              + " the row of its own address.");

  /** Throttle of accounts. */
  public static final Setting<Duration> LOCKOUT_PAUSE =
      Setting.of(
          "lockout-pause",
          SettingTypes.duration(SECOND, Duration.ofDays(1)),
          Duration.ofSeconds(30),
          "The first lockout; each further one is twice as long.");

  /** Throttle of accounts. */
  public static final Setting<Duration> LOCKOUT_PAUSE_MAX =
      Setting.of(
          "lockout-pause-max",
          SettingTypes.duration(SECOND, Duration.ofDays(7)),
          Duration.ofMinutes(15),
          "The longest lockout.");

  /** Throttle of accounts. */
  public static final Setting<ThrottleLimits.Scope> LOCKOUT_SCOPE =
      Setting.of(
          "lockout-scope",
          SettingTypes.oneOf(SettingTypes::word, ThrottleLimits.Scope.values()),
          ThrottleLimits.Scope.ACCOUNT_AND_ADDRESS,
          "Whether wrong passwords count for an account by address or for all addresses together.");

  /** Throttle of addresses. */
  public static final Setting<Integer> ADDRESS_FAILURES =
      Setting.of(
          "address-failures",
          SettingTypes.integer(0, 1_000_000),
          50,
          "Wrong passwords from one address (of IPv6: one /64), whatever the account, after which it"
              + " has to wait; 0 never.");

  private GuardSettings() {}
}
