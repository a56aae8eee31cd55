package dev.parley.doctor.check;

import dev.parley.doctor.check.Facts.First;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.net.Challenges;
import dev.parley.doctor.net.HttpAnswer;
import dev.parley.doctor.net.HttpConnection;
import dev.parley.doctor.net.Page;
import dev.parley.doctor.net.TlsView;
import dev.parley.http.HeaderField;
import dev.parley.sspi.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether what lies between keeps connections as NTLM needs them: its messages follow each other on
 * one connection, and that belongs to one client (RFC 4559 section 6). Kerberos does with less.
 */
final class ConnectionCheck implements Check {
  /** A NEGOTIATE_MESSAGE ([MS-NLMP] section 2.2.1.1) with Unicode, NTLM, and a target wanted. */
  private static final String TYPE_1 = "TlRMTVNTUAABAAAABYIIAAAAAAAAAAAAAAAAAAAAAAA=";

  /** Fields by which intermediaries show themselves. */
  private static final List<String> MARKS =
      List.of("via", "forwarded", "x-cache", "x-served-by", "x-proxy-cache", "x-varnish", "cf-ray");

  @Override
  public String name() {
    return "connection";
  }

  @Override
  public List<Finding> look(Facts facts) {
    First first = facts.first().orNull();
    Page page = facts.page().orNull();
    if (first == null || page == null) {
      return List.of(new Skipped(facts.first().why()));
    }
    Challenges offered = first.answer().challenges();
    if (first.answer().status() != 401) {
      return List.of(new Skipped("no 401 came that a client would go on from"));
    }
    Ntlm ntlm = tryNtlm(page, offered);
    List<Finding> findings = new ArrayList<>();
    findings.add(closing(first, ntlm));
    String marks = marks(first.answer());
    if (!marks.isEmpty()) {
      findings.add(proxy(marks, ntlm != null));
    }
    if (ntlm != null && page.secure()) {
      http2(page, findings);
    }
    return findings;
  }

  /**
   * What became of the first message of NTLM.
   *
   * @param stayedOpen whether the second message could follow
   */
  private record Ntlm(boolean stayedOpen) {}

  /** Null when NTLM is not on. */
  private static @Nullable Ntlm tryNtlm(Page page, Challenges offered) {
    for (String scheme : List.of("Negotiate", "NTLM")) {
      if (!offered.has(scheme.toLowerCase(Locale.ROOT))) {
        continue;
      }
      try (HttpConnection connection = HttpConnection.open(page)) {
        HttpAnswer answer = connection.get(new HeaderField("Authorization", scheme + " " + TYPE_1));
        byte[] token = answer.challenges().token(scheme.toLowerCase(Locale.ROOT));
        if (token != null && isType2(token)) {
          return new Ntlm(connection.isOpen());
        }
      } catch (IOException e) {
        return new Ntlm(false);
      }
    }
    return null;
  }

  private static boolean isType2(byte[] token) {
    return token.length > 32
        && new String(token, 0, 9, StandardCharsets.US_ASCII).equals("NTLMSSP\0\2");
  }

  private static Finding closing(First first, @Nullable Ntlm ntlm) {
    boolean open = first.stayedOpen();
    if (ntlm != null && (!open || !ntlm.stayedOpen())) {
      return new Fail(
          "the connection is closed "
              + (open ? "after the first message of NTLM" : "with the 401")
              + ": NTLM can not go on",
          "keep connections open in the proxy and the server (keep-alive, HTTP/1.1 to the server)",
          Reason.NO_NEGOTIATION);
    }
    if (!open) {
      return new Warn(
          "the connection is closed with the 401: every logon costs a new one, and NTLM is"
              + " impossible",
          "keep connections open in the proxy and the server (keep-alive, HTTP/1.1 to the server)");
    }
    return new Ok(
        "the connection stays open" + (ntlm == null ? "; NTLM is off" : ", for NTLM too"));
  }

  private static Finding proxy(String marks, boolean ntlm) {
    return ntlm
        ? new Warn(
            "a proxy is in front ("
                + marks
                + "): NTLM is safe only if it shares no connection"
                + " to the server between clients",
            "see that it does not, and say so by negotiate.proxy-keeps-connections; else switch NTLM"
                + " off")
        : new Ok("a proxy is in front (" + marks + "), which Kerberos does not mind");
  }

  private static String marks(HttpAnswer answer) {
    return String.join(
        ", ",
        answer.fields().stream()
            .map(field -> field.name().toLowerCase(Locale.ROOT))
            .filter(name -> MARKS.contains(name) || name.startsWith("x-forwarded"))
            .distinct()
            .toList());
  }

  private static void http2(Page page, List<Finding> findings) {
    try {
      if (TlsView.chosenProtocol(page).equals("h2")) {
        findings.add(
            new Warn(
                "browsers will speak HTTP/2, over which NTLM is not possible",
                "switch HTTP/2 off for these pages, or let clients use Kerberos",
                Reason.NOT_ON_THIS_CONNECTION));
      }
    } catch (IOException e) {
      findings.add(new Skipped("HTTP/2: " + Problems.ofNetwork(page.place(), e)));
    }
  }
}
