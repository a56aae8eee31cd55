package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.SettingsTable;
import dev.parley.digest.DigestProvider;
import dev.parley.negotiate.NegotiateProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the README says of the code")
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final String START = "<!-- settings -->\n";
  private static final String END = "<!-- /settings -->";

  @Test
  @DisplayName("the table of settings is the one in the code; -Dreadme.write=true writes it")
  void settings() throws IOException {
    String text = Files.readString(README);
    int start = text.indexOf(START) + START.length();
    int end = text.indexOf(END);
    assertThat(start).isBetween(START.length(), end);
    String table =
        "\n"
            + SettingsTable.of(List.of(new DigestProvider(), new NegotiateProvider()))
                .markdown()
                .strip()
            + "\n\n";
    if (Boolean.getBoolean("readme.write")) {
      Files.writeString(README, text.substring(0, start) + table + text.substring(end));
    } else {
      assertThat(text.substring(start, end)).isEqualTo(table);
    }
  }
}
