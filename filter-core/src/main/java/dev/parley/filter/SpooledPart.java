package dev.parley.filter;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a multipart form, whose content lies in the spool. */
final class SpooledPart implements Part {
  private final SpooledEntity entity;
  private final Map<String, String> fields;
  private final Map<String, String> disposition;
  private final long from;
  private final long to;

  SpooledPart(SpooledEntity entity, Map<String, String> fields, long from, long to) {
    this.entity = entity;
    this.fields = fields;
    this.disposition = HeaderParameters.of(fields.getOrDefault("content-disposition", ""));
    this.from = from;
    this.to = to;
  }

  @Override
  public InputStream getInputStream() {
    return entity.stream(from, to);
  }

  @Override
  public @Nullable String getContentType() {
    return fields.get("content-type");
  }

  @Override
  public String getName() {
    return disposition.getOrDefault("name", "");
  }

  @Override
  public @Nullable String getSubmittedFileName() {
    return disposition.get("filename");
  }

  @Override
  public long getSize() {
    return to - from;
  }

  /** Writes to an absolute path: there is no multipart configuration to be relative to. */
  @Override
  public void write(String fileName) throws IOException {
    Path target = Path.of(fileName);
    if (!target.isAbsolute()) {
      throw new IOException("an absolute path is expected");
    }
    try (InputStream in = getInputStream()) {
      Files.copy(in, target);
    }
  }

  /** The spool goes with the request. */
  @Override
  public void delete() {}

  @Override
  public @Nullable String getHeader(String name) {
    return fields.get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public Collection<String> getHeaders(String name) {
    String value = getHeader(name);
    return value == null ? List.of() : List.of(value);
  }

  @Override
  public Collection<String> getHeaderNames() {
    return List.copyOf(fields.keySet());
  }
}
