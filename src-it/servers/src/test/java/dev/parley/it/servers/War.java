package dev.parley.it.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.it.support.Built;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes the WARs: the README's web.xml, the application, Parley and what it needs. */
final class War {
  private static final Pattern DISPATCHERS = Pattern.compile("(?s)\\s*<dispatcher>.*</dispatcher>");
  private static final List<Integer> WITH_ERROR_PAGE = List.of(401, 404, 409, 500, 503);
  private static final Map<String, String> PATTERNS =
      new TreeMap<>(
          Map.of(
              "PageServlet", "/admin/* /page/* /error-page",
              "ForwardServlet", "/forward/*",
              "IncludeServlet", "/include/*",
              "AsyncServlet", "/async/*",
              "ErrorServlet", "/error/*",
              "LogoutServlet", "/logout"));

  private War() {}

  /**
   * Writes one.
   *
   * @param behind what the server needs behind the filter's mapping; {@link Variant#PARTIAL} lacks
   *     it
   * @param keytabs where its keytab is, or will be
   * @param users where its users file is, or will be
   */
  static Path write(Path folder, Variant variant, String behind, Path keytabs, Path users)
      throws IOException {
    Path war = folder.resolve(variant.id() + ".war");
    try (OutputStream file = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.setLevel(0); // what is large in it is compressed already
      String filters = filter(variant, keytabs, users) + (variant == Variant.PARTIAL ? "" : behind);
      put(zip, "WEB-INF/web.xml", webXml(filters).getBytes(UTF_8));
      put(zip, "index.html", "<p>application-content: welcome</p>\n".getBytes(UTF_8));
      put(zip, "static.txt", "application-content: a file\n".getBytes(UTF_8));
      for (Path jar : Built.classPath("src-it/servers")) {
        String name = jar.getFileName().toString();
        if (isIn(variant, name)) {
          put(zip, "WEB-INF/lib/" + name, Files.readAllBytes(jar));
        }
      }
    }
    return war;
  }

  private static boolean isIn(Variant variant, String jar) {
    boolean negotiates = isOf(jar, "parley-negotiate") || isOf(jar, "bcprov-jdk18on");
    boolean missing = !variant.missingJar().isEmpty() && isOf(jar, variant.missingJar());
    return !missing && (variant.negotiates() || !negotiates);
  }

  private static boolean isOf(String jar, String artifact) {
    return jar.matches(Pattern.quote(artifact) + "-\\d.*");
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static String webXml(String filters) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        """
        + filters
        + PATTERNS.entrySet().stream()
            .map(each -> servlet(each.getKey(), each.getValue()))
            .collect(Collectors.joining())
        + "<welcome-file-list><welcome-file>index.html</welcome-file></welcome-file-list>\n"
        + WITH_ERROR_PAGE.stream().map(War::errorPage).collect(Collectors.joining())
        + "</web-app>\n";
  }

  private static String servlet(String name, String patterns) {
    String mappings =
        Pattern.compile(" ")
            .splitAsStream(patterns)
            .map(each -> "<url-pattern>" + each + "</url-pattern>")
            .collect(Collectors.joining());
    return """
        <servlet>
          <servlet-name>%1$s</servlet-name>
          <servlet-class>dev.parley.it.servers.app.%1$s</servlet-class>
          <async-supported>true</async-supported>
        </servlet>
        <servlet-mapping><servlet-name>%1$s</servlet-name>%2$s</servlet-mapping>
        """
        .formatted(name, mappings);
  }

  private static String errorPage(int status) {
    return "<error-page><error-code>%d</error-code><location>/error-page</location></error-page>\n"
        .formatted(status);
  }

  private static String filter(Variant variant, Path keytabs, Path users) throws IOException {
    StringBuilder more = new StringBuilder(parameter("required-roles", "/admin/* = admin"));
    if (variant.negotiates()) {
      more.append(parameter("packages", "negotiate, digest"));
      more.append(
          variant == Variant.NTLM
              ? parameter("negotiate.mechanisms", "ntlm")
                  + parameter("negotiate.schemes", "negotiate, ntlm")
              : parameter("kerberos.keytab", keytabs.resolve("http.keytab").toString()));
    }
    String xml =
        inReadme("parley")
            .replace("/etc/example/users.json", users.resolve("users.json").toString())
            .replace("</filter>", more + "</filter>");
    if (!variant.mapsErrors()) {
      return DISPATCHERS.matcher(xml).replaceAll("");
    }
    return switch (variant) {
      case WRONG_FILTER_CLASS -> xml.replace(".AuthenticationFilter<", ".AuthentcationFilter<");
      case UNKNOWN_KEY -> xml.replace(">realm<", ">realmm<");
      case PARTIAL -> xml.replace("<url-pattern>/*<", "<url-pattern>/page/*<");
      default -> xml;
    };
  }

  /** The part of a web.xml that the README shows and that begins with this filter. */
  static String inReadme(String filterName) throws IOException {
    String text = Files.readString(Built.projectFolder().resolve("README.md"));
    String start = "<filter>\n  <filter-name>" + filterName + "</filter-name>";
    Matcher readme =
        Pattern.compile("(?s)```xml\n(" + Pattern.quote(start) + ".*?)```").matcher(text);
    if (!readme.find()) {
      throw new IllegalStateException("the README has no web.xml with the filter " + filterName);
    }
    return readme.group(1);
  }

  private static String parameter(String name, String value) {
    return "  <init-param><param-name>%s</param-name><param-value>%s</param-value></init-param>\n"
        .formatted(name, value);
  }
}
