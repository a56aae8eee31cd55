package dev.parley.doctor.krb5;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.http.MalformedTokenException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Fuzzing: krb5.conf is relations or the one checked exception")
class Krb5ConfFuzzTest {

  @FuzzTest(maxDuration = "10s")
  @DisplayName("no more relations than lines, and all questions have an answer")
  void conf(FuzzedDataProvider data) throws IOException {
    String text = data.consumeRemainingAsString();
    String host = text.substring(0, Math.min(text.length(), 40));
    try {
      Krb5Conf conf = Krb5ConfReader.read(Path.of("fuzz"), new OneFile(text));
      if (conf.relations().size() > text.lines().count()) {
        throw new AssertionError("relations from nothing");
      }
      conf.realmOf(host);
      conf.realmOf("web.one.test");
      conf.realms().forEach(conf::kdcs);
    } catch (MalformedTokenException e) {
      return;
    }
  }

  /** Includes nothing, so that no file of this machine is read. */
  private record OneFile(String text) implements Krb5ConfReader.Source {
    @Override
    public String read(Path file) {
      return file.toString().equals("fuzz") ? text : "";
    }

    @Override
    public List<Path> list(Path directory) {
      return List.of();
    }
  }
}
