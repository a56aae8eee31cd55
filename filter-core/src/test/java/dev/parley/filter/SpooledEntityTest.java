package dev.parley.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.http.EntityNotTakenException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An entity that is read before the application reads it")
class SpooledEntityTest {
  private static final EntityLimits LIMITS = new EntityLimits(100_000, 1000, 0);

  private static SpooledEntity read(int length, SpooledEntity.Spool spool) throws Exception {
    return SpooledEntity.read(
        new ByteArrayInputStream(new byte[length]),
        LIMITS,
        count -> {},
        MessageDigest.getInstance("MD5"),
        spool);
  }

  private static void assertNoRoom(SpooledEntity.Spool spool) {
    assertThatThrownBy(() -> read(1001, spool))
        .isInstanceOfSatisfying(
            EntityNotTakenException.class,
            thrown -> assertThat(thrown.why()).isEqualTo(EntityNotTakenException.Cause.NO_ROOM));
  }

  @Test
  @DisplayName(
      "finds no room where no temporary file can be made, but needs none while it is short")
  void noFile() throws Exception {
    SpooledEntity.Spool none =
        () -> {
          throw new IOException("No space left on device");
        };
    assertNoRoom(none);
    assertThat(read(1000, none).length()).isEqualTo(1000);
  }

  @Test
  @DisplayName("finds no room on a full disk, and closes the file")
  void fullDisk() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "the system has no /dev/full");
    AtomicReference<@Nullable FileChannel> opened = new AtomicReference<>();
    assertNoRoom(
        () -> {
          FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE);
          opened.set(channel);
          return channel;
        });
    assertThat(opened.get()).isNotNull().satisfies(each -> assertThat(each.isOpen()).isFalse());
  }
}
