package dev.parley.demo.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that logs on with SHA-256 and then counts on with its nonce (RFC 7616 section 3.4). */
final class DigestClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String origin;
  private final String user;
  private final String password;
  private String challenge;
  private int count;

  DigestClient(String origin, String user, String password) {
    this.origin = origin;
    this.user = user;
    this.password = password;
  }

  HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, "");
  }

  HttpResponse<String> send(String method, String path, String entity) throws Exception {
    HttpResponse<String> response = once(method, path, entity);
    if (response.statusCode() == 401) {
      String offered =
          response.headers().allValues("WWW-Authenticate").stream()
              .filter(line -> line.contains("SHA-256"))
              .findFirst()
              .orElse(null);
      if (offered != null) {
        challenge = offered;
        count = 0;
        return once(method, path, entity);
      }
    }
    return response;
  }

  private HttpResponse<String> once(String method, String path, String entity) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .method(
                method,
                entity.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(entity));
    if (challenge != null) {
      request.header("Authorization", credentials(method, path));
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private String credentials(String method, String path) throws Exception {
    String nc = "%08x".formatted(++count);
    String response =
        hash(
            hash(user + ":" + value("realm") + ":" + password)
                + (":" + value("nonce") + ":" + nc + ":c:auth:")
                + hash(method + ":" + path));
    return "Digest username*=UTF-8''%s, realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\", opaque=\"%s\", qop=auth, nc=%s, cnonce=\"c\", algorithm=SHA-256"
        .formatted(
            URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20"),
            value("realm"),
            value("nonce"),
            path,
            response,
            value("opaque"),
            nc);
  }

  private String value(String name) throws IOException {
    Matcher matcher = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(challenge);
    if (!matcher.find()) {
      throw new IOException("no " + name + " in the challenge");
    }
    return matcher.group(1);
  }

  private static String hash(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
