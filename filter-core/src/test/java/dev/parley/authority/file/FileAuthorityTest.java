package dev.parley.authority.file;

import static dev.parley.authority.file.Documents.REALM;
import static dev.parley.authority.file.Documents.json;
import static dev.parley.authority.file.Documents.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.authority.AccountDirectory.Good;
import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestClient;
import dev.parley.authority.DigestVerdict.Accepted;
import dev.parley.testing.HangingLog;
import dev.parley.testing.WrittenLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class FileAuthorityTest {
  @TempDir Path directory;
  private Path file;
  private FileAuthority authority;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-06-01T12:00:00Z"));
  private final List<String> changed = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(FileAuthority.class);

  @BeforeEach
  void open() throws Exception {
    log.start();
    logger.addAppender(log);
    logger.setAdditive(false);
    file = directory.resolve("users.json");
    write(json(user("alice", "a", "admin"), user("bob", "b")));
    authority = open(file, Duration.ZERO);
    authority.addListener(
        new AccountListener() {
          @Override
          public void accountChanged(String account) {
            changed.add(account);
          }

          @Override
          public void allAccountsChanged() {
            changed.add("*");
          }
        });
  }

  @AfterEach
  void close() {
    authority.close();
    logger.detachAppender(log);
    logger.setAdditive(true);
  }

  private FileAuthority open(Path path, Duration interval) throws Exception {
    return FileAuthority.open(
        path, FileFormat.AUTO, interval, Documents.TARGET, now::get, new SecureRandom());
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  /** As often as a change needs to be seen and found settled. */
  private void look() {
    authority.look();
    authority.look();
  }

  private boolean accepts(String user, String password) throws AuthorityUnavailableException {
    return accepts(authority, user, password);
  }

  private static boolean accepts(FileAuthority authority, String user, String password)
      throws AuthorityUnavailableException {
    return authority.verify(new DigestClient(user, REALM, DigestAlgorithm.SHA_256).answer(password))
        instanceof Accepted;
  }

  @Test
  @DisplayName("A changed file is taken over")
  void reloads() throws Exception {
    write(json(user("alice", "a2", "admin"), user("carol", "c")));
    look();
    assertThat(accepts("alice", "a")).isFalse();
    assertThat(accepts("alice", "a2")).isTrue();
    assertThat(accepts("bob", "b")).isFalse();
    assertThat(accepts("carol", "c")).isTrue();
  }

  @Test
  @Timeout(120)
  @DisplayName("A log that hangs stops no reload: a removed user stays removed, and changes go on")
  void logHangs() throws Exception {
    try (HangingLog hanging = new HangingLog(FileAuthority.class)) {
      write(json(user("alice", "a", "admin")));
      look();
      assertThat(hanging.awaitLine()).isTrue();
      assertThat(accepts("bob", "b")).isFalse();
      write(json(user("carol", "c")));
      look();
      assertThat(accepts("alice", "a")).isFalse();
      assertThat(accepts("carol", "c")).isTrue();
      authority.close();
    }
  }

  @Test
  @DisplayName(
      "Listeners hear of users that are new, removed, disabled or changed, and of no others")
  void tellsOfChanges() throws Exception {
    User bob = user("bob", "b");
    write(json(user("alice", "a", "admin"), bob, user("carol", "c")));
    look();
    assertThat(changed).containsExactly("carol");
    authority.look();
    changed.clear();
    write(json(user("alice", "a"), new User("bob", bob.roles(), false, null, bob.keys())));
    look();
    assertThat(changed).containsExactlyInAnyOrder("alice", "bob", "carol");
  }

  @Test
  @Timeout(120)
  @DisplayName(
      "Nothing of the old content serves once the new one does: questions wait until listeners have heard")
  void oneAfterTheOther() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(3);
    try {
      List<Future<Boolean>> asked = new ArrayList<>();
      List<Thread> asking = new CopyOnWriteArrayList<>();
      AtomicBoolean waited = new AtomicBoolean(true);
      authority.addListener(
          new AccountListener() {
            @Override
            public void accountChanged(String account) {
              if (asked.isEmpty()) {
                asked.add(clients.submit(() -> ask(asking, () -> accepts("alice", "a"))));
                asked.add(clients.submit(() -> ask(asking, () -> accepts("carol", "c"))));
                asked.add(
                    clients.submit(() -> ask(asking, () -> authority.find("bob") instanceof Good)));
              }
              await()
                  .atMost(Duration.ofMinutes(1))
                  .until(() -> asking.size() == 3 && asking.stream().allMatch(this::waits));
              waited.compareAndSet(true, asked.stream().noneMatch(Future::isDone));
            }

            private boolean waits(Thread thread) {
              return thread.getState() == Thread.State.TIMED_WAITING;
            }

            @Override
            public void allAccountsChanged() {}
          });
      write(json(user("alice", "changed"), user("carol", "c")));
      look();
      assertThat(asked.get(0).get()).as("the former password").isFalse();
      assertThat(asked.get(1).get()).as("the new account").isTrue();
      assertThat(asked.get(2).get()).as("the former account").isFalse();
      assertThat(waited).isTrue();
    } finally {
      clients.shutdownNow();
    }
  }

  private static boolean ask(List<Thread> asking, Callable<Boolean> question) throws Exception {
    asking.add(Thread.currentThread());
    return question.call();
  }

  @Test
  @DisplayName("A listener that asks the authority itself is answered by the new content")
  void listenerAsks() throws Exception {
    List<Boolean> answers = new ArrayList<>();
    authority.addListener(
        new AccountListener() {
          @Override
          public void accountChanged(String account) {
            try {
              answers.add(accepts("alice", "changed"));
            } catch (AuthorityUnavailableException e) {
              throw new IllegalStateException(e);
            }
          }

          @Override
          public void allAccountsChanged() {}
        });
    write(json(user("alice", "changed", "admin"), user("bob", "b")));
    look();
    assertThat(answers).isNotEmpty().containsOnly(true);
  }

  @Test
  @DisplayName("Very many changes are told as one")
  void tellsOfManyChangesAtOnce() throws Exception {
    User[] users = new User[Listeners.MANY + 1];
    for (int i = 0; i < users.length; i++) {
      users[i] = user("user" + i, "p");
    }
    write(json(users));
    look();
    changed.clear();
    write(json(user("alice", "a")));
    look();
    assertThat(changed).containsExactly("*");
  }

  @Test
  @DisplayName("A listener that throws does not keep the others from hearing")
  void listenerThrows() throws Exception {
    authority.close();
    authority = open(file, Duration.ZERO);
    authority.addListener(
        new AccountListener() {
          @Override
          public void accountChanged(String account) {
            throw new IllegalStateException("listener");
          }

          @Override
          public void allAccountsChanged() {}
        });
    AtomicInteger heard = new AtomicInteger();
    authority.addListener(
        new AccountListener() {
          @Override
          public void accountChanged(String account) {
            heard.incrementAndGet();
          }

          @Override
          public void allAccountsChanged() {}
        });
    write(json());
    look();
    assertThat(heard).hasValue(2);
    assertThat(accepts("alice", "a")).isFalse();
  }

  @Test
  @DisplayName("A half-written file leaves the users as they were, and is told of once")
  void halfWritten() throws Exception {
    String whole = json(user("alice", "a2"), user("bob", "b"));
    for (int length = 0; length < whole.length() - 2; length += 37) {
      write(whole.substring(0, length));
      look();
      assertThat(accepts("alice", "a")).isTrue();
    }
    write(whole);
    look();
    assertThat(accepts("alice", "a2")).isTrue();
    WrittenLog.await();
    log.list.clear();
    write("{");
    look();
    look();
    WrittenLog.await();
    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getFormattedMessage())
        .contains("users.json", "line 1", "the users stay as they were");
  }

  @Test
  @DisplayName("A file that is being written is let alone until it rests")
  void beingWritten() throws Exception {
    write(json(user("carol", "c")));
    assertThat(authority.look()).isTrue();
    assertThat(accepts("alice", "a")).isTrue();
    write(json(user("carol", "c"), user("dave", "d")));
    assertThat(authority.look()).isTrue();
    assertThat(accepts("alice", "a")).isTrue();
    assertThat(authority.look()).isFalse();
    assertThat(accepts("dave", "d")).isTrue();
  }

  @Test
  @DisplayName("An empty htdigest file is taken for one about to be written")
  void emptyHtdigest() throws Exception {
    Path htdigest = directory.resolve("htdigest");
    Files.writeString(
        htdigest, Documents.htdigestLine("alice", REALM, DigestAlgorithm.SHA_256, "a"));
    authority.close();
    authority = open(htdigest, Duration.ZERO);
    assertThat(authority.name()).isEqualTo("htdigest-file");
    Files.writeString(htdigest, "");
    look();
    assertThat(accepts("alice", "a")).isTrue();
  }

  @Test
  @DisplayName("A file that is gone leaves the users as they were; when it is back it is read")
  void goneAndBack() throws Exception {
    Files.delete(file);
    look();
    look();
    assertThat(accepts("alice", "a")).isTrue();
    WrittenLog.await();
    assertThat(log.list).hasSize(1);
    write(json(user("alice", "a2")));
    look();
    assertThat(accepts("alice", "a2")).isTrue();
  }

  @Test
  @DisplayName("A write within the grain of the file's time is seen")
  void sameTimeAndSize() throws Exception {
    FileTime time = Files.getLastModifiedTime(file);
    write(json(user("alice", "x", "admin"), user("bob", "b")));
    Files.setLastModifiedTime(file, time);
    look();
    assertThat(accepts("alice", "x")).isTrue();
  }

  @Test
  @DisplayName("A replacement by rename, and by moving a symbolic link as Kubernetes does, is seen")
  void replaced() throws Exception {
    Path next = Files.writeString(directory.resolve("next"), json(user("alice", "renamed")));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    look();
    assertThat(accepts("alice", "renamed")).isTrue();

    Path one = Files.createDirectory(directory.resolve("..1"));
    Path two = Files.createDirectory(directory.resolve("..2"));
    Files.writeString(one.resolve("users.json"), json(user("alice", "one")));
    Files.writeString(two.resolve("users.json"), json(user("alice", "two")));
    Path data = Files.createSymbolicLink(directory.resolve("..data"), one);
    Path mounted =
        Files.createSymbolicLink(
            directory.resolve("mounted.json"), Path.of("..data", "users.json"));
    authority.close();
    authority = open(mounted, Duration.ZERO);
    assertThat(accepts("alice", "one")).isTrue();
    Files.move(
        Files.createSymbolicLink(directory.resolve("..tmp"), two),
        data,
        StandardCopyOption.ATOMIC_MOVE);
    look();
    assertThat(accepts("alice", "two")).isTrue();
  }

  @Test
  @DisplayName("An account that expires while the server runs is refused and told of")
  void expires() throws Exception {
    User alice = user("alice", "a");
    User expiring = new User("alice", alice.roles(), true, now.get().plusSeconds(60), alice.keys());
    write(json(expiring, user("bob", "b")));
    look();
    authority.look();
    changed.clear();
    assertThat(accepts("alice", "a")).isTrue();
    now.updateAndGet(time -> time.plusSeconds(60));
    assertThat(accepts("alice", "a")).isFalse();
    authority.look();
    authority.look();
    assertThat(changed).containsExactly("alice");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"PT0S", "P1D"})
  @DisplayName("An account that expires is told of at once, however seldom the file is looked at")
  void expiresWhileUnwatched(Duration interval) throws Exception {
    User alice = user("alice", "a");
    write(json(new User("alice", alice.roles(), true, now.get().plusSeconds(60), alice.keys())));
    List<String> expired = new CopyOnWriteArrayList<>();
    try (FileAuthority seldom = open(file, interval)) {
      seldom.addListener(
          new AccountListener() {
            @Override
            public void accountChanged(String account) {
              expired.add(account);
            }

            @Override
            public void allAccountsChanged() {}
          });
      now.updateAndGet(time -> time.plusSeconds(60));
      await().atMost(Duration.ofMinutes(1)).until(() -> expired.contains("alice"));
    }
  }

  @Test
  @DisplayName("No request is lost while the file is reloaded again and again")
  void noRequestLostDuringReload() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger lost = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    Thread[] clients = new Thread[3];
    for (int i = 0; i < clients.length; i++) {
      clients[i] =
          new Thread(
              () -> {
                while (!stop.get()) {
                  try {
                    asked.incrementAndGet();
                    if (!accepts("alice", "a")) {
                      lost.incrementAndGet();
                    }
                  } catch (AuthorityUnavailableException e) {
                    lost.incrementAndGet();
                  }
                }
              });
      clients[i].start();
    }
    for (int i = 0; i < 100; i++) {
      write(json(user("alice", "a", "role" + i), user("bob", "b" + i)));
      look();
    }
    stop.set(true);
    for (Thread client : clients) {
      client.join();
    }
    assertThat(asked).hasPositiveValue();
    assertThat(lost).hasValue(0);
  }

  @Test
  @DisplayName("Several hashes for one realm and algorithm are alternatives")
  void alternatives() throws Exception {
    List<StoredKey> keys =
        List.of(
            StoredKey.derive("alice", REALM, DigestAlgorithm.SHA_256, "old".toCharArray()),
            StoredKey.derive("alice", REALM, DigestAlgorithm.SHA_256, "new".toCharArray()));
    write(json(new User("alice", List.of(), true, null, keys), user("bob", "b")));
    look();
    assertThat(accepts("alice", "old")).isTrue();
    assertThat(accepts("alice", "new")).isTrue();
    assertThat(accepts("alice", "b")).isFalse();
    DigestClient bob = new DigestClient("bob", REALM, DigestAlgorithm.SHA_256);
    authority.verify(bob.answer("b"));
    assertThat(bob.trials()).as("hashes, as many as for alice").isEqualTo(2);
  }

  @Test
  @DisplayName("A thread sees changes by itself and ends when closed")
  void watches() throws Exception {
    try (FileAuthority watching = open(file, Duration.ofMillis(20))) {
      write(json(user("alice", "seen")));
      await().atMost(Duration.ofSeconds(10)).until(() -> accepts(watching, "alice", "seen"));
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("parley-users-file")));
  }

  @Test
  @DisplayName("After close there is no answer, neither right nor wrong")
  void closed() {
    authority.close();
    assertThatThrownBy(() -> accepts("alice", "a"))
        .isInstanceOf(AuthorityUnavailableException.class);
    authority.look();
  }

  @Test
  @DisplayName("Without a file, or with a wrong one, it does not start, and says where it is wrong")
  void refusesToStart() throws Exception {
    assertThatThrownBy(() -> open(directory.resolve("none"), Duration.ZERO))
        .isInstanceOf(IOException.class)
        .hasMessage(directory.resolve("none") + ": there is no such file");
    write("{\"format\": \"parley-users\",\n \"version\": 2, \"users\": []}");
    assertThatThrownBy(() -> open(file, Duration.ZERO))
        .isInstanceOf(UsersFileException.class)
        .hasMessageContainingAll("users.json", "line 2", "version");
  }

  @Test
  @DisplayName("A file that is too long is refused by its length; at a reload the users stay")
  void tooLong() throws Exception {
    long length = UsersFile.maximumOctets() + 1;
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(length);
    }
    look();
    WrittenLog.await();
    assertThat(log.list)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getFormattedMessage())
                    .contains(UsersFile.refusal(length), "the users stay as they were"));
    assertThat(accepts("alice", "a")).isTrue();
    for (FileFormat format : FileFormat.values()) {
      assertThatThrownBy(
              () ->
                  FileAuthority.open(
                      file, format, Duration.ZERO, Documents.TARGET, now::get, new SecureRandom()))
          .isInstanceOf(IOException.class)
          .hasMessage(file + ": " + UsersFile.refusal(length));
    }
  }
}
