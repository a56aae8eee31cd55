package dev.parley.negotiate.kerberos.crypto;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Profiles to be borrowed, by encryption type: looking a cipher up takes longer than using it, and
 * takes locks of the JDK. Thread-safe, without locks: threads start looking at different places,
 * and whoever finds none makes a new one. No thread-locals, which would keep the class loader of an
 * undeployed application alive.
 */
final class Profiles {
  private static final int SLOTS = 64;
  private static final int PROBES = 4;

  private static final Map<Enctype, AtomicReferenceArray<Profile>> IDLE = slots();

  private Profiles() {}

  private static Map<Enctype, AtomicReferenceArray<Profile>> slots() {
    Map<Enctype, AtomicReferenceArray<Profile>> map = new EnumMap<>(Enctype.class);
    for (Enctype each : Enctype.values()) {
      map.put(each, new AtomicReferenceArray<>(SLOTS));
    }
    return map;
  }

  @SuppressWarnings("NullAway") // every type has its slots
  private static AtomicReferenceArray<Profile> slots(Enctype enctype) {
    return IDLE.get(enctype);
  }

  static Profile borrow(Enctype enctype) {
    AtomicReferenceArray<Profile> slots = slots(enctype);
    int start = start();
    for (int i = 0; i < PROBES; i++) {
      int slot = (start + i) & (SLOTS - 1);
      if (slots.getPlain(slot) != null) {
        Profile found = slots.getAndSet(slot, null);
        if (found != null) {
          return found;
        }
      }
    }
    return Profile.of(enctype);
  }

  static void giveBack(Enctype enctype, Profile profile) {
    slots(enctype).setRelease(start(), profile);
  }

  @SuppressWarnings("deprecation") // Thread.threadId() came with Java 19
  private static int start() {
    return (int) Thread.currentThread().getId() & (SLOTS - 1);
  }
}
