package dev.parley.it.clients;

import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The JDK's own client. Arguments: base of the URLs, user, password. */
public final class UrlConnectionClient {
  private UrlConnectionClient() {}

  /** Sends the three requests of a recipe. */
  public static void main(String[] args) throws Exception {
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(args[1], args[2].toCharArray());
          }
        });
    Steps.below(args[0]).through(UrlConnectionClient::send);
  }

  private static void send(String url, @Nullable String body) throws Exception {
    var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    String agent = System.getProperty("test.agent");
    if (agent != null) {
      connection.setRequestProperty("User-Agent", agent);
    }
    if (body != null) {
      connection.setDoOutput(true);
      connection.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
    }
    try (InputStream answer = connection.getInputStream()) {
      answer.readAllBytes();
    }
  }
}
