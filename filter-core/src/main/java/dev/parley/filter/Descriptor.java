package dev.parley.filter;

import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

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
    return read(root(in), filterName);
  }

  private static Element root(InputStream in) throws IOException {
    try {
      return Xml.parse(in.readNBytes(Xml.longest()));
    } catch (SAXException e) {
      throw new IOException(e);
    }
  }

  /** Reads what stands below a root element. */
  static Descriptor read(Element root, String filterName) {
    boolean declared = false;
    boolean async = false;
    List<Mapping> mappings = new ArrayList<>();
    Set<String> behind = new HashSet<>();
    for (Element each : Xml.children(root)) {
      if (!Xml.texts(each, "filter-name").contains(filterName)) {
        if (!mappings.isEmpty() && Xml.isNamed(each, "filter-mapping")) {
          behind.addAll(Xml.texts(each, "filter-name"));
        }
        continue;
      }
      if (Xml.isNamed(each, "filter")) {
        declared = true;
        async |= Xml.texts(each, "async-supported").contains("true");
      } else if (Xml.isNamed(each, "filter-mapping")) {
        mappings.add(
            new Mapping(
                Xml.texts(each, "url-pattern"), Xml.texts(each, "servlet-name"), types(each)));
      }
    }
    boolean complete = root.getAttribute("metadata-complete").equals("true");
    return new Descriptor(declared, async, mappings, behind, complete);
  }

  private static Set<DispatcherType> types(Element mapping) {
    Set<DispatcherType> types = EnumSet.noneOf(DispatcherType.class);
    for (String each : Xml.texts(mapping, "dispatcher")) {
      types.add(DispatcherType.valueOf(each.toUpperCase(Locale.ROOT)));
    }
    return types.isEmpty() ? EnumSet.of(DispatcherType.REQUEST) : types;
  }
}
