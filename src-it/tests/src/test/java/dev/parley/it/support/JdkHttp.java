package dev.parley.it.support;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** {@code java.net.http}, which has HTTP/2 but no Digest. */
public final class JdkHttp {
  private final HttpClient client;

  private JdkHttp(HttpClient client) {
    this.client = client;
  }

  /** Over TCP: h2c by upgrade, or HTTP/1.1. */
  public static JdkHttp plain(HttpClient.Version version) {
    return new JdkHttp(HttpClient.newBuilder().version(version).build());
  }

  /** Over TLS: h2 by ALPN, or HTTP/1.1. Trusts what is in the key store. */
  public static JdkHttp secure(HttpClient.Version version, Path keyStore) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      trusted.load(in, "changeit".toCharArray());
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return new JdkHttp(HttpClient.newBuilder().version(version).sslContext(tls).build());
  }

  /** One GET. */
  public Reply get(String url, String... headerLines) throws Exception {
    return send("GET", url, new byte[0], headerLines);
  }

  /** One request. */
  public Reply send(String method, String url, byte[] body, String... headerLines)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
    for (String line : headerLines) {
      String[] part = line.split(": ", 2);
      request.header(part[0], part[1]);
    }
    request.method(
        method,
        body.length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body));
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
    return new Reply(response.statusCode(), headers, response.body());
  }
}
