package dev.parley.authority.file;

import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Users by number and name, in as little memory as they can do with: about 30 octets each beside
 * those of the name and of the hashes. As objects they would take four times as much, and during a
 * reload the former and the new ones are there. Not thread-safe while it is filled, immutable
 * afterwards but for {@link #wipe}.
 */
final class PackedUsers {
  /** No humongous objects, which a collector cannot move. */
  private static final int BLOCK_BITS = 18;

  private static final int BLOCK = 1 << BLOCK_BITS;
  private static final int MOST_BLOCKS = 1 << (Integer.SIZE - 1 - BLOCK_BITS);

  private final Interned<Space> spaces = new Interned<>();
  private final Interned<Roles> roles = new Interned<>();
  private final NameIndex byName = new NameIndex(number -> get(number).name());
  private final UserPacker packer = new UserPacker(spaces, roles);
  private byte[][] blocks = new byte[16][];
  private int blockCount;
  private int end = BLOCK;
  private int[] addresses = new int[16];
  private int size;
  private volatile boolean wiped;

  int size() {
    return size;
  }

  Interned<Space> spaces() {
    return spaces;
  }

  /** The user of a number, from 0 to below the size. */
  PackedUser get(int number) {
    int address = addresses[number];
    return new PackedUser(this, blocks[address >>> BLOCK_BITS], address & (BLOCK - 1));
  }

  /** The user of exactly this name. */
  @Nullable PackedUser find(String name) {
    int number = byName.find(name);
    return number == NameIndex.NONE ? null : get(number);
  }

  Space space(int number) {
    return spaces.value(number);
  }

  Roles roles(int number) {
    return roles.value(number);
  }

  /**
   * Adds a user, unless there is one of its name. The hashes are copied.
   *
   * @return whether it was added
   */
  boolean add(User user) {
    if (size == addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * size);
    }
    addresses[size] = append(packer.pack(user));
    if (byName.putIfAbsent(size) != NameIndex.NONE) {
      get(size).wipe();
      return false;
    }
    size++;
    return true;
  }

  /** Adds a user, or puts it in the place of the one of its name; answers with its number. */
  int put(User user) {
    int number = byName.find(user.name());
    if (number == NameIndex.NONE) {
      add(user);
      return size - 1;
    }
    PackedUser former = get(number);
    int place = former.length();
    int length = packer.pack(user);
    former.wipe();
    // Mostly as long: an import that replaces all of a million takes no second place for each.
    addresses[number] = length <= place ? moveTo(addresses[number]) : append(length);
    return number;
  }

  private int moveTo(int address) {
    packer.moveTo(blocks[address >>> BLOCK_BITS], address & (BLOCK - 1));
    return address;
  }

  /** Moves what was packed behind all others. */
  private int append(int length) {
    if (end + length > BLOCK) {
      if (blockCount == MOST_BLOCKS) {
        throw new IllegalArgumentException("there are too many users");
      }
      if (blockCount == blocks.length) {
        blocks = Arrays.copyOf(blocks, 2 * blockCount);
      }
      blocks[blockCount++] = new byte[BLOCK];
      end = 0;
    }
    int address = (blockCount - 1) << BLOCK_BITS | end;
    end += length;
    return moveTo(address);
  }

  /** Wipes all hashes; those that are read later, or just now, are destroyed. */
  void wipe() {
    wiped = true;
    VarHandle.fullFence();
    for (int number = 0; number < size; number++) {
      get(number).wipe();
    }
  }

  /** To be asked after octets were read: zeros must never become a key. */
  boolean isWiped() {
    VarHandle.loadLoadFence();
    return wiped;
  }
}
