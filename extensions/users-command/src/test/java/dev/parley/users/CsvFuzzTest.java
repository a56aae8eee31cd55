package dev.parley.users;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Fuzzing: CSV is rows or the one checked exception")
class CsvFuzzTest {

  @FuzzTest(maxDuration = "20s")
  @DisplayName("what is read, written with quotes, reads back the same")
  void csv(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    List<Csv.Row> rows;
    try {
      rows = parse(text);
    } catch (CsvException e) {
      return;
    }
    int characters =
        rows.stream().flatMap(row -> row.fields().stream()).mapToInt(String::length).sum();
    require(characters <= text.length() && rows.size() <= text.length());
    try {
      require(fields(parse(write(rows))).equals(fields(rows)));
    } catch (CsvException e) {
      throw new AssertionError("what was written does not read back", e);
    }
  }

  private static List<Csv.Row> parse(String text) throws CsvException {
    List<Csv.Row> rows = new ArrayList<>();
    Csv csv = new Csv(text);
    for (Csv.Row row = csv.next(); row != null; row = csv.next()) {
      rows.add(row);
    }
    return rows;
  }

  private static List<List<String>> fields(List<Csv.Row> rows) {
    return rows.stream().map(Csv.Row::fields).toList();
  }

  private static String write(List<Csv.Row> rows) {
    return rows.stream()
        .map(
            row ->
                row.fields().stream()
                    .map(field -> "\"" + field.replace("\"", "\"\"") + "\"")
                    .collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n"));
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("the property does not hold");
    }
  }
}
