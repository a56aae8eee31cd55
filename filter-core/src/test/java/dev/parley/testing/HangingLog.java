package dev.parley.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** A log whose console is not read: while this is open no line for the class comes back. */
public final class HangingLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final CountDownLatch read = new CountDownLatch(1);
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final Logger logger;
  private final Level before;

  public HangingLog(Class<?> source) {
    logger = (Logger) LoggerFactory.getLogger(source);
    before = logger.getLevel();
    start();
    logger.setLevel(Level.INFO);
    logger.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    hangs.countDown();
    boolean interrupted = false;
    while (read.getCount() > 0) {
      try {
        read.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until a line has come. */
  public boolean awaitLine() throws InterruptedException {
    return hangs.await(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(before);
    read.countDown();
  }
}
