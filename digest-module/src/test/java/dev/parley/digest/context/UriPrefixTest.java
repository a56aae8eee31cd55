package dev.parley.digest.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A path prefix that a proxy rewrites")
class UriPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "/shop, /app, /shop/a?b=c, /app/a?b=c",
    "/shop/, /app/, /shop/a, /app/a",
    "/shop, /app/, /shop, /app",
    "/shop, /app, /shop?b, /app?b",
    "/shop, /, /shop/a, /a",
    "/shop, /, /shop, /",
    "/shop/, /, /shop?b, /?b",
    "/, /app, /a, /app/a",
    "/shop, /app, /shop/shop, /app/shop"
  })
  @DisplayName("is replaced, with or without its last slash, whatever follows it")
  void rewritten(String seen, String here, String uri, String becomes) {
    assertThat(new UriPrefix(seen, here).rewrite(uri)).contains(becomes);
  }

  @ParameterizedTest
  @CsvSource({
    "/shop, /shopping",
    "/shop, /shop%2Fa",
    "/shop, /shop;a",
    "/shop, /a/shop",
    "/shop, /",
    "/shop, *",
    "/, *"
  })
  @DisplayName("is one of whole segments, and no other uri begins with it")
  void notRewritten(String seen, String uri) {
    assertThat(new UriPrefix(seen, "/app").rewrite(uri)).isEmpty();
  }
}
