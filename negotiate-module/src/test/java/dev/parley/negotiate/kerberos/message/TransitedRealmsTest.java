package dev.parley.negotiate.kerberos.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.http.MalformedTokenException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 4120 section 3.3.3.2: the realms on the way")
class TransitedRealmsTest {
  private static final String CLIENT = "ATHENA.MIT.EDU";
  private static final String SERVER = "CS.WASHINGTON.EDU";

  private static EncTicketPart.TransitedEncoding way(int type, String text) {
    return new EncTicketPart.TransitedEncoding(type, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> realms(String text, String client, String server)
      throws MalformedTokenException {
    return TransitedRealms.of(way(1, text), client, server);
  }

  @Test
  @DisplayName("a realm that ends with a dot stands before the one named last")
  void domains() throws Exception {
    assertThat(realms("EDU,MIT.,ATHENA.,WASHINGTON.EDU,CS.", "A", "B"))
        .containsExactlyInAnyOrder(
            "EDU", "MIT.EDU", "ATHENA.MIT.EDU", "WASHINGTON.EDU", "CS.WASHINGTON.EDU");
  }

  @Test
  @DisplayName("the ends of the way are not on the way")
  void ends() throws Exception {
    assertThat(realms("EDU,MIT.,ATHENA.,WASHINGTON.EDU,CS.", CLIENT, SERVER))
        .containsExactlyInAnyOrder("EDU", "MIT.EDU", "WASHINGTON.EDU");
  }

  @Test
  @DisplayName("one that begins with a slash stands behind it, unless a blank is before")
  void directories() throws Exception {
    assertThat(realms("/COM,/HP,/APOLLO, /COM/DEC", "A", "B"))
        .containsExactlyInAnyOrder("/COM", "/COM/HP", "/COM/HP/APOLLO", "/COM/DEC");
  }

  @Test
  @DisplayName("an empty one means all in between, from the client's realm to the service's")
  void empty() throws Exception {
    assertThat(realms(",", CLIENT, SERVER))
        .containsExactlyInAnyOrder("MIT.EDU", "EDU", "WASHINGTON.EDU");
    assertThat(realms(",EDU, /COM,", CLIENT, "/COM/HP/APOLLO"))
        .containsExactlyInAnyOrder("MIT.EDU", "EDU", "/COM", "/COM/HP");
    assertThat(realms("EDU,,X.Y.EDU", "A", "B"))
        .containsExactlyInAnyOrder("EDU", "Y.EDU", "X.Y.EDU");
    assertThat(realms(",", "MIT.EDU", "EDU")).isEmpty();
  }

  @Test
  @DisplayName("a backslash quotes comma, backslash, last dot and first blank")
  void quoted() throws Exception {
    assertThat(realms("EDU,A\\,B,C\\\\D,E\\.,\\ F", "A", "B"))
        .containsExactlyInAnyOrder("EDU", "A,B", "C\\D", "E.", " F");
  }

  @Test
  @DisplayName("without content there is no way, whatever the form")
  void none() throws Exception {
    assertThat(TransitedRealms.of(way(0, ""), CLIENT, SERVER)).isEmpty();
    assertThat(realms("", CLIENT, SERVER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"MIT.", "EDU\\", " ", "EDU, MIT.", "EDU,/HP.", "E\u0000DU", "EDU,,/COM", ",/COM"})
  @DisplayName("what can be read in two ways, or not at all, is malformed")
  void malformed(String text) {
    assertThatThrownBy(() -> realms(text, CLIENT, SERVER))
        .isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("another form is malformed, and so is what is too long or not in UTF-8")
  void bounds() {
    assertThatThrownBy(() -> TransitedRealms.of(way(2, "EDU"), CLIENT, SERVER))
        .isInstanceOf(MalformedTokenException.class);
    for (String text : List.of("EDU" + ",X.".repeat(65), "A".repeat(256), ",".repeat(200))) {
      assertThatThrownBy(() -> realms(text, CLIENT, SERVER))
          .isInstanceOf(MalformedTokenException.class);
    }
    byte[] latin = {'E', (byte) 0xC4};
    assertThatThrownBy(
            () -> TransitedRealms.of(new EncTicketPart.TransitedEncoding(1, latin), CLIENT, SERVER))
        .isInstanceOf(MalformedTokenException.class);
  }
}
