package dev.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.testing.TokenPackage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

/** Any text is settings or a list of problems, never another exception. */
class SettingsFuzzTest {
  private static final Map<String, PackageProvider> AVAILABLE = Map.of("token", new TokenPackage());
  private static final SettingsTable TABLE = SettingsTable.of(AVAILABLE.values());

  @FuzzTest(maxDuration = "30s")
  @DisplayName("A JSON file is settings, or the one checked exception")
  void json(byte[] text) throws IOException {
    try {
      Map<String, Object> values = JsonSettings.read("fuzz", new ByteArrayInputStream(text), TABLE);
      Configuration.read(values, Map.of(), AVAILABLE, true);
    } catch (ConfigurationException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.getMessage().length()).isLessThan(1_000_000);
    }
  }

  @FuzzTest(maxDuration = "30s")
  @DisplayName("The text of each setting is a value that it writes back, or a problem")
  void text(FuzzedDataProvider data) {
    Map<String, String> values = new HashMap<>();
    List<Setting<?>> settings = TABLE.settings();
    while (data.remainingBytes() > 0 && values.size() < 4) {
      values.put(data.pickValue(settings).key(), data.consumeString(60));
    }
    List<Problem> problems = new ArrayList<>();
    Settings read = TABLE.read(values, problems);
    for (Setting<?> each : settings) {
      if (values.containsKey(each.key())
          && problems.stream().noneMatch(problem -> problem.key().equals(each.key()))) {
        writesBack(read, each);
      }
    }
  }

  private static <T> void writesBack(Settings read, Setting<T> setting) {
    T value = read.get(setting);
    String written = setting.type().write(value);
    assertThat(setting.type().write(setting.type().read(written))).isEqualTo(written);
  }
}
