package dev.parley.filter;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a {@code multipart/form-data} entity that was spooled (RFC 7578). Their content
 * stays in the spool.
 *
 * <pre>{@code
 * "--" boundary CRLF header-fields CRLF content CRLF "--" boundary CRLF ... "--" boundary "--"
 * }</pre>
 */
final class MultipartForm {
  private static final int MOST_PARTS = 1000;
  private static final int LONGEST_HEADER = 8192;
  private static final byte[] END_OF_HEADER = {'\r', '\n', '\r', '\n'};

  private final SpooledEntity entity;
  private final byte[] delimiter;
  private final Charset charset;

  private MultipartForm(SpooledEntity entity, String boundary, Charset charset) {
    this.entity = entity;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    this.charset = charset;
  }

  /** Whether a {@code Content-Type} is that of such an entity. */
  static boolean is(@Nullable String contentType) {
    return contentType != null
        && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
  }

  /**
   * Reads the parts.
   *
   * @param charset of the names
   * @throws IOException when the entity breaks the grammar
   */
  static List<Part> parse(SpooledEntity entity, String contentType, Charset charset)
      throws IOException {
    String boundary = HeaderParameters.of(contentType).get("boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > 70) {
      throw new IOException("a multipart form has a boundary of 1 to 70 characters");
    }
    return new MultipartForm(entity, boundary, charset).parts();
  }

  private List<Part> parts() throws IOException {
    List<Part> parts = new ArrayList<>();
    // The first boundary has no end of line before it, unless there is a preamble.
    long at =
        startsWith(0, delimiter, 2)
            ? delimiter.length - 2
            : after(entity.indexOf(delimiter, 0), delimiter);
    while (!startsWith(at, new byte[] {'-', '-'}, 0)) {
      long header = at + 2;
      long content = header;
      Map<String, String> fields = Map.of();
      if (!startsWith(header, new byte[] {'\r', '\n'}, 0)) {
        long end = entity.indexOf(END_OF_HEADER, header);
        content = after(end, END_OF_HEADER);
        fields = fields(header, end);
      } else {
        content += 2;
      }
      // An empty part has its delimiter right after the header.
      long end = entity.indexOf(delimiter, content - 2);
      at = after(end, delimiter);
      if (parts.size() == MOST_PARTS) {
        throw new IOException("a form has more than " + MOST_PARTS + " parts");
      }
      parts.add(new SpooledPart(entity, fields, content, Math.max(content, end)));
    }
    return parts;
  }

  private static long after(long index, byte[] what) throws IOException {
    if (index < 0) {
      throw new IOException("a multipart form ends too early");
    }
    return index + what.length;
  }

  private boolean startsWith(long position, byte[] what, int from) throws IOException {
    byte[] there = new byte[what.length - from];
    int count = entity.readFully(position, there);
    for (int i = 0; i < there.length; i++) {
      if (i >= count || there[i] != what[from + i]) {
        return false;
      }
    }
    return true;
  }

  private Map<String, String> fields(long from, long to) throws IOException {
    if (to - from > LONGEST_HEADER) {
      throw new IOException("the header of a part is too long");
    }
    byte[] octets = new byte[(int) (to - from)];
    entity.readFully(from, octets);
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : new String(octets, charset).split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return fields;
  }
}
