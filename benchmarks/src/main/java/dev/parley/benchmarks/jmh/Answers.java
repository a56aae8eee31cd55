package dev.parley.benchmarks.jmh;

import dev.parley.benchmarks.load.SampleAnswers;
import java.lang.reflect.Field;

/**
 * A batch of requests that answer one challenge. To go on counting it writes the next counts and
 * responses into the same strings, against all rules: making new strings would leave garbage that
 * the profiler can not tell from the filter's. Needs {@value #OPEN}.
 */
final class Answers {
  /** What the virtual machine has to be told. */
  static final String OPEN = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  private final SampleAnswers source;
  private final GetExchange[] exchanges;
  private final byte[][] octets;

  Answers(SampleAnswers source, int size) {
    this.source = source;
    this.exchanges = new GetExchange[size];
    this.octets = new byte[size][];
    for (int i = 0; i < size; i++) {
      String value = source.next();
      exchanges[i] = new GetExchange(value);
      octets[i] = octetsOf(value);
    }
  }

  private static byte[] octetsOf(String text) {
    try {
      Field value = String.class.getDeclaredField("value");
      value.setAccessible(true);
      byte[] octets = (byte[]) value.get(text);
      if (octets.length != text.length()) {
        throw new IllegalStateException("the benchmarks need compact strings");
      }
      return octets;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the benchmarks need " + OPEN, e);
    }
  }

  /** Turns all into the next ones. */
  void advance() {
    for (byte[] each : octets) {
      source.nextInto(each);
    }
  }

  GetExchange get(int i) {
    return exchanges[i];
  }
}
