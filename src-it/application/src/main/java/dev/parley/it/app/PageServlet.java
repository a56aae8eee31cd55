package dev.parley.it.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A page with {@value #PARTS} images and a style sheet, which a browser loads side by side. {@code
 * /protected/start} shows it in a frame whose address has no user and password, so that the browser
 * must use what it has kept.
 */
final class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int PARTS = 40;
  private static final int SLOW_MILLIS = 400;
  private static final byte[] PIXEL =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    Replies.identityHeaders(request, response);
    String path = request.getRequestURI();
    String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    if (path.endsWith("/start")) {
      // HTTP/2 has no Host
      String host = request.getServerName() + ":" + request.getServerPort();
      String page = "//" + host + "/protected/page" + query;
      html(response, "<iframe src='" + page + "'></iframe>");
    } else if (path.endsWith("/page")) {
      html(response, parts(query));
    } else if (path.endsWith(".css")) {
      send(response, "text/css", "body{margin:1em}".getBytes(StandardCharsets.UTF_8));
    } else {
      pause(query);
      send(response, "image/gif", PIXEL);
    }
  }

  /** With {@code ?slow} each image takes a while, so that a nonce can end meanwhile. */
  private static void pause(String query) throws IOException {
    if (query.equals("?slow")) {
      try {
        Thread.sleep(SLOW_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  private static String parts(String query) {
    StringBuilder html = new StringBuilder("<link rel=stylesheet href='part/0.css'>");
    for (int i = 1; i <= PARTS; i++) {
      html.append("<img src='part/").append(i).append(".gif").append(query).append("' alt=''>");
    }
    return html.toString();
  }

  private static void html(HttpServletResponse response, String body) throws IOException {
    String html =
        "<!doctype html><title>page</title><link rel=icon href='data:,'><body>" + body + "</body>";
    send(response, "text/html;charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpServletResponse response, String type, byte[] bytes)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
