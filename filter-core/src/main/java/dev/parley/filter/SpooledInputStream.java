package dev.parley.filter;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A spooled entity as the application reads it, blocking or by a listener. All of it is there, so
 * it is always ready; the listener is called on a thread of the container.
 */
final class SpooledInputStream extends ServletInputStream {
  private final SpooledEntity entity;
  private final ServletRequest request;
  private final AtomicBoolean toldOfEnd = new AtomicBoolean();
  private volatile long position;
  private volatile boolean pumping;
  private volatile @Nullable ReadListener listener;

  SpooledInputStream(SpooledEntity entity, ServletRequest request) {
    this.entity = entity;
    this.request = request;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public synchronized int read(byte[] target, int offset, int count) throws IOException {
    int read = entity.read(position, target, offset, count);
    if (read > 0) {
      position += read;
    }
    return read;
  }

  @Override
  public synchronized long skip(long count) {
    long skipped = Math.max(0, Math.min(count, entity.length() - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, entity.length() - position);
  }

  @Override
  public boolean isFinished() {
    return position >= entity.length();
  }

  @Override
  public boolean isReady() {
    // The first that sees the end after the listener returned tells it.
    if (isFinished() && listener != null && !pumping) {
      tellEnd();
    }
    return true;
  }

  @Override
  public void setReadListener(ReadListener readListener) {
    if (listener != null) {
      throw new IllegalStateException("there is a read listener already");
    }
    if (!request.isAsyncStarted()) {
      throw new IllegalStateException("the request is not asynchronous");
    }
    pumping = true;
    listener = java.util.Objects.requireNonNull(readListener, "readListener");
    request.getAsyncContext().start(() -> pump(readListener));
  }

  private void pump(ReadListener to) {
    try {
      if (!isFinished()) {
        to.onDataAvailable();
      }
      pumping = false;
      if (isFinished() && toldOfEnd.compareAndSet(false, true)) {
        to.onAllDataRead();
      }
    } catch (IOException | RuntimeException e) {
      to.onError(e);
    }
  }

  private void tellEnd() {
    ReadListener to = listener;
    if (to != null && toldOfEnd.compareAndSet(false, true)) {
      request
          .getAsyncContext()
          .start(
              () -> {
                try {
                  to.onAllDataRead();
                } catch (IOException | RuntimeException e) {
                  to.onError(e);
                }
              });
    }
  }
}
