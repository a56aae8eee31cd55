package dev.parley.it.client;

import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URI;

/** A program for {@link JdkClient}; needs no other class. Arguments: user, password, URLs. */
public final class UrlConnectionMain {
  private UrlConnectionMain() {}

  /** Gets each URL and ends with a stack trace at the first that is not 200. */
  public static void main(String[] args) throws Exception {
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(args[0], args[1].toCharArray());
          }
        });
    for (int i = 2; i < args.length; i++) {
      var connection = (HttpURLConnection) URI.create(args[i]).toURL().openConnection();
      if (connection.getResponseCode() != 200) {
        throw new IllegalStateException("status " + connection.getResponseCode());
      }
      try (InputStream body = connection.getInputStream()) {
        body.readAllBytes();
      }
    }
  }
}
