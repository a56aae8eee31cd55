package dev.parley.filter;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose entity may have been read before the application reads it: then the application
 * reads the spool, in any of the ways that the servlet specification has, else the request.
 */
class EntityRequest extends HttpServletRequestWrapper {
  private final ServletExchange exchange;
  private @Nullable Map<String, String[]> parameters;
  private @Nullable List<Part> parts;

  EntityRequest(HttpServletRequest request, ServletExchange exchange) {
    super(request);
    this.exchange = exchange;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    EntityReading reading = exchange.reading();
    return reading == null ? super.getInputStream() : reading.stream();
  }

  @Override
  public BufferedReader getReader() throws IOException {
    EntityReading reading = exchange.reading();
    return reading == null
        ? super.getReader()
        : reading.reader(charset(StandardCharsets.ISO_8859_1));
  }

  private Charset charset(Charset usual) throws UnsupportedEncodingException {
    String name = getCharacterEncoding();
    try {
      return name == null ? usual : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedEncodingException("the character encoding is unknown");
    }
  }

  /** Whether the entity is a form that the application does not read itself. */
  private boolean isForm() {
    EntityReading reading = exchange.reading();
    String type = getContentType();
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")
        && getMethod().equals("POST")
        && (reading == null || !reading.begun());
  }

  @Override
  public Collection<Part> getParts() throws IOException, ServletException {
    SpooledEntity entity = exchange.entity();
    if (entity == null) {
      return super.getParts();
    }
    return parts(entity);
  }

  @Override
  public @Nullable Part getPart(String name) throws IOException, ServletException {
    for (Part part : getParts()) {
      if (part.getName().equals(name)) {
        return part;
      }
    }
    return null;
  }

  private List<Part> parts(SpooledEntity entity) throws IOException, ServletException {
    if (parts == null) {
      String type = getContentType();
      if (type == null || !MultipartForm.is(type)) {
        throw new ServletException("the request is no multipart/form-data");
      }
      MultipartLimits limits = MultipartLimits.of(this);
      limits.check(entity);
      List<Part> all = MultipartForm.parse(entity, type, charset(StandardCharsets.UTF_8));
      limits.check(all);
      parts = all;
    }
    return parts;
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    SpooledEntity entity = exchange.entity();
    if (entity == null) {
      return super.getParameterMap();
    }
    if (parameters == null) {
      parameters = Collections.unmodifiableMap(readParameters(entity));
    }
    return parameters;
  }

  private Map<String, String[]> readParameters(SpooledEntity entity) {
    boolean form = isForm();
    boolean multipart = MultipartForm.is(getContentType());
    if (!form && !multipart) {
      return super.getParameterMap();
    }
    try {
      // The container is not asked: it would read an entity that is gone.
      FormParameters all = new FormParameters();
      String query = getQueryString();
      all.addEncoded(query == null ? "" : query, StandardCharsets.UTF_8);
      Charset charset = charset(StandardCharsets.UTF_8);
      if (form) {
        all.addEncoded(new String(entity.toBytes(), charset), charset);
      } else {
        all.addParts(parts(entity), charset);
      }
      return all.toMap();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ServletException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public @Nullable String getParameter(String name) {
    if (exchange.entity() == null) {
      return super.getParameter(name);
    }
    String[] values = getParameterMap().get(name);
    return values == null ? null : values[0];
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    if (exchange.entity() == null) {
      return super.getParameterValues(name);
    }
    String[] values = getParameterMap().get(name);
    return values == null ? null : values.clone();
  }

  @Override
  public Enumeration<String> getParameterNames() {
    if (exchange.entity() == null) {
      return super.getParameterNames();
    }
    return Collections.enumeration(getParameterMap().keySet());
  }
}
