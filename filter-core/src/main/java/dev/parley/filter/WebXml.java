package dev.parley.filter;

import dev.parley.config.ConfigurationException;
import dev.parley.config.Problem;
import dev.parley.files.FileLimit;
import dev.parley.files.RegularFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * A {@code web.xml} outside of a container: the filters in it whose class is {@link
 * AuthenticationFilter}, each with the settings that a container would give it. Nothing but the
 * file is opened, whatever it refers to; fragments in jars and what containers put in place of
 * <code>${...}</code> are not known. Immutable.
 */
public final class WebXml {
  private static final FileLimit LIMIT =
      new FileLimit("a web.xml", Xml.longest(), "name the web.xml of the application");

  private final Path file;
  private final Element root;
  private final Map<String, Map<String, String>> filters;

  private WebXml(Path file, Element root) throws ConfigurationException {
    this.file = file;
    this.root = root;
    this.filters = filters();
  }

  /**
   * Reads the file.
   *
   * @throws IOException when it cannot be read
   * @throws ConfigurationException when it is no {@code web.xml}, or an init-param of a filter
   *     comes twice; shows no value, which may be a secret
   */
  public static WebXml read(Path file) throws IOException, ConfigurationException {
    try {
      return new WebXml(file, Xml.parse(RegularFile.read(file, LIMIT)));
    } catch (SAXParseException e) {
      throw wrong(
          file.toString(),
          "a web.xml",
          "look at line " + e.getLineNumber() + ", column " + e.getColumnNumber());
    } catch (SAXException e) {
      throw wrong(file.toString(), "a web.xml", "look at its encoding");
    }
  }

  private static ConfigurationException wrong(String key, String allowed, String mend) {
    return new ConfigurationException(List.of(new Problem(key, "(not shown)", allowed, mend)));
  }

  private Map<String, Map<String, String>> filters() throws ConfigurationException {
    if (!Xml.isNamed(root, "web-app") && !Xml.isNamed(root, "web-fragment")) {
      throw wrong(file.toString(), "a web.xml", "name a file whose root element is web-app");
    }
    Map<String, Map<String, String>> found = new LinkedHashMap<>();
    for (Element each : Xml.children(root)) {
      if (Xml.isNamed(each, "filter")
          && Xml.texts(each, "filter-class").contains(AuthenticationFilter.class.getName())) {
        String name = String.join(", ", Xml.texts(each, "filter-name"));
        if (found.put(name, initParams(each)) != null) {
          throw wrong("filter " + name, "each filter-name once", "take one filter out");
        }
      }
    }
    return found;
  }

  private Map<String, String> initParams(Element filter) throws ConfigurationException {
    Map<String, String> params = new LinkedHashMap<>();
    for (Element each : Xml.children(filter)) {
      if (Xml.isNamed(each, "init-param")) {
        String name = String.join("", Xml.texts(each, "param-name"));
        String value = String.join("", Xml.texts(each, "param-value"));
        if (params.put(name, value) != null) {
          throw wrong(name, "each init-param once", "it stands in the filter twice, take one out");
        }
      }
    }
    return params;
  }

  /** The names of Parley's filters, in their order. */
  public List<String> names() {
    return List.copyOf(filters.keySet());
  }

  /**
   * The init-params of a filter, by their names, as they are written. Some may be secret.
   *
   * @param filter one of {@link #names()}
   */
  public Map<String, String> initParams(String filter) {
    Map<String, String> params = filters.get(filter);
    if (params == null) {
      throw new IllegalArgumentException("there is no filter " + filter);
    }
    return Map.copyOf(params);
  }

  /**
   * A builder with the settings of a filter. Paths below {@code /WEB-INF/} lie beside the file,
   * other relative ones in the working directory, which a server's may differ from.
   *
   * @param filter one of {@link #names()}
   */
  public AuthenticationFilterBuilder builder(String filter) {
    AuthenticationFilterBuilder builder = new AuthenticationFilterBuilder();
    initParams(filter).forEach(builder::set);
    builder.webApplication(
        name -> file.resolveSibling(name.replaceFirst("^/WEB-INF/*", "")).normalize());
    return builder;
  }

  /**
   * The requests that the mappings lead past a filter although its settings protect where they
   * lead: a sentence each, without its subject.
   *
   * @param filter one of {@link #names()}
   * @param started that filter, started with its settings
   * @throws ConfigurationException when a mapping names a dispatcher that does not exist
   */
  public List<String> leadsPast(String filter, AuthenticationFilter started)
      throws ConfigurationException {
    return Coverage.warnings(registration(filter), started.service());
  }

  private Registration registration(String filter) throws ConfigurationException {
    Descriptor descriptor;
    try {
      descriptor = Descriptor.read(root, filter);
    } catch (IllegalArgumentException e) {
      throw wrong(
          "filter-mapping of " + filter,
          "the dispatchers REQUEST, FORWARD, INCLUDE, ASYNC and ERROR",
          "correct its dispatcher");
    }
    Set<String> urls = new LinkedHashSet<>();
    Set<String> servlets = new LinkedHashSet<>();
    descriptor.mappings().forEach(each -> urls.addAll(each.urlPatterns()));
    descriptor.mappings().forEach(each -> servlets.addAll(each.servletNames()));
    Set<String> all = new LinkedHashSet<>();
    Map<String, Set<String>> patterns = new LinkedHashMap<>();
    for (Element each : Xml.children(root)) {
      if (Xml.isNamed(each, "filter")) {
        all.addAll(Xml.texts(each, "filter-name"));
      } else if (Xml.isNamed(each, "servlet-mapping")) {
        List<String> own = Xml.texts(each, "url-pattern");
        for (String name : Xml.texts(each, "servlet-name")) {
          patterns.merge(name, Set.copyOf(own), WebXml::both);
        }
      }
    }
    return new Registration(urls, servlets, descriptor, all, patterns);
  }

  private static Set<String> both(Set<String> one, Set<String> other) {
    Set<String> both = new LinkedHashSet<>(one);
    both.addAll(other);
    return both;
  }

  /** Names no value, for some are secret. */
  @Override
  public String toString() {
    return "web.xml " + file + ", filters " + filters.keySet();
  }
}
