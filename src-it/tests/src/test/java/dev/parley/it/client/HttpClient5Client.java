package dev.parley.it.client;

import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.VersionInfo;

/** Apache HttpClient 5 with one context for all requests. */
record HttpClient5Client() implements Client {
  @Override
  public String name() {
    return "Apache HttpClient 5";
  }

  @Override
  public Optional<String> version() {
    VersionInfo version =
        VersionInfo.loadVersionInfo("org.apache.hc.client5", getClass().getClassLoader());
    return Optional.of(version.getRelease());
  }

  @Override
  public void get(List<String> urls) throws Exception {
    var credentials = new BasicCredentialsProvider();
    credentials.setCredentials(
        new AuthScope(null, -1), new UsernamePasswordCredentials(user(), PASSWORD.toCharArray()));
    HttpClientContext context = HttpClientContext.create();
    try (CloseableHttpClient client =
        HttpClients.custom().setDefaultCredentialsProvider(credentials).build()) {
      for (String url : urls) {
        client.execute(
            new HttpGet(url),
            context,
            response -> {
              EntityUtils.consume(response.getEntity());
              if (response.getCode() != 200) {
                throw new AssertionError(response.toString());
              }
              return null;
            });
      }
    }
  }
}
