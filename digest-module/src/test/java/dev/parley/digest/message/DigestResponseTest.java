package dev.parley.digest.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.Qop;
import dev.parley.http.Credentials;
import dev.parley.http.MalformedTokenException;
import dev.parley.sspi.Reason;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 7616 section 3.4: the response message")
class DigestResponseTest {
  private static final String FULL =
      "Digest username=\"Mufasa\", realm=\"r\", uri=\"/dir/index.html?a=b\", algorithm=SHA-256,"
          + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", nc=0000000a, cnonce=\"f2/wE4q74E6z\", qop=auth,"
          + " response=\"753927fa\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", userhash=false";

  private static DigestResponse parse(String value) throws MalformedTokenException {
    return DigestResponse.parse(Credentials.parse(value, 8192));
  }

  private static void assertMalformed(String value) {
    assertThatThrownBy(() -> parse(value)).isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("every parameter is read")
  void full() throws Exception {
    DigestResponse response = parse(FULL);
    assertThat(response.defect(true)).isNull();
    assertThat(response.account()).isEqualTo("Mufasa");
    assertThat(response.algorithm()).isEqualTo(DigestAlgorithm.SHA_256);
    assertThat(response.qop()).isEqualTo(Qop.AUTH);
    assertThat(response.count()).isEqualTo(10);
    assertThat(response.countText()).isEqualTo("0000000a");
    assertThat(response.cnonce()).isEqualTo("f2/wE4q74E6z");
    assertThat(response.nonce()).isEqualTo("7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v");
    assertThat(response.opaque()).isEqualTo("FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS");
    assertThat(response.uri()).isEqualTo("/dir/index.html?a=b");
    assertThat(response.response()).isEqualTo("753927fa");
    assertThat(response.userhash()).isFalse();
    assertThat(response.realmIs("r")).isTrue();
    assertThat(response.realmIs("R")).isFalse();
    assertThat(response.uriIs("/dir/index.html", "a=b")).isTrue();
    assertThat(response.uriIs("/dir/index.html", null)).isFalse();
    assertThat(response.uriIs("/dir/index.htm", "la=b")).isFalse();
    assertThat(response).hasToString("[digest response]");
  }

  @Test
  @DisplayName(
      "quoted qop, algorithm, nc (old Jetty, Windows) and unquoted response are taken; names and tokens in any case")
  void lenientQuoting() throws Exception {
    DigestResponse response =
        parse(
            FULL.replace("qop=auth", "QOP=\"AUTH\"")
                .replace("algorithm=SHA-256", "Algorithm=\"sha-256\"")
                .replace("nc=0000000a", "nc=\"0000000a\"")
                .replace("response=\"753927fa\"", "response=753927fa"));
    assertThat(response.qop()).isEqualTo(Qop.AUTH);
    assertThat(response.algorithm()).isEqualTo(DigestAlgorithm.SHA_256);
    assertThat(response.count()).isEqualTo(10);
    assertThat(response.response()).isEqualTo("753927fa");
  }

  @Test
  @DisplayName(
      "UNDERTOW-2590: an unknown parameter (HttpClient 5.5 sent rspauth) is passed over, even twice")
  void unknownParameters() throws Exception {
    assertThat(parse(FULL + ", rspauth=\"x\", rspauth=\"y\", longunknown=z, ab=c").defect(true))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "username",
        "realm",
        "uri",
        "algorithm",
        "nonce",
        "nc",
        "cnonce",
        "qop",
        "response",
        "opaque",
        "userhash"
      })
  @DisplayName(
      "RFC 9110 11.2: a parameter that comes twice is refused, where others let the last win")
  void duplicates(String name) {
    assertMalformed(FULL + ", " + name + "=auth");
    assertMalformed(FULL + ", " + name.toUpperCase(java.util.Locale.ROOT) + "=\"auth\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"username", "realm", "uri", "nonce", "nc", "cnonce", "response", "opaque"})
  @DisplayName("a missing parameter is named as such")
  void missing(String name) throws Exception {
    String without = FULL.replaceFirst("(?<=[ ,])" + name + "=(\"[^\"]*\"|[^,]*),?", "");
    assertThat(parse(without).defect(true)).isEqualTo(Reason.MISSING_PARAMETER);
    assertThat(parse(without).missing(true)).isEqualTo(name);
  }

  @Test
  @DisplayName(
      "RFC 2069 and the swival report: without qop neither nc nor cnonce is needed, and none is dereferenced")
  void withoutQop() throws Exception {
    DigestResponse response =
        parse("Digest username=u, realm=r, nonce=n, uri=u, response=00, opaque=o");
    assertThat(response.defect(true)).isNull();
    assertThat(response.qop()).isNull();
    assertThat(response.count()).isZero();
    assertThat(response.cnonce()).isEmpty();
    assertThat(response.countText()).isEmpty();
    assertThat(response.algorithm()).isEqualTo(DigestAlgorithm.MD5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "username=u, username*=UTF-8''u",
        "username*=UTF-8''u, userhash=true",
        "username=u, algorithm=MD5-sess"
      })
  @DisplayName("contradictions: two names, a hashed ext-value, -sess without cnonce")
  void contradictions(String part) throws Exception {
    DigestResponse response =
        parse("Digest realm=r, nonce=n, uri=u, response=00, opaque=o, " + part);
    assertThat(response.defect(true)).isEqualTo(Reason.CONTRADICTION);
  }

  @Test
  @DisplayName("an unknown algorithm is none; an unknown qop, a bad userhash are malformed")
  void unknownTokens() throws Exception {
    assertThat(parse(FULL.replace("SHA-256", "SHA-1")).algorithm()).isNull();
    assertMalformed(FULL.replace("qop=auth", "qop=auth-conf"));
    assertMalformed(FULL.replace("qop=auth", "qop=\"auth,auth-int\""));
    assertMalformed(FULL.replace("userhash=false", "userhash=maybe"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000",
        "0",
        "000000001",
        "0000000g",
        "-0000001",
        "\"\"",
        "\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0661"
      })
  @DisplayName(
      "nc: one to eight hexadecimal digits from 1 on, and nothing that a number parser would take besides")
  void badCounts(String count) {
    assertMalformed(FULL.replace("0000000a", count));
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "0a,10",
    "000001,1",
    "0000001,1",
    "FFFFFFFF,4294967295",
    "ffffffff,4294967295"
  })
  @DisplayName("nc: fewer than eight digits come from devices and old Android clients")
  void shortCounts(String count, long value) throws Exception {
    assertThat(parse(FULL.replace("0000000a", count)).count()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "UTF-8''J%C3%A4s%C3%B8n%20Doe,J\u00e4s\u00f8n Doe",
        "utf-8'en'a,a",
        "UTF-8''a!#$&+-.^_`|~b,a!#$&+-.^_`|~b",
        "UTF-8''A%CC%88,\u00c4"
      })
  @DisplayName("RFC 8187: username* is decoded and normalised")
  void extValue(String value, String name) throws Exception {
    assertThat(ext(value).account()).isEqualTo(name);
  }

  private static DigestResponse ext(String value) throws MalformedTokenException {
    return parse("Digest realm=r, nonce=n, uri=u, response=00, opaque=o, username*=" + value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "UTF-8'a",
        "ISO-8859-1''a",
        "UTF-8''%C3",
        "UTF-8''%zz",
        "UTF-8''a%4",
        "UTF-8''%",
        "UTF-8''",
        "UTF-8''a%3Ab",
        "''a",
        "\"UTF-8''a b\""
      })
  @DisplayName(
      "RFC 8187: unknown charsets, broken escapes, undecodable octets, empty names and colons are malformed")
  void badExtValue(String value) throws Exception {
    DigestResponse response = ext(value);
    assertThatThrownBy(response::account).isInstanceOf(MalformedTokenException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "J\u00c3\u00a4s\u00c3\u00b8n,J\u00e4s\u00f8n", "J\u00e4s\u00f8n,J\u00e4s\u00f8n",
        "\u0416\u0443\u043a,\u0416\u0443\u043a",
    "DOMAIN\\user,DOMAIN\\user", "DOMAIN\\\\user,DOMAIN\\user", "a\\\"b,a\"b"
  })
  @DisplayName(
      "username: octets of UTF-8, of ISO 8859-1, decoded by the container; a lone backslash stands for itself")
  void names(String written, String name) throws Exception {
    DigestResponse response = parse("Digest username=\"" + written + "\"");
    assertThat(response.account()).isEqualTo(name);
    assertThat(response.accountIs(response.writtenAccount())).isTrue();
  }

  @Test
  @DisplayName("a user name with a colon, or none, is malformed: A1 would be ambiguous")
  void colon() throws Exception {
    assertThatThrownBy(() -> parse("Digest username=\"a:b\"").account())
        .isInstanceOf(MalformedTokenException.class);
    assertThatThrownBy(() -> parse("Digest username=\"\"").account())
        .isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("texts that a context keeps are bounded: the language of username*, the cnonce")
  void keptTexts() throws Exception {
    assertThat(ext("UTF-8'" + "a".repeat(63) + "'alice").account()).isEqualTo("alice");
    DigestResponse response = ext("UTF-8'" + "a".repeat(64) + "'alice");
    assertThatThrownBy(response::account).isInstanceOf(MalformedTokenException.class);
    assertThat(parse("Digest cnonce=" + "c".repeat(256)).cnonce()).hasSize(256);
    assertMalformed("Digest cnonce=" + "c".repeat(257));
  }

  @Test
  @DisplayName("escaped values are compared and hashed without their escapes")
  void escapes() throws Exception {
    DigestResponse response = parse("Digest realm=\"a\\\"b\", uri=\"/x\\\\y\", cnonce=\"c\\\"d\"");
    assertThat(response.realmIs("a\"b")).isTrue();
    assertThat(response.uriIs("/x\\y", null)).isTrue();
    assertThat(response.uriIs("/x", "y")).isFalse();
    byte[] octets = new byte[16];
    assertThat(response.writeCnonce(octets, 0)).isEqualTo(3);
    assertThat(octets).startsWith('c', '"', 'd');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest realm",
        "Digest realm=",
        "Digest =x",
        "Digest realm=\"x",
        "Digest realm=\"x\\\"",
        "Digest \"",
        "Digest realm=x y",
        "Digest realm=\"a\u0000b\"",
        "Digest realm=\"a\nb\"",
        "Digest;realm=x",
        "Digest realm==x",
        ""
      })
  @DisplayName(
      "CVE-2017-9788 (a key without equals sign) and its like: broken grammar is malformed and nothing else")
  void broken(String value) {
    assertMalformed(value);
  }

  @Test
  @DisplayName("empty list members and white space are passed over; the scheme has any case")
  void whitespace() throws Exception {
    assertThat(parse("dIgEsT  ,, realm = \"x\" ,\t,nonce=y,").realmIs("x")).isTrue();
  }

  @Test
  @DisplayName("a header longer than the bound is not looked at")
  void bound() {
    assertThatThrownBy(() -> Credentials.parse("Digest realm=\"" + "x".repeat(8192) + "\"", 8192))
        .isInstanceOf(MalformedTokenException.class);
  }

  @Test
  @DisplayName("a uri with a character that is no octet is malformed: text and hash would differ")
  void uriOfOctets() throws MalformedTokenException {
    assertThat(parse("Digest uri=\"/a?b\"").uri()).isEqualTo("/a?b");
    assertThat(parse("Digest uri=\"/\u00e4?b\"").uri()).isEqualTo("/\u00e4?b");
    for (String uri : List.of("/a\u010db", "/a\u013fb", "/a\ud83d\ude00b")) {
      assertThatThrownBy(() -> parse("Digest uri=\"" + uri + "\""))
          .isInstanceOf(MalformedTokenException.class);
    }
  }

  @Test
  @DisplayName("what follows a character that is a pair of surrogates is read where it stands")
  void afterSurrogates() throws MalformedTokenException {
    DigestResponse response =
        parse("Digest username=\"a\ud83d\ude00\", nc=0000001a, uri=\"/x\", nonce=\"n\"");
    assertThat(response.account()).isEqualTo("a\ud83d\ude00");
    assertThat(response.count()).isEqualTo(26);
    assertThat(response.nonce()).isEqualTo("n");
    byte[] octets = new byte[8];
    assertThat(response.writeUri(octets, 0)).isEqualTo(2);
    assertThat(octets).startsWith('/', 'x');
  }

  @Test
  @DisplayName("Authentication-Info can not be split by a character that a container decoded")
  void noHeaderInjection() throws Exception {
    DigestResponse response = parse("Digest qop=auth, nc=00000001, cnonce=\"a\u010d\u010ab\"");
    String value = AuthenticationInfo.write(response, new byte[] {0}, null, new byte[256]).value();
    assertThat(value).isEqualTo("rspauth=\"00\", qop=auth, cnonce=\"a??b\", nc=00000001");
  }
}
