package dev.parley.filter;

import dev.parley.config.CoreSettings;
import dev.parley.config.Settings;

/**
 * Bounds of the entities that are held for hashing, in octets.
 *
 * @param request the longest request entity
 * @param memory the part of it that is held in memory
 * @param response the longest response entity
 */
record EntityLimits(long request, int memory, int response) {
  static EntityLimits of(Settings settings) {
    long request = settings.get(CoreSettings.ENTITY_LIMIT);
    return new EntityLimits(
        request,
        (int) Math.min(request, settings.get(CoreSettings.ENTITY_MEMORY)),
        settings.get(CoreSettings.RESPONSE_ENTITY_LIMIT).intValue());
  }

  /** The same for request entities of at most so many octets. */
  EntityLimits withRequestAtMost(long most) {
    return most >= request ? this : new EntityLimits(most, (int) Math.min(most, memory), response);
  }
}
