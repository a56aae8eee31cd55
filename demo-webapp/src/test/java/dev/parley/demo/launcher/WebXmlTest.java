package dev.parley.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class WebXmlTest {

  @Test
  @DisplayName("the WAR has the settings of the launcher")
  void sameSettings() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Element root =
        factory
            .newDocumentBuilder()
            .parse(Path.of("src/main/webapp/WEB-INF/web.xml").toFile())
            .getDocumentElement();
    Map<String, String> expected = new HashMap<>(DemoSettings.DEFAULTS);
    expected.put("realm", DemoSettings.REALM);
    Map<String, String> found = new HashMap<>();
    NodeList params = root.getElementsByTagName("init-param");
    for (int i = 0; i < params.getLength(); i++) {
      Element param = (Element) params.item(i);
      found.put(text(param, "param-name"), text(param, "param-value"));
    }
    assertThat(found).isEqualTo(expected);
  }

  private static String text(Element element, String name) {
    return element.getElementsByTagName(name).item(0).getTextContent();
  }
}
