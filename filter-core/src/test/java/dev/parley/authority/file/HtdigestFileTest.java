package dev.parley.authority.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.sspi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtdigestFileTest {
  private static final String MD5 = "939e7578ed9e3c518a452acee763bce9";
  private static final String SHA_256 = MD5 + MD5;

  private static UsersFile parse(String text) throws UsersFileException {
    return FileFormat.AUTO.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("Lines of htdigest, with comments, empty lines, both line ends and no last line end")
  void parses() throws Exception {
    UsersFile file =
        parse(
            "# users\n\nMufasa:http-auth@example.org:%s\r\nMufasa:other:%s\nJ\u00e4son:a:b:%s"
                .formatted(MD5, SHA_256, MD5));
    assertThat(file.users())
        .containsExactly(
            new User(
                "Mufasa",
                List.of(),
                true,
                null,
                List.of(
                    new StoredKey(
                        "http-auth@example.org", DigestAlgorithm.MD5, SessionKey.ofHex(MD5)),
                    new StoredKey("other", DigestAlgorithm.SHA_256, SessionKey.ofHex(SHA_256)))),
            new User(
                "J\u00e4son",
                List.of(),
                true,
                null,
                List.of(new StoredKey("a:b", DigestAlgorithm.MD5, SessionKey.ofHex(MD5)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice",
        "alice:r",
        "alice:r:",
        "alice:r:939e7578ed9e3c518a452acee763bce",
        "alice:r:939e7578ed9e3c518a452acee763bceg",
        "alice:r:939e7578ed9e3c518a452acee763bce9 ",
        ":r:939e7578ed9e3c518a452acee763bce9",
        "alice::939e7578ed9e3c518a452acee763bce9",
        " alice:r:939e7578ed9e3c518a452acee763bce9"
      })
  @DisplayName("Any other line is refused by its number, without showing the hash")
  void refuses(String line) {
    assertThatThrownBy(() -> parse("bob:r:" + MD5 + "\n" + line + "\n"))
        .isInstanceOf(UsersFileException.class)
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("939e7578");
  }

  @Test
  @DisplayName("A user twice in one realm is refused")
  void refusesTwice() {
    assertThatThrownBy(() -> parse("a:r:%s\na:r:%s\n".formatted(MD5, MD5)))
        .isInstanceOf(UsersFileException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  @DisplayName("Other encodings than UTF-8 and the empty file are refused")
  void refusesOtherEncodings() {
    assertThatThrownBy(() -> FileFormat.HTDIGEST.parse(new byte[] {'a', (byte) 0xE4, ':'}))
        .isInstanceOf(UsersFileException.class);
    assertThatThrownBy(() -> parse("")).isInstanceOf(UsersFileException.class);
  }
}
