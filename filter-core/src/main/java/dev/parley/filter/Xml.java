package dev.parley.filter;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads deployment descriptors. Nothing outside of them is opened, whatever they refer to. */
final class Xml {
  private static final int LONGEST = 4 << 20;

  private Xml() {}

  /** More than any descriptor has, in octets. */
  static int longest() {
    return LONGEST;
  }

  /**
   * The root element of a document.
   *
   * @throws SAXException when it is no XML; its message may show pieces of the text
   */
  static Element parse(byte[] content) throws SAXException {
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
      return builder.parse(new ByteArrayInputStream(content)).getDocumentElement();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    } catch (java.io.IOException e) {
      throw new SAXException(e); // of the text's encoding
    }
  }

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  static boolean isNamed(Element element, String name) {
    return name.equals(element.getLocalName());
  }

  /** What stands in the children of this name, without blanks around. */
  static List<String> texts(Element parent, String name) {
    return children(parent).stream()
        .filter(each -> isNamed(each, name))
        .map(each -> each.getTextContent().strip())
        .toList();
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
