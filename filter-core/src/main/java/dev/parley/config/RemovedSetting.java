package dev.parley.config;

/**
 * A key that was a setting in an earlier version. Who still sets it is told what to write instead;
 * the start is refused as with any unknown key. Immutable.
 *
 * @param key as it stood in the settings table
 * @param remedy what to do: which key to set in its place, or why to take it out
 */
public record RemovedSetting(String key, String remedy) {}
