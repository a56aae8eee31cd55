package dev.parley.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

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
    double[] sorted = of(cell).stream().mapToDouble(value).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
