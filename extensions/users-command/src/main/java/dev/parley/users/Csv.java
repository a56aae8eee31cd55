package dev.parley.users;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads comma-separated values, RFC 4180: fields may be quoted, a quote in a quoted field is
 * doubled, lines end with LF or CRLF. A byte order mark and empty lines are passed over.
 */
final class Csv {
  /**
   * A record.
   *
   * @param line the number of the line on which it starts, from 1
   * @param fields at least one
   */
  record Row(int line, List<String> fields) {
    @Override
    public String toString() {
      return "line " + line;
    }
  }

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String text;
  private int at;
  private int line = 1;

  Csv(String text) {
    this.text = text;
    this.at = text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? 0 : 1;
  }

  /** The next record; null at the end. */
  @Nullable Row next() throws CsvException {
    while (at < text.length()) {
      if (!skipLineEnd()) {
        return row();
      }
    }
    return null;
  }

  private Row row() throws CsvException {
    int start = line;
    List<String> fields = new ArrayList<>();
    do {
      fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
    } while (skip(','));
    if (at < text.length() && !skipLineEnd()) {
      throw new CsvException(line, "a comma or the end of the line is expected after a quote");
    }
    return new Row(start, fields);
  }

  private String plain() throws CsvException {
    int from = at;
    while (at < text.length() && text.charAt(at) != ',' && !isLineEnd()) {
      if (text.charAt(at) == '"') {
        throw new CsvException(
            line, "a quote inside a field: put the whole field in quotes and double the quote");
      }
      at++;
    }
    return text.substring(from, at);
  }

  private String quoted() throws CsvException {
    int start = line;
    StringBuilder field = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"' && !skip('"')) {
        return field.toString();
      }
      if (c == '\n') {
        line++;
      }
      field.append(c);
    }
    throw new CsvException(start, "a quote is opened and never closed");
  }

  private boolean isLineEnd() {
    char c = text.charAt(at);
    return c == '\n' || (c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n');
  }

  private boolean skipLineEnd() {
    if (!isLineEnd()) {
      return false;
    }
    at += text.charAt(at) == '\n' ? 1 : 2;
    line++;
    return true;
  }

  private boolean skip(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }
}
