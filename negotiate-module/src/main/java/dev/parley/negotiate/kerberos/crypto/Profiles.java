package dev.parley.negotiate.kerberos.crypto;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Profiles of an encryption type to be borrowed: looking a cipher up takes longer than using it,
 * and takes locks of the JDK. Thread-safe, without locks: threads start looking at different
 * places, and whoever finds none makes a new one. No thread-locals, which would keep the class
 * loader of an undeployed application alive.
 */
final class Profiles {
  private static final int SLOTS = 64;
  private static final int PROBES = 4;

  private static final Map<Enctype, Profiles> SHARED = shared();

  private final Enctype enctype;
  private final AtomicReferenceArray<@Nullable Profile> slots = new AtomicReferenceArray<>(SLOTS);

  /**
   * Profiles for one key: they have its AES key schedule already, which takes the JDK longer than
   * to decrypt a ticket.
   */
  Profiles(Enctype enctype) {
    this.enctype = enctype;
  }

  private static Map<Enctype, Profiles> shared() {
    Map<Enctype, Profiles> map = new EnumMap<>(Enctype.class);
    for (Enctype each : Enctype.values()) {
      map.put(each, new Profiles(each));
    }
    return map;
  }

  /** Profiles for keys that are used once or twice. */
  @SuppressWarnings("NullAway") // every type has its own
  static Profiles shared(Enctype enctype) {
    return SHARED.get(enctype);
  }

  Profile borrow() {
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

  void giveBack(Profile profile) {
    slots.setRelease(start(), profile);
  }

  @SuppressWarnings("deprecation") // Thread.threadId() came with Java 19
  private static int start() {
    return (int) Thread.currentThread().getId() & (SLOTS - 1);
  }
}
