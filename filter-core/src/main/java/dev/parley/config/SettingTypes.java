package dev.parley.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types that settings have. */
public final class SettingTypes {
  /** Any text. */
  public static final SettingType<String> TEXT = new Simple<>("text", raw -> raw, value -> value);

  /** {@code true} or {@code false}. */
  public static final SettingType<Boolean> BOOLEAN =
      new Simple<>("true or false", SettingTypes::readBoolean, Object::toString);

  private SettingTypes() {}

  /** Text of one line, not empty, of at most so many characters. */
  public static SettingType<String> line(int max) {
    return new Simple<>(
        "text of 1 to " + max + " characters without control characters",
        text -> {
          if (text.isEmpty()
              || text.length() > max
              || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("empty, too long or with control characters");
          }
          return text;
        },
        value -> value);
  }

  /** The path of a file. */
  public static SettingType<Path> file() {
    return new Simple<>(
        "the path of a file",
        text -> {
          Path path = Path.of(text);
          // Without its last slash a name may end in a blank, which text would lose.
          if (text.isEmpty() || !path.toString().strip().equals(path.toString())) {
            throw new IllegalArgumentException("empty, or with blanks around");
          }
          return path;
        },
        Path::toString);
  }

  private record Simple<T>(String allowed, Function<String, T> reader, Function<T, String> writer)
      implements SettingType<T> {
    @Override
    public T read(Object raw) {
      if (raw instanceof List || raw instanceof Map) {
        throw new IllegalArgumentException("a single value is expected");
      }
      return reader.apply(raw.toString().strip());
    }

    @Override
    public String write(T value) {
      return writer.apply(value);
    }
  }

  private static Boolean readBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("true or false is expected");
    };
  }

  /** A whole number in a range, both ends included. */
  public static SettingType<Integer> integer(int min, int max) {
    return new Simple<>(
        "a whole number from " + min + " to " + max,
        text -> {
          int value = Integer.parseInt(text);
          if (value < min || value > max) {
            throw new IllegalArgumentException("out of range");
          }
          return value;
        },
        Object::toString);
  }

  /**
   * A duration such as {@code 90s}, {@code 5m}, {@code 10h}, {@code 250ms}, {@code 1d} or {@code
   * 0}, in a range.
   */
  public static SettingType<Duration> duration(Duration min, Duration max) {
    return new Simple<>(
        "a duration from "
            + writeDuration(min)
            + " to "
            + writeDuration(max)
            + ", such as 90s, 5m or 10h",
        text -> {
          Duration value = readDuration(text);
          if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("out of range");
          }
          return value;
        },
        SettingTypes::writeDuration);
  }

  private static Duration readDuration(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    if (digits == 0 || digits > 9) {
      throw new IllegalArgumentException("a number and a unit are expected");
    }
    long number = Long.parseLong(text.substring(0, digits));
    return switch (text.substring(digits)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> throw new IllegalArgumentException("the unit is ms, s, m, h or d");
    };
  }

  private static String writeDuration(Duration value) {
    long millis = value.toMillis();
    if (millis == 0) {
      return "0";
    }
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + "d";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  /** A size in octets such as {@code 65536}, {@code 64k} or {@code 1m}, in a range. */
  public static SettingType<Long> size(long min, long max) {
    return new Simple<>(
        "a size in octets from " + min + " to " + max + ", such as 64k or 1m",
        text -> {
          long value = readSize(text.toLowerCase(Locale.ROOT));
          if (value < min || value > max) {
            throw new IllegalArgumentException("out of range");
          }
          return value;
        },
        Object::toString);
  }

  private static long readSize(String text) {
    long unit =
        text.endsWith("k")
            ? 1L << 10
            : text.endsWith("m") ? 1L << 20 : text.endsWith("g") ? 1L << 30 : 1;
    return Math.multiplyExact(
        Long.parseLong(unit == 1 ? text : text.substring(0, text.length() - 1)), unit);
  }

  /** One of a few words, each standing for a value. */
  @SafeVarargs
  public static <T> SettingType<T> oneOf(Function<T, String> word, T... values) {
    List<T> all = List.of(values);
    return new Simple<>(
        all.stream().map(word).collect(Collectors.joining(", ")),
        text ->
            all.stream()
                .filter(value -> word.apply(value).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("none of the words")),
        word);
  }

  /** A constant as a word: {@code SOME_NAME} is some-name. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A list: in text separated by commas. No element comes twice unless {@code repeats}. */
  public static <T> SettingType<List<T>> listOf(SettingType<T> element, boolean repeats) {
    return new ListType<>(element, repeats);
  }

  private record ListType<T>(SettingType<T> element, boolean repeats)
      implements SettingType<List<T>> {
    @Override
    public List<T> read(Object raw) {
      List<?> items = raw instanceof List<?> list ? list : split(raw.toString(), ",");
      List<T> values = new ArrayList<>();
      for (Object item : items) {
        if (item == null) {
          throw new IllegalArgumentException("null in a list");
        }
        T value = element.read(item);
        if (!repeats && values.contains(value)) {
          throw new IllegalArgumentException("a value comes twice");
        }
        values.add(value);
      }
      return List.copyOf(values);
    }

    @Override
    public String allowed() {
      return "a list, separated by commas, of: " + element.allowed();
    }

    @Override
    public String write(List<T> value) {
      return value.stream().map(element::write).collect(Collectors.joining(", "));
    }
  }

  /** A map in its given order: in text {@code key = value; key = value}. */
  public static <T> SettingType<Map<String, T>> mapOf(String keys, SettingType<T> value) {
    return new MapType<>(keys, value);
  }

  private record MapType<T>(String keys, SettingType<T> value)
      implements SettingType<Map<String, T>> {
    @Override
    public Map<String, T> read(Object raw) {
      Map<String, Object> entries = new LinkedHashMap<>();
      if (raw instanceof Map<?, ?> map) {
        map.forEach((key, each) -> entries.put(key.toString(), each));
      } else {
        for (String entry : split(raw.toString(), ";")) {
          int equals = entry.lastIndexOf('=');
          if (equals <= 0
              || entries.put(entry.substring(0, equals).strip(), entry.substring(equals + 1))
                  != null) {
            throw new IllegalArgumentException("key = value is expected, each key once");
          }
        }
      }
      Map<String, T> values = new LinkedHashMap<>();
      entries.forEach((key, each) -> values.put(key, value.read(each)));
      return java.util.Collections.unmodifiableMap(values);
    }

    @Override
    public String allowed() {
      return keys + " = " + value.allowed() + "; further entries after a semicolon";
    }

    @Override
    public String write(Map<String, T> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + " = " + value.write(entry.getValue()))
          .collect(Collectors.joining("; "));
    }
  }

  private static List<String> split(String text, String separator) {
    return Arrays.stream(text.split(separator, -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }
}
