package dev.parley.it.clients;

import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The JDK's own client; needs no other class. Arguments: base of the URLs, user, password. */
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
    send(args[0] + "/a", false);
    send(args[0] + "/b", false);
    send(args[0] + "/c", true);
  }

  private static void send(String url, boolean post) throws Exception {
    var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    String agent = System.getProperty("test.agent");
    if (agent != null) {
      connection.setRequestProperty("User-Agent", agent);
    }
    if (post) {
      connection.setDoOutput(true);
      connection.getOutputStream().write("x=1".getBytes(StandardCharsets.US_ASCII));
    }
    try (InputStream body = connection.getInputStream()) {
      body.readAllBytes();
    }
  }
}
