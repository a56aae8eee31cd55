package dev.parley.filter;

import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.config.PackageProvider;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import dev.parley.testing.TokenPackage;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A Jetty on a free port with the filter before a test's servlets. */
final class FilterServer implements AutoCloseable {
  /** What a test's servlet does. */
  interface Action {
    void run(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException;
  }

  /** Knows alice with the password "wonderland" in the realm "test". */
  static final class OneUser implements DigestAuthority {
    @Override
    public String name() {
      return "one-user";
    }

    @Override
    public boolean answersFromMemory() {
      return true;
    }

    @Override
    public DigestVerdict verify(DigestQuestion question) throws AuthorityUnavailableException {
      if (!question.algorithm().hashName().equals("MD5")) {
        return new DigestVerdict.Refused(Reason.NO_KEY_FOR_ALGORITHM);
      }
      SessionKey key = SessionKey.ofHex(md5("alice:test:wonderland"));
      return question.account().equals("alice") && question.isAnsweredBy(key)
          ? DigestVerdict.Accepted.withAccountKey(
              new Identity("alice", "one-user", Set.of("admin")), key)
          : new DigestVerdict.Refused(Reason.WRONG_RESPONSE);
    }

    private static String md5(String text) {
      try {
        return HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Of a web application in which {@link TokenPackage} is installed. */
  private static final class TokenLoader extends ClassLoader {
    private static final String SERVICE = "META-INF/services/" + PackageProvider.class.getName();

    private TokenLoader() {
      super(TokenLoader.class.getClassLoader());
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
      return name.equals(SERVICE)
          ? Collections.enumeration(List.of(service()))
          : Collections.emptyEnumeration();
    }

    private static URL service() throws IOException {
      byte[] line = TokenPackage.class.getName().getBytes(StandardCharsets.UTF_8);
      return new URL(
          "memory",
          "",
          -1,
          SERVICE,
          new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
              return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                  return new ByteArrayInputStream(line);
                }
              };
            }
          });
    }
  }

  final Map<String, String> initParams = new LinkedHashMap<>();
  final TokenPackage tokens = new TokenPackage();
  final ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
  final AuthenticationFilterBuilder builder =
      AuthenticationFilter.builder()
          .set("realm", "test")
          .set("packages", "token")
          .set("mx-bean", false)
          .packageProvider(tokens)
          .digestAuthority(new OneUser());
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final HttpClient client = HttpClient.newHttpClient();

  FilterServer set(String key, Object value) {
    builder.set(key, value);
    return this;
  }

  FilterServer servlet(String path, Action action) {
    return servlet(
        path,
        new HttpServlet() {
          @Override
          protected void service(HttpServletRequest request, HttpServletResponse response)
              throws IOException, ServletException {
            action.run(request, response);
          }
        });
  }

  FilterServer servlet(String path, HttpServlet servlet) {
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    holder.getRegistration().setMultipartConfig(new MultipartConfigElement(""));
    context.addServlet(holder, path);
    return this;
  }

  /** For a filter that the container makes and initialises. */
  FilterServer initParam(String key, String value) {
    initParams.put(key, value);
    return this;
  }

  FilterServer start() throws Exception {
    return start(new FilterHolder(builder.build()), EnumSet.allOf(DispatcherType.class));
  }

  /** Of a web application in which the token package is installed. */
  static ClassLoader tokenLoader() {
    return new TokenLoader();
  }

  /** Lets the container make the filter; the token package is found by the service loader. */
  FilterServer startByClass(EnumSet<DispatcherType> types) throws Exception {
    context.setClassLoader(tokenLoader());
    FilterHolder holder = new FilterHolder(AuthenticationFilter.class);
    holder.setInitParameters(initParams);
    return start(holder, types);
  }

  private FilterServer start(FilterHolder holder, EnumSet<DispatcherType> types) throws Exception {
    holder.setAsyncSupported(true);
    context.addFilter(holder, "/*", types);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
    return this;
  }

  int port() {
    return connector.getLocalPort();
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Writes who the request is by. */
  static void who(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.getWriter().print(request.getDispatcherType() + " " + request.getRemoteUser());
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
