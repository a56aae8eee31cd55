package dev.parley.it.client;

import dev.parley.it.realm.Command;
import dev.parley.it.support.Built;
import dev.parley.it.support.Jdks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** HttpURLConnection of a JDK within a range of versions, in a process of its own. */
record JdkClient(String name, int least, int most) implements Client {
  @Override
  public Optional<String> version() {
    return jdk().map(Jdks.Jdk::version);
  }

  @Override
  public void get(List<String> urls) throws Exception {
    Path java = jdk().orElseThrow().java();
    String classes = Built.itFolder().resolve("tests/target/test-classes").toString();
    List<String> command = new ArrayList<>();
    command.addAll(List.of(java.toString(), "-cp", classes));
    command.addAll(List.of(UrlConnectionMain.class.getName(), user(), PASSWORD));
    command.addAll(urls);
    Command.of(command).run().expectSuccess();
  }

  private Optional<Jdks.Jdk> jdk() {
    return Jdks.newest(least, most);
  }
}
