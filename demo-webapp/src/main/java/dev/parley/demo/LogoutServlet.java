package dev.parley.demo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /log-out}: destroys the context; {@link Gate} takes the forms of our page only. */
final class LogoutServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Who who = Who.of(request);
    request.logout();
    // Chromium forgets the password when it gets a 401 without a challenge that it can answer
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    response.setHeader("WWW-Authenticate", "Logged-out");
    Answer.html(
        response,
        Html.fill(
            Resources.text("logged-out.html"),
            Map.of("root", Html.escape(request.getContextPath()), "browser", browser(who))));
  }

  /** What the browser does next, as it was tried: the server has no say in that. */
  private static String browser(@Nullable Who who) {
    Negotiated negotiation = who == null ? null : who.negotiation();
    if (negotiation == null) {
      return "What the browser still remembers is worth nothing: it has to ask you for the password"
          + " again. Chromium forgets it now and asks when you sign in. Firefox sends it once more"
          + " with the next page, is refused, and asks at once, even for the page that is open to"
          + " all: cancel there and load it again, and you are nobody.";
    }
    return negotiation.mechanism().equals("Kerberos")
        ? "Your ticket is still there: when you sign in again, the browser brings it and nobody"
            + " asks you. <code>kdestroy</code> ends that."
        : "Your browser still has the password: when you sign in again, it answers by itself and"
            + " nobody asks you. Closing it ends that.";
  }
}
