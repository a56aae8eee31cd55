package dev.parley.it.assembly;

import dev.parley.filter.AuthenticationFilter;
import dev.parley.sspi.SecurityContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/**
 * Application code that logs on to a second service as its own client, with what the client has
 * forwarded: {@code ?port=N}, of HTTP/localhost. Answers with the second service's status and
 * words, or {@code no credentials}.
 */
final class OnwardServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final String SPNEGO = "1.3.6.1.5.5.2";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    SecurityContext client =
        (SecurityContext) request.getAttribute(AuthenticationFilter.SECURITY_CONTEXT);
    int port = Integer.parseInt(request.getParameter("port"));
    response.setContentType("text/plain;charset=utf-8");
    response.getWriter().print(onward(client, port));
  }

  private static String onward(SecurityContext client, int port)
      throws IOException, ServletException {
    try {
      return client.impersonate(() -> get(port, token()));
    } catch (GSSException e) {
      return "no credentials";
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  private static byte[] token() throws GSSException {
    GSSManager manager = GSSManager.getInstance();
    GSSName service = manager.createName("HTTP@localhost", GSSName.NT_HOSTBASED_SERVICE);
    GSSContext context =
        manager.createContext(service, new Oid(SPNEGO), null, GSSContext.DEFAULT_LIFETIME);
    try {
      return context.initSecContext(new byte[0], 0, 0);
    } finally {
      context.dispose();
    }
  }

  private static String get(int port, byte[] token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/protected/onwards"))
            .header("Authorization", "Negotiate " + Base64.getEncoder().encodeToString(token))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }
}
