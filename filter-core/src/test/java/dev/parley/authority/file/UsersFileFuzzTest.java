package dev.parley.authority.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Fuzzing: a users file is users or the one checked exception")
class UsersFileFuzzTest {

  @FuzzTest(maxDuration = "20s")
  @DisplayName("JSON: what is read is written to a text that reads back the same")
  void json(byte[] content) throws IOException {
    roundTrip(FileFormat.JSON, content);
  }

  @FuzzTest(maxDuration = "20s")
  @DisplayName("htdigest: what is read can be written as JSON and reads back the same")
  void htdigest(byte[] content) throws IOException {
    roundTrip(FileFormat.HTDIGEST, content);
  }

  private static void roundTrip(FileFormat format, byte[] content) throws IOException {
    UsersFile users;
    try {
      users = format.parse(content);
    } catch (UsersFileException e) {
      require(e.getMessage().length() < 2000);
      return;
    }
    StringWriter out = new StringWriter();
    users.writeTo(out);
    try {
      require(UsersFile.parse(out.toString().getBytes(StandardCharsets.UTF_8)).equals(users));
    } catch (UsersFileException e) {
      throw new AssertionError("what was written does not read back", e);
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("the property does not hold");
    }
  }
}
