package dev.parley.it.clients;

import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.config.ConfigurationException;
import dev.parley.filter.AuthenticationFilter;
import dev.parley.filter.AuthenticationFilterBuilder;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with the filter; remembers who asked for what, and who came through. Thread-safe. */
final class Site implements AutoCloseable {
  private static final String USER = "user-simba";
  private static final String PASSWORD = "Circle-of-Life";

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final List<Sighting> seen = new CopyOnWriteArrayList<>();

  /** Starts it on a free port of the loopback interface. */
  Site(Map<String, String> settings) throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    add(context, new Recorder(seen));
    add(context, filter(settings));
    context.addServlet(new ServletHolder(new Page(seen)), "/*");
    server.setHandler(context);
    server.start();
  }

  private static void add(ServletContextHandler context, Filter filter) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
  }

  private static AuthenticationFilter filter(Map<String, String> settings)
      throws ConfigurationException {
    AuthenticationFilterBuilder builder =
        AuthenticationFilter.builder()
            .digestAuthority(new OneUser())
            .set("realm", "it")
            .set("lockout-failures", "100000")
            .set("address-failures", "1000000");
    settings.forEach(builder::set);
    return builder.build();
  }

  /** A folder at the root. */
  Target target(String folder) {
    return new Target("127.0.0.1:" + connector.getLocalPort(), folder, USER, PASSWORD, Map.of());
  }

  /** What was seen below a folder at the root. */
  Visit visit(String folder) {
    return new Visit(seen.stream().filter(each -> each.path().startsWith(folder + "/")).toList());
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  /** Notes every request, in front of the filter. */
  private static final class Recorder extends HttpFilter {
    private static final long serialVersionUID = 1;
    private final transient List<Sighting> seen;

    Recorder(List<Sighting> seen) {
      this.seen = seen;
    }

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      try {
        chain.doFilter(request, response);
      } finally {
        seen.add(Sighting.of(request, response.getStatus(), false));
      }
    }
  }

  /** What clients ask for; whoever arrives here came through the filter. */
  private static final class Page extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** A sound of 8 samples, for players. */
    private static final byte[] WAV =
        HexFormat.of()
            .parseHex(
                "524946462c00000057415645666d742010000000010001004000000040000000"
                    + "0100080064617461080000008080808080808080");

    private final transient List<Sighting> seen;

    Page(List<Sighting> seen) {
      this.seen = seen;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      boolean whole =
          !request.getMethod().equals("POST") || request.getInputStream().readAllBytes().length > 0;
      if (whole && USER.equals(request.getRemoteUser())) {
        seen.add(Sighting.of(request, 200, true));
      }
      String path = request.getRequestURI();
      byte[] body = "text".getBytes(StandardCharsets.US_ASCII);
      response.setContentType("text/plain");
      if (path.endsWith(".html")) {
        response.setContentType("text/html");
        body = page();
      } else if (path.endsWith(".wav")) {
        response.setContentType("audio/wav");
        body = WAV;
      } else if (path.endsWith("/info/refs")) {
        body = ("0".repeat(39) + "1\trefs/heads/main\n").getBytes(StandardCharsets.US_ASCII);
      }
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }

    /** Makes a browser send the three requests of a recipe. */
    private static byte[] page() {
      String html =
          """
          <!doctype html><title>page</title><link rel=icon href='data:,'>
          <script>
          const base = location.protocol + '//' + location.host
              + location.pathname.replace('/page.html', '/');
          const x = new XMLHttpRequest();
          x.open('GET', base + 'a', false);
          x.send();
          x.open('GET', base + 'b', false);
          x.send();
          x.open('POST', base + 'c', false);
          x.send('x=1');
          </script>
          """;
      return html.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Knows one account. */
  private static final class OneUser implements DigestAuthority {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public DigestVerdict verify(DigestQuestion question) {
      boolean known = question.account().equals(USER);
      SessionKey key = key(question);
      if (known && question.isAnsweredBy(key)) {
        Identity identity = new Identity(USER, name(), Set.of());
        return DigestVerdict.Accepted.withAccountKey(identity, key);
      }
      key.destroy();
      return new DigestVerdict.Refused(known ? Reason.WRONG_RESPONSE : Reason.UNKNOWN_ACCOUNT);
    }

    private static SessionKey key(DigestQuestion question) {
      String a1 = question.account() + ":" + question.realm() + ":" + PASSWORD;
      try {
        MessageDigest hash = MessageDigest.getInstance(question.algorithm().hashName());
        return SessionKey.copyOf(hash.digest(a1.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
