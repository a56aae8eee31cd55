package dev.parley.it.client;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.client.Authentication;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.DigestAuthentication;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.Jetty;

/** Jetty's HttpClient. */
record JettyClient() implements Client {
  @Override
  public String name() {
    return "Jetty HttpClient";
  }

  @Override
  public Optional<String> version() {
    return Optional.of(Jetty.VERSION);
  }

  @Override
  public void get(List<String> urls) throws Exception {
    HttpClient client = new HttpClient();
    client.start();
    try {
      URI root = URI.create(urls.get(0)).resolve("/");
      client
          .getAuthenticationStore()
          .addAuthentication(
              new DigestAuthentication(root, Authentication.ANY_REALM, user(), PASSWORD));
      for (String url : urls) {
        ContentResponse response = client.GET(url);
        if (response.getStatus() != 200) {
          throw new AssertionError(response.toString());
        }
      }
    } finally {
      client.stop();
    }
  }
}
