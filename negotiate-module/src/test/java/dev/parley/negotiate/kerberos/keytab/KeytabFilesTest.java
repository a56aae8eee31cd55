package dev.parley.negotiate.kerberos.keytab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.files.UnusableFileException;
import dev.parley.testing.WrittenLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class KeytabFilesTest {
  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() throws InterruptedException {
    WrittenLog.await();
    log.start();
    ((Logger) LoggerFactory.getLogger("dev.parley")).addAppender(log);
  }

  @AfterEach
  void listenNoMore() {
    ((Logger) LoggerFactory.getLogger("dev.parley")).detachAppender(log);
  }

  private List<String> logged() throws InterruptedException {
    WrittenLog.await();
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static TestKeytab keytab(String principal, int... kvnos) {
    TestKeytab keytab = TestKeytab.version2();
    for (int kvno : kvnos) {
      keytab.key(principal, kvno, 18, new byte[32]);
    }
    return keytab;
  }

  private Path write(String name, byte[] content) throws Exception {
    Path next = Files.write(folder.resolve(name + ".new"), content);
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
    return Files.move(
        next,
        folder.resolve(name),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  @DisplayName("A keytab that is too long is named with its length, the limit and the remedy")
  void tooLong() throws Exception {
    Path keytab = write("a.keytab", new byte[(4 << 20) + 1]);
    assertThatThrownBy(() -> KeytabFiles.open(List.of(keytab), nanos::get))
        .hasMessage(
            keytab
                + ": it has 4194305 octets, and a keytab has at most 4 MiB (4194304 octets); export"
                + " one with the keys of this service alone");
  }

  private static List<Integer> kvnos(KeytabFiles files) {
    return files.current().keys().stream().map(ServiceKey::kvno).toList();
  }

  private static void looks(KeytabFiles files) {
    for (int i = 0; i < 6; i++) {
      files.look();
    }
  }

  @Test
  @DisplayName("Several keytabs with several services and realms are one set of keys")
  void several() throws Exception {
    Path a = write("a", keytab("HTTP/web@A.TEST", 1, 2).toByteArray());
    Path b = write("b", keytab("HTTP/web@B.TEST", 7).toByteArray());
    try (KeytabFiles files = KeytabFiles.open(List.of(a, b), nanos::get)) {
      assertThat(files.current().principals())
          .containsExactly("HTTP/web@A.TEST", "HTTP/web@B.TEST");
      assertThat(kvnos(files)).containsExactly(1, 2, 7);
      assertThat(logged()).isEmpty();
    }
  }

  @Test
  @DisplayName("A replaced keytab is taken over; keys that went are wiped when nobody uses them")
  void replaced() throws Exception {
    Path path = write("a", keytab("HTTP/web@A.TEST", 1).toByteArray());
    Path other = write("b", keytab("HTTP/web@B.TEST", 7).toByteArray());
    try (KeytabFiles files = KeytabFiles.open(List.of(path, other), nanos::get)) {
      KeySet before = files.current();
      write("a", keytab("HTTP/web@A.TEST", 1, 2).toByteArray());
      looks(files);
      assertThat(kvnos(files)).containsExactly(1, 2, 7);
      assertThat(before.keys()).noneMatch(each -> each.key().isDestroyed());
      nanos.addAndGet(Duration.ofSeconds(61).toNanos());
      looks(files);
      assertThat(before.keys().get(0).key().isDestroyed()).isTrue();
      assertThat(files.current().keys()).noneMatch(each -> each.key().isDestroyed());
    }
  }

  @Test
  @DisplayName("A half-written, emptied or missing keytab leaves the old keys, and the log says so")
  void unusable() throws Exception {
    byte[] content = keytab("HTTP/web@A.TEST", 1).toByteArray();
    Path path = write("a", content);
    try (KeytabFiles files = KeytabFiles.open(List.of(path), nanos::get)) {
      byte[] half = java.util.Arrays.copyOf(content, content.length - 9);
      write("a", half);
      looks(files);
      write("a", TestKeytab.version2().toByteArray());
      looks(files);
      Files.delete(path);
      looks(files);
      assertThat(kvnos(files)).containsExactly(1);
      assertThat(logged())
          .containsExactly(
              "keytab "
                  + path
                  + ": the keytab ends within an entry: half-written?;"
                  + " what it said before stays in force",
              "keytab " + path + ": the keytab has no keys; what it said before stays in force",
              "keytab " + path + ": there is no such file; what it said before stays in force");
      write("a", keytab("HTTP/web@A.TEST", 2).toByteArray());
      looks(files);
      assertThat(kvnos(files)).containsExactly(2);
    }
  }

  @Test
  @DisplayName("The watch picks a replaced keytab up by itself")
  void watched() throws Exception {
    Path path = write("a", keytab("HTTP/web@A.TEST", 1).toByteArray());
    try (KeytabFiles files = KeytabFiles.open(List.of(path), Duration.ofMillis(10))) {
      write("a", keytab("HTTP/web@A.TEST", 2).toByteArray());
      await().untilAsserted(() -> assertThat(kvnos(files)).containsExactly(2));
    }
  }

  @Test
  @DisplayName("Closing wipes the keys, those that went and those that hold")
  void closes() throws Exception {
    Path path = write("a", keytab("HTTP/web@A.TEST", 1).toByteArray());
    KeytabFiles files = KeytabFiles.open(List.of(path), nanos::get);
    KeySet first = files.current();
    write("a", keytab("HTTP/web@A.TEST", 2).toByteArray());
    looks(files);
    KeySet second = files.current();
    files.close();
    assertThat(first.keys()).allMatch(each -> each.key().isDestroyed());
    assertThat(second.keys()).allMatch(each -> each.key().isDestroyed());
    assertThat(files.current().keys()).isEmpty();
  }

  @Test
  @DisplayName("Missing, empty or of no use at the start: refused, and named")
  void refusesToStart() throws Exception {
    Path missing = folder.resolve("missing");
    Path empty = write("empty", new byte[0]);
    Path des = write("des", TestKeytab.version2().key("a@A", 1, 3, new byte[8]).toByteArray());
    assertThatThrownBy(() -> KeytabFiles.open(List.of(missing), nanos::get))
        .isInstanceOf(UnusableFileException.class)
        .hasMessage(missing + ": there is no such file");
    assertThatThrownBy(() -> KeytabFiles.open(List.of(empty), nanos::get))
        .hasMessage(empty + ": the file is no keytab");
    assertThatThrownBy(() -> KeytabFiles.open(List.of(des), nanos::get))
        .hasMessage(
            des + ": the keytab has only keys of types that can not be used: [des-cbc-md5]");
  }
}
