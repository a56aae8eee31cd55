package dev.parley.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HtmlTest {

  @Test
  @DisplayName("markup in a text stays text, also in an attribute")
  void escapes() {
    assertThat(Html.escape("<a href='x' title=\"y\">&</a>"))
        .isEqualTo("&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;&lt;/a&gt;");
  }

  @Test
  @DisplayName("characters that control a terminal or turn the line are replaced")
  void replacesControls() {
    assertThat(Html.escape("a\u0000b\u001b[31m\u202ec\ud800d ü 漢"))
        .isEqualTo("a\ufffdb\ufffd[31m\ufffdc\ufffdd ü 漢");
  }

  @Test
  @DisplayName("a value is not looked through for places again")
  void fillsOnce() {
    assertThat(Html.fill("{{a}}-{{b}}", Map.of("a", "{{b}}$1\\", "b", "x")))
        .isEqualTo("{{b}}$1\\-x");
    assertThatIllegalArgumentException().isThrownBy(() -> Html.fill("{{a}}", Map.of()));
  }

  @Test
  @DisplayName("a user, role or authority named like markup does not become markup")
  void identityIsEscaped() {
    String evil = "<script>alert(1)</script>\"'";
    Negotiated negotiation = new Negotiated(evil, true, 1, evil, evil, evil, evil);
    for (Negotiated each : Arrays.asList(null, negotiation)) {
      Who who = new Who(evil, List.of(evil), evil, evil, evil, evil, evil, evil, evil, each);
      assertThat(IdentityView.card(who, "") + IdentityView.session(who, ""))
          .contains("&lt;script&gt;")
          .doesNotContain("<script");
    }
  }

  @Test
  @DisplayName("a ticket's or NTLM's user sees mechanism, encryption, legs and channel bindings")
  void negotiation() {
    Negotiated ticket =
        new Negotiated(
            "Kerberos", true, 1, "aes256-cts-hmac-sha1-96", "alice@A", "HTTP/b", "verified");
    Who who = new Who("alice", List.of("staff"), "Negotiate", "P", "", "A", "1", "2", "3", ticket);
    assertThat(IdentityView.card(who, ""))
        .contains("<dt>Roles</dt><dd><span class=\"chip\">staff</span></dd>")
        .contains("<dt>Mechanism</dt><dd><code>Kerberos</code> by SPNEGO, 1 leg</dd>")
        .contains("<dt>Encryption</dt><dd><code>aes256-cts-hmac-sha1-96</code></dd>")
        .contains("<dt>Client</dt><dd><code>alice@A</code></dd>")
        .contains("<dt>Target</dt><dd><code>HTTP/b</code></dd>")
        .contains("<dt>Channel bindings</dt><dd>verified</dd>");
    Negotiated ntlm = new Negotiated("NTLM", false, 2, "RC4", "D\\alice", null, "not checked");
    who = new Who("alice", List.of(), "NTLM", "NTLM", "", "A", "1", "2", "3", ntlm);
    assertThat(IdentityView.card(who, ""))
        .contains("<code>NTLM</code>, bare tokens, 2 legs", "<dd>not checked</dd>");
  }

  @Test
  @DisplayName("an account or path named like markup does not become markup in the events")
  void eventsAreEscaped() {
    EventRing.Entry entry =
        new EventRing.Entry(
            1,
            1,
            2,
            "2026-11-21T03:38:32.350Z",
            "AUTHORITY_DOWN",
            "<b>",
            null,
            null,
            null,
            "::1",
            "<i>",
            "/<u>");
    assertThat(EventsView.rows(List.of(entry)))
        .contains("&lt;b&gt;", "&lt;i&gt;", "&lt;u&gt;", "authority down", "× 2", "03:38:32")
        .doesNotContain("<b>", "<i>", "<u>");
    assertThat(EventsView.rows(List.of())).contains("Nothing has happened yet");
  }
}
