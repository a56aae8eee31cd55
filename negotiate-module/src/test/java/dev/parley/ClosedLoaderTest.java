package dev.parley;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.parley.negotiate.kerberos.keytab.TestKeytab;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application whose jars are replaced or whose class loader is closed while it runs: no class
 * that was not needed so far can be loaded any more when its filter is ended.
 */
@DisplayName("A filter whose classes are gone")
class ClosedLoaderTest {
  private static final String PATH = "/protected/x";
  private static final String NTLM_NEGOTIATE =
      "TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAAKAGFKAAAADw==";

  private final Map<String, String> initParams = new LinkedHashMap<>();
  private final AtomicInteger served = new AtomicInteger();

  /** The JDK and the container's Servlet API: what a web application has besides its own jars. */
  private static final class ContainerLoader extends ClassLoader {
    private ContainerLoader() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("jakarta.servlet.")) {
        return ClosedLoaderTest.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }

  /** All jars, the logging library among them, as an application has them. */
  private static URLClassLoader application() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!each.endsWith("test-classes") && !each.endsWith("-tests.jar")) {
        urls.add(Path.of(each).toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), new ContainerLoader());
  }

  private static <T> T fake(Class<T> type, Map<String, ?> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            ClosedLoaderTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, given) -> {
              Object answer = answers.get(method.getName());
              if (answer instanceof Call call) {
                return call.on(given);
              }
              return answer == null ? nothing(method.getReturnType()) : answer;
            }));
  }

  private interface Call {
    @Nullable Object on(Object[] given);
  }

  private static @Nullable Object nothing(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    return type == long.class ? -1L : null;
  }

  private static final class Discarding extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {}

    @Override
    public void write(int octet) {}
  }

  private FilterConfig config() {
    ServletContext context =
        fake(
            ServletContext.class,
            Map.of(
                "getContextPath",
                "/closed",
                "getServerInfo",
                "none",
                "getFilterRegistrations",
                Map.of(),
                "getServletRegistrations",
                Map.of()));
    return fake(
        FilterConfig.class,
        Map.of(
            "getFilterName",
            "parley",
            "getServletContext",
            context,
            "getInitParameterNames",
            (Call) given -> Collections.enumeration(initParams.keySet()),
            "getInitParameter",
            (Call) given -> initParams.get((String) given[0])));
  }

  /** Answers with the first challenge of a scheme. */
  private Map<String, String> send(Filter filter, String connection, @Nullable String authorization)
      throws Exception {
    Map<String, Object> attributes = new LinkedHashMap<>();
    Map<String, String> challenges = new LinkedHashMap<>();
    List<String> values = authorization == null ? List.of() : List.of(authorization);
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("getDispatcherType", DispatcherType.REQUEST);
    request.put("getMethod", "GET");
    request.put("getRequestURI", "/closed" + PATH);
    request.put("getContextPath", "/closed");
    request.put("getServletPath", PATH);
    request.put("getRemoteAddr", "192.0.2.1");
    request.put("getScheme", "http");
    request.put("getProtocol", "HTTP/1.1");
    request.put("getServletContext", config().getServletContext());
    request.put(
        "getServletConnection",
        fake(
            ServletConnection.class,
            Map.of("getConnectionId", connection, "getProtocol", "http/1.1")));
    request.put("getAttribute", (Call) given -> attributes.get((String) given[0]));
    request.put("setAttribute", (Call) given -> attributes.put((String) given[0], given[1]));
    request.put("getHeaderNames", (Call) given -> Collections.enumeration(List.of()));
    request.put(
        "getHeaders",
        (Call)
            given ->
                Collections.enumeration(
                    "Authorization".equalsIgnoreCase((String) given[0]) ? values : List.of()));
    request.put(
        "getHeader",
        (Call) given -> "Authorization".equalsIgnoreCase((String) given[0]) ? authorization : null);
    Call header =
        given -> {
          if (given[0].equals("WWW-Authenticate")) {
            String value = (String) given[1];
            challenges.putIfAbsent(value.split(" ", 2)[0], value);
          }
          return null;
        };
    filter.doFilter(
        fake(HttpServletRequest.class, request),
        fake(
            HttpServletResponse.class,
            Map.of("addHeader", header, "setHeader", header, "getOutputStream", new Discarding())),
        (admitted, answer) -> served.incrementAndGet());
    return challenges;
  }

  private static String h(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }

  private static String parameter(String challenge, String name) {
    Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
    assertThat(matcher.find()).as("%s in %s", name, challenge).isTrue();
    return matcher.group(1);
  }

  private static String answer(String challenge) throws Exception {
    String nonce = parameter(challenge, "nonce");
    String uri = "/closed" + PATH;
    String response =
        h(h("alice:Example:secret") + ":" + nonce + ":00000001:abc:auth:" + h("GET:" + uri));
    return "Digest username=\"alice\", realm=\"Example\", algorithm=SHA-256, nonce=\""
        + nonce
        + "\", uri=\""
        + uri
        + "\", opaque=\""
        + parameter(challenge, "opaque")
        + "\", qop=auth, nc=00000001, cnonce=\"abc\", response=\""
        + response
        + "\"";
  }

  private void files(Path folder) throws Exception {
    Path users = folder.resolve("users.json");
    Files.writeString(
        users,
        """
        {"format": "parley-users", "version": 1, "users": [{"name": "alice", "roles": [],
          "ntHash": "00112233445566778899aabbccddeeff",
          "keys": [{"realm": "Example", "algorithm": "SHA-256", "ha1": "%s"}]}]}
        """
            .formatted(h("alice:Example:secret")));
    Path keytab = folder.resolve("http.keytab");
    TestKeytab.version2()
        .key("HTTP/www.example.com@EXAMPLE.COM", 3, 18, new byte[32])
        .writeTo(keytab);
    initParams.put("realm", "Example");
    initParams.put("packages", "negotiate, digest");
    initParams.put("digest.algorithms", "SHA-256");
    initParams.put("digest.algorithms-by-user-agent", "none = SHA-256");
    initParams.put("negotiate.mechanisms", "kerberos, ntlm");
    initParams.put("negotiate.schemes", "negotiate, ntlm");
    initParams.put("users-file", users.toString());
    initParams.put("kerberos.keytab", keytab.toString());
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().startsWith("parley-"))
        .collect(Collectors.toSet());
  }

  private static Set<ObjectName> beans() throws Exception {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(new ObjectName("dev.parley:application=\"/closed\",*"), null);
  }

  @Test
  @DisplayName("ends all the same: no thread and no MBean is left, and nothing is thrown")
  void ends(@TempDir Path folder) throws Exception {
    files(folder);
    Set<Thread> before = threads();
    Filter filter;
    Thread current = Thread.currentThread();
    ClassLoader own = current.getContextClassLoader();
    try (URLClassLoader loader = application()) {
      current.setContextClassLoader(loader);
      filter =
          (Filter)
              loader
                  .loadClass("dev.parley.filter.AuthenticationFilter")
                  .getDeclaredConstructor()
                  .newInstance();
      filter.init(config());
      Map<String, String> challenges = send(filter, "1", null);
      assertThat(challenges).containsKeys("Negotiate", "NTLM", "Digest");
      send(filter, "2", answer(challenges.get("Digest")));
      assertThat(served).as("requests that were let in").hasValue(1);
      assertThat(send(filter, "3", "NTLM " + NTLM_NEGOTIATE).get("NTLM")).startsWith("NTLM ");
    } finally {
      current.setContextClassLoader(own);
    }
    Set<Thread> ours = threads();
    ours.removeAll(before);
    assertThat(ours)
        .extracting(Thread::getName)
        .contains("parley-kept-contexts", "parley-users-file", "parley-keytab");
    assertThat(beans()).hasSize(1);
    assertThatCode(filter::destroy).doesNotThrowAnyException();
    assertThat(beans()).isEmpty();
    for (Thread each : ours) {
      each.join(60_000);
      assertThat(each.isAlive()).as(each.getName()).isFalse();
    }
  }
}
