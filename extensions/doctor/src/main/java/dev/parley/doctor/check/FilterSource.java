package dev.parley.doctor.check;

import dev.parley.config.ConfigurationException;
import dev.parley.filter.AuthenticationFilter;
import dev.parley.filter.AuthenticationFilterBuilder;
import dev.parley.filter.WebXml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A filter that is looked at, and how it is started. */
sealed interface FilterSource {

  /** The file that its settings stand in. */
  Path file();

  /** Its name, with a colon and a blank; empty where there is no other. */
  String prefix();

  /** A new builder with its settings. */
  AuthenticationFilterBuilder builder();

  /** The init-params of a web.xml, by name; else none. */
  Map<String, String> initParams();

  /** What its mappings lead past it once it has started. */
  List<String> leadsPast(AuthenticationFilter started) throws ConfigurationException;

  /** That of a JSON file. */
  record OfJson(Path file) implements FilterSource {
    @Override
    public String prefix() {
      return "";
    }

    @Override
    public AuthenticationFilterBuilder builder() {
      return AuthenticationFilter.builder().configFile(file);
    }

    @Override
    public Map<String, String> initParams() {
      return Map.of();
    }

    @Override
    public List<String> leadsPast(AuthenticationFilter started) {
      return List.of();
    }
  }

  /** One of a web.xml. */
  record OfWebXml(Path file, WebXml webXml, String name) implements FilterSource {
    @Override
    public String prefix() {
      return webXml.names().size() == 1 ? "" : "filter " + name + ": ";
    }

    @Override
    public AuthenticationFilterBuilder builder() {
      return webXml.builder(name);
    }

    @Override
    public Map<String, String> initParams() {
      return webXml.initParams(name);
    }

    @Override
    public List<String> leadsPast(AuthenticationFilter started) throws ConfigurationException {
      return webXml.leadsPast(name, started);
    }
  }
}
