package dev.parley.filter;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose entity may have been read before the application reads it: then the application
 * reads the spool, in any of the ways that the servlet specification has, else the request.
 */
class EntityRequest extends HttpServletRequestWrapper {
  private final ServletExchange exchange;
  private @Nullable ServletInputStream stream;
  private @Nullable BufferedReader reader;
  private @Nullable Map<String, String[]> parameters;

  EntityRequest(HttpServletRequest request, ServletExchange exchange) {
    super(request);
    this.exchange = exchange;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    SpooledEntity entity = exchange.entity();
    if (entity == null) {
      return super.getInputStream();
    }
    if (reader != null) {
      throw new IllegalStateException("the reader is in use");
    }
    if (stream == null) {
      stream = new SpooledInputStream(entity, this);
    }
    return stream;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    SpooledEntity entity = exchange.entity();
    if (entity == null) {
      return super.getReader();
    }
    if (reader == null) {
      if (stream != null) {
        throw new IllegalStateException("the input stream is in use");
      }
      Charset charset = charset(StandardCharsets.ISO_8859_1);
      reader =
          new BufferedReader(new InputStreamReader(new SpooledInputStream(entity, this), charset));
    }
    return reader;
  }

  private Charset charset(Charset usual) throws UnsupportedEncodingException {
    String name = getCharacterEncoding();
    try {
      return name == null ? usual : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedEncodingException("the character encoding is unknown");
    }
  }

  private boolean isForm() {
    String type = getContentType();
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")
        && getMethod().equals("POST")
        && stream == null
        && reader == null;
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
    Map<String, String[]> query = super.getParameterMap();
    if (!isForm()) {
      return query;
    }
    try {
      Charset charset = charset(StandardCharsets.UTF_8);
      return FormParameters.merge(query, new String(entity.toBytes(), charset), charset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
