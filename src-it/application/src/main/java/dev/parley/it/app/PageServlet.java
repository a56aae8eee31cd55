package dev.parley.it.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A page with {@value #PARTS} images, a style sheet and a script that a browser loads side by side;
 * when all are in, the script asks for {@code part/done}.
 */
final class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int PARTS = 24;
  private static final byte[] PIXEL =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    Replies.identityHeaders(request, response);
    String part = request.getPathInfo();
    if (part == null) {
      send(response, "text/html;charset=utf-8", page().getBytes(StandardCharsets.UTF_8));
    } else if (part.endsWith(".gif")) {
      send(response, "image/gif", PIXEL);
    } else if (part.endsWith(".css")) {
      send(response, "text/css", "body{margin:1em}".getBytes(StandardCharsets.UTF_8));
    } else {
      send(response, "text/plain", "ok".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String page() {
    StringBuilder html = new StringBuilder("<!doctype html><title>parts</title>");
    html.append("<link rel=icon href='data:,'><link rel=stylesheet href='part/0.css'><body>");
    for (int i = 1; i <= PARTS; i++) {
      html.append("<img src='part/").append(i).append(".gif' alt=''>");
    }
    html.append("<p id=state>loading</p><script>addEventListener('load',async()=>{")
        .append("let bad=[...document.images].filter(i=>!i.naturalWidth).length;")
        .append("let all=await Promise.all([...Array(24).keys()].map(")
        .append("i=>fetch('part/x'+i).then(r=>r.status)));")
        .append("bad+=all.filter(s=>s!==200).length;")
        .append("await fetch('part/done?bad='+bad);")
        .append("document.getElementById('state').textContent='done bad='+bad})</script>");
    return html.toString();
  }

  private static void send(HttpServletResponse response, String type, byte[] bytes)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
