package dev.parley.doctor.check;

import dev.parley.config.ConfigurationException;
import dev.parley.config.Problem;
import dev.parley.doctor.check.Fact.Known;
import dev.parley.doctor.check.Fact.Unknown;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.files.RegularFile;
import dev.parley.filter.AuthenticationFilter;
import dev.parley.filter.WebXml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The filters of the file that was given.
 *
 * @param filters that of a JSON file, or those of a web.xml; none when there are problems
 * @param problems why there are none
 */
record FilterSources(List<FilterSource> filters, List<Finding> problems) {
  private static final int START = 256;

  FilterSources {
    filters = List.copyOf(filters);
    problems = List.copyOf(problems);
  }

  /** No file was given. */
  static FilterSources none() {
    return new FilterSources(List.of(), List.of());
  }

  /** Reads a web.xml; what else there is is taken for JSON, as the filter takes it. */
  static FilterSources read(Question question, Path file) {
    String chosen = question.filter();
    if (isXml(file)) {
      return ofXml(file, chosen == null ? "" : chosen);
    }
    return chosen == null
        ? new FilterSources(List.of(new FilterSource.OfJson(file)), List.of())
        : failed(file + " is no web.xml, and has one filter", "leave --filter out");
  }

  private static boolean isXml(Path file) {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".xml")) {
      return true;
    }
    try (InputStream in = RegularFile.open(file)) {
      String start = new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
      return start.replaceFirst("^(\u00EF\u00BB\u00BF)?\\s*", "").startsWith("<");
    } catch (IOException e) {
      // Whoever starts the filter with it says why.
      return false;
    }
  }

  private static FilterSources ofXml(Path file, String chosen) {
    try {
      WebXml webXml = WebXml.read(file);
      List<FilterSource> all =
          webXml.names().stream()
              .filter(name -> chosen.isEmpty() || name.equals(chosen))
              .<FilterSource>map(name -> new FilterSource.OfWebXml(file, webXml, name))
              .toList();
      if (!all.isEmpty()) {
        return new FilterSources(all, List.of());
      }
      return webXml.names().isEmpty()
          ? failed(
              file + " has no filter of the class " + AuthenticationFilter.class.getName(),
              "add one, or correct its filter-class; one that is added in Java does not stand there")
          : failed(
              file + " has no filter " + chosen + " of Parley's class",
              "choose one of " + String.join(", ", webXml.names()));
    } catch (ConfigurationException e) {
      return new FilterSources(List.of(), e.problems().stream().map(FilterSources::fail).toList());
    } catch (IOException e) {
      return failed(Problems.ofFile(e), "correct the path, or let the doctor read the file");
    }
  }

  private static FilterSources failed(String text, String mend) {
    return new FilterSources(List.of(), List.of(new Fail(text, mend)));
  }

  /** A problem of the start, as the start tells it. */
  static Finding fail(Problem problem) {
    return new Fail(
        problem.key() + " = " + problem.value() + ": allowed is " + problem.allowed(),
        problem.mend());
  }

  /** The settings of the filter that the other checks go by. */
  Fact<ConfigurationFacts> configuration() {
    if (filters.isEmpty()) {
      return new Unknown<>(problems.isEmpty() ? "no --config was given" : problems.get(0).text());
    }
    if (filters.size() > 1) {
      String names = String.join("", filters.stream().map(FilterSource::prefix).toList());
      return new Unknown<>(
          "several filters stand in "
              + filters.get(0).file()
              + ", choose one with --filter ("
              + names.replaceAll(": $", "").replace(": ", ", ")
              + ")");
    }
    return ConfigurationFacts.of(filters.get(0));
  }

  /** The settings of each of them that can be read, in their order. */
  List<ConfigurationFacts> all() {
    return filters.stream()
        .map(ConfigurationFacts::of)
        .flatMap(
            each ->
                each instanceof Known<ConfigurationFacts> known
                    ? java.util.stream.Stream.of(known.value())
                    : java.util.stream.Stream.empty())
        .toList();
  }
}
