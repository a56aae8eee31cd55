package dev.parley.filter;

import dev.parley.audit.Aside;
import dev.parley.http.EntityNotTakenException;
import dev.parley.http.EntityNotTakenException.Cause;
import dev.parley.http.EntityTooLargeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request entity that was read before the application reads it: its first octets in memory, the
 * rest in a temporary file of the owner, which goes when this is closed. Reads are thread-safe.
 */
final class SpooledEntity implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpooledEntity.class);
  private static final int BLOCK = 8192;

  private final byte[] head;
  private final @Nullable FileChannel tail;
  private final long length;

  private SpooledEntity(byte[] head, @Nullable FileChannel tail, long length) {
    this.head = head;
    this.tail = tail;
    this.length = length;
  }

  /** Is told of what comes while an entity is read, and may end that. */
  @FunctionalInterface
  interface Intake {
    /**
     * So many octets came.
     *
     * @throws EntityNotTakenException when no more is taken
     */
    void came(int count) throws EntityNotTakenException;
  }

  /** Where the rest of an entity goes. */
  @FunctionalInterface
  interface Spool {
    /** Opens a file that goes when it is closed. */
    FileChannel open() throws IOException;
  }

  /**
   * Reads all of {@code in}, at most {@link EntityLimits#request()}, and hashes it on the way; what
   * was hashed when it fails is no hash of anything, and nothing is left of it.
   *
   * @throws EntityNotTakenException when {@code intake} says so, or a temporary file has no room
   */
  static SpooledEntity read(InputStream in, EntityLimits limits, Intake intake, MessageDigest hash)
      throws IOException, EntityTooLargeException {
    return read(in, limits, intake, hash, SpooledEntity::temporaryFile);
  }

  static SpooledEntity read(
      InputStream in, EntityLimits limits, Intake intake, MessageDigest hash, Spool spool)
      throws IOException, EntityTooLargeException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    FileChannel tail = null;
    boolean done = false;
    try {
      byte[] block = new byte[BLOCK];
      long length = 0;
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        length += count;
        if (length > limits.request()) {
          throw new EntityTooLargeException(limits.request());
        }
        intake.came(count);
        hash.update(block, 0, count);
        int inMemory = Math.min(count, limits.memory() - head.size());
        head.write(block, 0, inMemory);
        if (inMemory < count) {
          tail = tail == null ? open(spool) : tail;
          append(tail, ByteBuffer.wrap(block, inMemory, count - inMemory));
        }
      }
      done = true;
      return new SpooledEntity(head.toByteArray(), tail, length);
    } finally {
      if (!done && tail != null) {
        tail.close();
      }
    }
  }

  private static void append(FileChannel tail, ByteBuffer octets) throws EntityNotTakenException {
    try {
      while (octets.hasRemaining()) {
        tail.write(octets);
      }
    } catch (IOException e) {
      throw new EntityNotTakenException(Cause.NO_ROOM, e);
    }
  }

  private static FileChannel open(Spool spool) throws EntityNotTakenException {
    try {
      return spool.open();
    } catch (IOException e) {
      throw new EntityNotTakenException(Cause.NO_ROOM, e);
    }
  }

  private static FileChannel temporaryFile() throws IOException {
    Path file = Files.createTempFile("parley-", ".entity");
    try {
      return FileChannel.open(
          file,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      delete(file);
      throw e;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      Aside.write(() -> LOG.warn("a temporary file is left: {}", file));
    }
  }

  long length() {
    return length;
  }

  /** Reads at a position; returns how many octets, or -1 at the end. */
  int read(long position, byte[] target, int offset, int count) throws IOException {
    if (position >= length) {
      return -1;
    }
    if (count == 0) {
      return 0;
    }
    if (position < head.length) {
      int part = (int) Math.min(count, head.length - position);
      System.arraycopy(head, (int) position, target, offset, part);
      return part;
    }
    if (tail == null) {
      throw new IOException("the entity is gone");
    }
    return tail.read(ByteBuffer.wrap(target, offset, count), position - head.length);
  }

  void hash(MessageDigest hash) throws IOException {
    hash.update(head);
    byte[] block = new byte[BLOCK];
    long position = head.length;
    while (position < length) {
      int count = read(position, block, 0, block.length);
      if (count < 0) {
        throw new IOException("the entity has become shorter");
      }
      hash.update(block, 0, count);
      position += count;
    }
  }

  /** Reads as much as there is, up to the length of the target; returns how much that was. */
  int readFully(long position, byte[] target) throws IOException {
    int done = 0;
    while (done < target.length) {
      int count = read(position + done, target, done, target.length - done);
      if (count < 0) {
        break;
      }
      done += count;
    }
    return done;
  }

  /** All octets. */
  byte[] toBytes() throws IOException {
    byte[] all = new byte[Math.toIntExact(length)];
    readFully(0, all);
    return all;
  }

  /** Where these octets next stand, or -1. */
  long indexOf(byte[] what, long from) throws IOException {
    byte[] block = new byte[BLOCK];
    for (long start = from; ; start += block.length - what.length + 1) {
      int count = readFully(start, block);
      for (int i = 0; i + what.length <= count; i++) {
        if (Arrays.mismatch(block, i, i + what.length, what, 0, what.length) < 0) {
          return start + i;
        }
      }
      if (count < block.length) {
        return -1;
      }
    }
  }

  /** The octets from one position until before another. */
  InputStream stream(long from, long to) {
    return new InputStream() {
      private long position = from;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        if (position >= to) {
          return -1;
        }
        int read =
            SpooledEntity.this.read(position, target, offset, (int) Math.min(count, to - position));
        position += Math.max(0, read);
        return read;
      }
    };
  }

  @Override
  public void close() throws IOException {
    if (tail != null) {
      tail.close();
    }
  }
}
