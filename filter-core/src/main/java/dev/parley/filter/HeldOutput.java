package dev.parley.filter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Holds a response entity back until it is finished, or outgrows a bound. Thread-safe. */
final class HeldOutput extends ServletOutputStream {
  /** Takes a finished entity before it is sent. */
  interface Sealer {
    void seal(byte[] held, int length);
  }

  private final ServletResponse response;
  private final int limit;
  private final Sealer sealer;
  private byte[] held = new byte[1024];
  private int length;
  private boolean holding = true;
  private boolean quiet;
  private @Nullable ServletOutputStream target;

  HeldOutput(ServletResponse response, int limit, Sealer sealer) {
    this.response = response;
    this.limit = limit;
    this.sealer = sealer;
  }

  private ServletOutputStream target() throws IOException {
    if (target == null) {
      target = response.getOutputStream();
    }
    return target;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] source, int offset, int count) throws IOException {
    if (holding && count > limit - length) {
      giveUp();
    }
    if (!holding) {
      target().write(source, offset, count);
      return;
    }
    if (count > held.length - length) {
      held = Arrays.copyOf(held, Math.min(limit, Math.max(held.length * 2, length + count)));
    }
    System.arraycopy(source, offset, held, length, count);
    length += count;
  }

  synchronized void giveUp() throws IOException {
    if (holding) {
      holding = false;
      if (length > 0) {
        target().write(held, 0, length);
      }
      held = new byte[0];
    }
  }

  /** Drops what is held: the container writes the response. */
  synchronized void abandon() {
    holding = false;
    held = new byte[0];
    length = 0;
  }

  synchronized void clear() {
    length = 0;
  }

  synchronized void finish() throws IOException {
    if (holding) {
      if (!response.isCommitted()) {
        sealer.seal(held, length);
      }
      giveUp();
    }
  }

  /** Runs a flush of our own, which is no wish of the application. */
  synchronized void quietly(Runnable flush) {
    quiet = true;
    flush.run();
    quiet = false;
  }

  @Override
  public synchronized void flush() throws IOException {
    if (!quiet) {
      giveUp();
      target().flush();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    finish();
    target().close();
  }

  @Override
  public boolean isReady() {
    try {
      ServletOutputStream ready = readyTarget();
      return ready == null || ready.isReady();
    } catch (IOException e) {
      return false;
    }
  }

  private synchronized @Nullable ServletOutputStream readyTarget() throws IOException {
    return holding ? null : target();
  }

  // Outside the lock: a container may wait here for a thread of its own that waits for the lock.
  @Override
  public void setWriteListener(WriteListener listener) {
    try {
      givenUp().setWriteListener(listener);
    } catch (IOException e) {
      listener.onError(e);
    }
  }

  private synchronized ServletOutputStream givenUp() throws IOException {
    giveUp();
    return target();
  }
}
