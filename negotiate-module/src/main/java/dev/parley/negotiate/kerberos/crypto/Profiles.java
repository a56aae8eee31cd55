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

  private static final Map<Enctype, Profiles> SHARED = forAll();

  private final Enctype enctype;
  private final @Nullable Profiles strangers;
  private final AtomicReferenceArray<@Nullable Profile> slots = new AtomicReferenceArray<>(SLOTS);
  private volatile boolean retired;

  private Profiles(Enctype enctype, @Nullable Profiles strangers) {
    this.enctype = enctype;
    this.strangers = strangers;
  }

  private static Map<Enctype, Profiles> forAll() {
    Map<Enctype, Profiles> map = new EnumMap<>(Enctype.class);
    for (Enctype each : Enctype.values()) {
      map.put(each, new Profiles(each, null));
    }
    return map;
  }

  /** Profiles for keys that are used once or twice. */
  @SuppressWarnings("NullAway") // every type has its own
  static Profiles shared(Enctype enctype) {
    return SHARED.get(enctype);
  }

  /**
   * Profiles for one key: they have its AES key schedule already, which takes the JDK longer than
   * to decrypt a ticket.
   */
  static Profiles ofOneKey(Enctype enctype) {
    return new Profiles(enctype, shared(enctype));
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
    return strangers == null ? Profile.of(enctype) : strangers.borrow();
  }

  /**
   * Takes a profile back.
   *
   * @param right whether what it was used for was right: only then does it stay prepared for the
   *     key, so that nobody without a right ticket makes a server with many keys hold many of them
   */
  void giveBack(Profile profile, boolean right) {
    if (strangers == null) {
      slots.setRelease(start(), profile);
    } else if (right || profile.isOf(this)) {
      profile.prepare(this);
      putUnlessRetired(profile);
    } else {
      strangers.giveBack(profile, false);
    }
  }

  private void putUnlessRetired(Profile profile) {
    int slot = start();
    slots.set(slot, profile);
    if (retired) {
      slots.set(slot, null);
    }
  }

  /** How many wait for their next use. */
  int idle() {
    int idle = 0;
    for (int i = 0; i < SLOTS; i++) {
      idle += slots.get(i) == null ? 0 : 1;
    }
    return idle;
  }

  /** Lets go of the profiles of one key, for the JDK gives no means to wipe them. */
  void retire() {
    if (strangers != null) {
      retired = true;
      for (int i = 0; i < SLOTS; i++) {
        slots.set(i, null);
      }
    }
  }

  @SuppressWarnings("deprecation") // Thread.threadId() came with Java 19
  private static int start() {
    return (int) Thread.currentThread().getId() & (SLOTS - 1);
  }
}
