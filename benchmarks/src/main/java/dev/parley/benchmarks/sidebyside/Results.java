package dev.parley.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The samples of all cells, in the order in which the cells were first measured. */
public final class Results {
  private final Map<Cell, List<Sample>> samples = new LinkedHashMap<>();

  void add(Cell cell, Sample sample) {
    samples.computeIfAbsent(cell, any -> new ArrayList<>()).add(sample);
  }

  /** All cells that have a sample. */
  public Set<Cell> cells() {
    return samples.keySet();
  }

  /** The samples of a cell, none if it was not measured. */
  public List<Sample> of(Cell cell) {
    return samples.getOrDefault(cell, List.of());
  }

  /** The median over the rounds, NaN for a cell that was not measured. */
  public double median(Cell cell, ToDoubleFunction<Sample> value) {
    return median(of(cell).stream().mapToDouble(value).toArray());
  }

  /**
   * The median over the rounds of what {@code cell} has more than {@code base} in the same round,
   * so that a machine that slows down for a while does not count; NaN if one was not measured.
   */
  public double medianOfDifferences(Cell cell, Cell base, ToDoubleFunction<Sample> value) {
    List<Sample> more = of(cell);
    List<Sample> less = of(base);
    return median(
        IntStream.range(0, Math.min(more.size(), less.size()))
            .mapToDouble(i -> value.applyAsDouble(more.get(i)) - value.applyAsDouble(less.get(i)))
            .toArray());
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }
}
