package dev.parley.doctor.krb5;

import dev.parley.doctor.krb5.Krb5Conf.Relation;
import dev.parley.http.MalformedTokenException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the format of MIT's profile library:
 *
 * <pre>{@code
 * [section]
 *   key = value
 *   key = {
 *     key = value
 *   }
 * include FILE
 * includedir DIRECTORY
 * }</pre>
 */
public final class Krb5ConfReader {
  private static final int LONGEST = 1 << 20;
  private static final int DEEPEST = 16;

  /** How included files are found. */
  interface Source {
    /** The content of a file. */
    String read(Path file) throws IOException;

    /** The files of a directory that count. */
    List<Path> list(Path directory) throws IOException;
  }

  private final Source source;
  private final List<Relation> relations = new ArrayList<>();
  private int octets;

  private Krb5ConfReader(Source source) {
    this.source = source;
  }

  /**
   * Reads a file and those that it includes.
   *
   * @throws MalformedTokenException when one breaks the format; the message names file and line
   * @throws IOException when one can not be read
   */
  public static Krb5Conf read(Path file) throws MalformedTokenException, IOException {
    return read(file, new FileSource());
  }

  static Krb5Conf read(Path file, Source source) throws MalformedTokenException, IOException {
    Krb5ConfReader reader = new Krb5ConfReader(source);
    reader.file(file, 0);
    return new Krb5Conf(reader.relations);
  }

  private void file(Path file, int depth) throws MalformedTokenException, IOException {
    String text = source.read(file);
    octets += text.length();
    if (depth > DEEPEST || octets > LONGEST) {
      throw new MalformedTokenException(
          file
              + (depth > DEEPEST
                  ? ": files include each other more than " + DEEPEST + " deep"
                  : ": with it the files have more than 1 MiB (" + LONGEST + " octets) together"));
    }
    List<String> path = new ArrayList<>();
    String[] lines = text.split("\r?\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (!line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != ';') {
        line(line, path, new Place(file, i + 1, depth));
      }
    }
    if (path.size() > 1) {
      throw new MalformedTokenException(file + ": a closing brace is missing at the end");
    }
  }

  private record Place(Path file, int line, int depth) {
    MalformedTokenException wrong(String what) {
      return new MalformedTokenException(this + ": " + what);
    }

    @Override
    public String toString() {
      return file + ", line " + line;
    }
  }

  private void line(String line, List<String> path, Place place)
      throws MalformedTokenException, IOException {
    if (include(line, place)) {
      return;
    }
    if (line.charAt(0) == '[') {
      section(line, path, place);
    } else if (line.equals("}") || line.equals("}*")) {
      if (path.size() < 2) {
        throw place.wrong("a closing brace without an opening one");
      }
      path.remove(path.size() - 1);
    } else {
      relation(line, path, place);
    }
  }

  private boolean include(String line, Place place) throws MalformedTokenException, IOException {
    String[] words = line.split("\\s+", 2);
    if (words.length < 2 || words[1].startsWith("=")) {
      return false;
    }
    try {
      if (words[0].equals("include")) {
        file(Path.of(words[1]), place.depth() + 1);
      } else if (words[0].equals("includedir")) {
        for (Path each : source.list(Path.of(words[1]))) {
          file(each, place.depth() + 1);
        }
      } else {
        return words[0].equals("module");
      }
    } catch (java.nio.file.InvalidPathException e) {
      throw place.wrong("no path");
    }
    return true;
  }

  private static void section(String line, List<String> path, Place place)
      throws MalformedTokenException {
    String bare = line.endsWith("*") ? line.substring(0, line.length() - 1).strip() : line;
    if (path.size() > 1) {
      throw place.wrong("a section begins before the closing brace");
    }
    if (!bare.endsWith("]") || bare.length() < 3) {
      throw place.wrong("[section] is expected");
    }
    path.clear();
    path.add(bare.substring(1, bare.length() - 1).strip());
  }

  private void relation(String line, List<String> path, Place place)
      throws MalformedTokenException {
    int equals = line.indexOf('=');
    if (equals < 1 || path.isEmpty()) {
      throw place.wrong(path.isEmpty() ? "a line before any [section]" : "key = value is expected");
    }
    String left = line.substring(0, equals).strip();
    String key = left.endsWith("*") ? left.substring(0, left.length() - 1).strip() : left;
    String value = line.substring(equals + 1).strip();
    if (key.isEmpty()) {
      throw place.wrong("key = value is expected");
    }
    if (value.startsWith("{")) {
      if (value.length() > 1 || path.size() > DEEPEST) {
        throw place.wrong("a brace has to end its line, and not too deep");
      }
      path.add(key);
      return;
    }
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    String bare = quoted ? value.substring(1, value.length() - 1) : value;
    relations.add(new Relation(path, key, bare, place.toString()));
  }

  /** The files of this machine. */
  private static final class FileSource implements Source {
    @Override
    public String read(Path file) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        return new String(in.readNBytes(LONGEST + 1), StandardCharsets.UTF_8);
      }
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
      try (Stream<Path> all = Files.list(directory)) {
        List<Path> found = new ArrayList<>(all.filter(FileSource::counts).toList());
        Collections.sort(found);
        return found;
      }
    }

    /** As MIT has it. */
    private static boolean counts(Path file) {
      String name = String.valueOf(file.getFileName());
      return name.matches("[A-Za-z0-9_-]+") || (name.endsWith(".conf") && !name.startsWith("."));
    }
  }
}
