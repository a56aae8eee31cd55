package dev.parley.context;

import dev.parley.authority.AccountNames;
import dev.parley.bounded.Share;
import java.security.SecureRandom;

/**
 * Short names of those who have places in a bounded memory: keyed hashes of 32 bits, so that none
 * can be made that meets another's, and a million of them take little. 0 names no owner.
 */
public final class Owners {
  /** Whoever is not counted. */
  public static final int NONE = Share.NO_OWNER;

  private static final long KEY = new SecureRandom().nextLong();

  private Owners() {}

  /** The short name of a text, such as the network of an address. */
  public static int of(String text) {
    long hash = KEY;
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash ^ text.charAt(i));
    }
    int name = (int) (mix(hash ^ KEY) >>> 32);
    return name == NONE ? 1 : name;
  }

  /** The short name of an account, the same for all its spellings. */
  public static int ofAccount(String name) {
    return of(AccountNames.canonical(name));
  }

  /** The finalizer of MurmurHash3. */
  private static long mix(long bits) {
    long mixed = (bits ^ bits >>> 33) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ mixed >>> 33;
  }
}
