package dev.parley.filter;

import jakarta.servlet.DispatcherType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * What a {@code web.xml} or {@code web-fragment.xml} says of one filter: dispatcher types and
 * {@code async-supported} are nowhere else to be read.
 *
 * @param declared whether it has a {@code filter} element of that name
 * @param asyncSupported whether that has {@code async-supported}
 * @param mappings its {@code filter-mapping}s
 * @param behind the names of the filters that have a mapping behind one of its own
 * @param complete whether it says that fragments do not count
 */
record Descriptor(
    boolean declared,
    boolean asyncSupported,
    List<Mapping> mappings,
    Set<String> behind,
    boolean complete) {

  /** Of an application without descriptors. */
  static final Descriptor NONE = new Descriptor(false, false, List.of(), Set.of(), false);

  private static final int MAXIMUM_OCTETS = 4 << 20;

  /** One {@code filter-mapping}. */
  record Mapping(List<String> urlPatterns, List<String> servletNames, Set<DispatcherType> types) {
    Mapping {
      urlPatterns = List.copyOf(urlPatterns);
      servletNames = List.copyOf(servletNames);
      types = Set.copyOf(types);
    }
  }

  Descriptor {
    mappings = List.copyOf(mappings);
    behind = Set.copyOf(behind);
  }

  /** What both say together. */
  Descriptor and(Descriptor fragment) {
    List<Mapping> all = new ArrayList<>(mappings);
    all.addAll(fragment.mappings);
    // where the mapping of a fragment comes is for the container to say
    return new Descriptor(
        declared || fragment.declared,
        asyncSupported || fragment.asyncSupported,
        all,
        behind,
        complete);
  }

  /**
   * Reads one. Nothing outside of it is opened, whatever it refers to.
   *
   * @throws IOException when it cannot be read, or is no XML
   */
  static Descriptor read(InputStream in, String filterName) throws IOException {
    Element root = parse(in.readNBytes(MAXIMUM_OCTETS)).getDocumentElement();
    boolean declared = false;
    boolean async = false;
    List<Mapping> mappings = new ArrayList<>();
    Set<String> behind = new HashSet<>();
    for (Element each : children(root)) {
      if (!texts(each, "filter-name").contains(filterName)) {
        if (!mappings.isEmpty() && isNamed(each, "filter-mapping")) {
          behind.addAll(texts(each, "filter-name"));
        }
        continue;
      }
      if (isNamed(each, "filter")) {
        declared = true;
        async |= texts(each, "async-supported").contains("true");
      } else if (isNamed(each, "filter-mapping")) {
        mappings.add(
            new Mapping(texts(each, "url-pattern"), texts(each, "servlet-name"), types(each)));
      }
    }
    boolean complete = root.getAttribute("metadata-complete").equals("true");
    return new Descriptor(declared, async, mappings, behind, complete);
  }

  private static Document parse(byte[] content) throws IOException {
    try {
      // The JDK's own parser, not one that the application brings.
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setXIncludeAware(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Strict());
      return builder.parse(new ByteArrayInputStream(content));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    }
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private static boolean isNamed(Element element, String name) {
    return name.equals(element.getLocalName());
  }

  private static List<String> texts(Element parent, String name) {
    return children(parent).stream()
        .filter(each -> isNamed(each, name))
        .map(each -> each.getTextContent().strip())
        .toList();
  }

  private static Set<DispatcherType> types(Element mapping) {
    Set<DispatcherType> types = EnumSet.noneOf(DispatcherType.class);
    for (String each : texts(mapping, "dispatcher")) {
      types.add(DispatcherType.valueOf(each.toUpperCase(Locale.ROOT)));
    }
    return types.isEmpty() ? EnumSet.of(DispatcherType.REQUEST) : types;
  }

  /** Prints nothing, which the JDK's would. */
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) {}

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
