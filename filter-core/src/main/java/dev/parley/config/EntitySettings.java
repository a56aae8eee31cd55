package dev.parley.config;

import java.time.Duration;

/**
 * The settings of request entities that have to be read before their clients have proved who they
 * are.
 */
public final class EntitySettings {

  /** At once. */
  public static final Setting<Integer> STRANGERS_MAX =
      Setting.of(
          "entity-strangers-max",
          SettingTypes.integer(0, 1_000_000),
          32,
          "Most entities that are held at once of clients that have not proved who they are; 503"
              + " beyond it. Each may hold a thread.");

  /** At once, by address. */
  public static final Setting<Integer> STRANGERS_PER_ADDRESS =
      Setting.of(
          "entity-strangers-per-address",
          SettingTypes.integer(0, 1_000_000),
          16,
          "Most of them that may be from one address.");

  /** Octets. */
  public static final Setting<Long> STRANGERS_TOTAL =
      Setting.of(
          "entity-strangers-total",
          SettingTypes.size(0, 1L << 40),
          64L << 20,
          "Most octets of all of them, in memory and in temporary files; a quarter of it may be from"
              + " one address, and is also the longest entity.");

  /** Of clients that name a kept context. */
  public static final Setting<Integer> PER_CONTEXT =
      Setting.of(
          "entity-per-context",
          SettingTypes.integer(1, 1_000_000),
          16,
          "Most entities that are held at once of requests that are to be verified with one kept"
              + " context; 503 beyond it.");

  /** Time. */
  public static final Setting<Duration> READ_TIME =
      Setting.of(
          "entity-read-time",
          SettingTypes.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          Duration.ofSeconds(30),
          "How long the entity of a client that has not proved who it is may take; 503 beyond it.");

  /** Progress. */
  public static final Setting<Long> READ_RATE =
      Setting.of(
          "entity-read-rate",
          SettingTypes.size(0, 1L << 30),
          1L << 10,
          "Least octets a second, over ten seconds, of an entity whose client has yet to be proved;"
              + " 503 below it. 0 never.");

  /** What is thrown away. */
  public static final Setting<Long> DISCARD_LIMIT =
      Setting.of(
          "entity-discard-limit",
          SettingTypes.size(0, 1L << 40),
          16L << 20,
          "Longest entity of a request that is refused (401, 413, 503) which is read and thrown away, so that the client"
              + " sees the answer and its connection goes on; a longer one ends the connection.");

  /** How long. */
  public static final Setting<Duration> DISCARD_TIME =
      Setting.of(
          "entity-discard-time",
          SettingTypes.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
          Duration.ofSeconds(5),
          "How long that may take.");

  /** How many. */
  public static final Setting<Integer> DISCARD_MAX =
      Setting.of(
          "entity-discard-max",
          SettingTypes.integer(0, 1_000_000),
          8,
          "How many are thrown away at once, half of them from one address; each may hold a thread. Beyond it the answer ends"
              + " the connection.");

  private EntitySettings() {}
}
