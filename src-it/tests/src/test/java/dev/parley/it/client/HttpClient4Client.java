package dev.parley.it.client;

import java.util.List;
import java.util.Optional;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;
import org.apache.http.util.VersionInfo;

/** Apache HttpClient 4.5 with one context for all requests. */
record HttpClient4Client() implements Client {
  @Override
  public String name() {
    return "Apache HttpClient 4.5";
  }

  @Override
  public Optional<String> version() {
    VersionInfo version =
        VersionInfo.loadVersionInfo("org.apache.http.client", getClass().getClassLoader());
    return Optional.of(version.getRelease());
  }

  @Override
  public void get(List<String> urls) throws Exception {
    var credentials = new BasicCredentialsProvider();
    credentials.setCredentials(AuthScope.ANY, new UsernamePasswordCredentials(user(), PASSWORD));
    HttpClientContext context = HttpClientContext.create();
    try (CloseableHttpClient client =
        HttpClients.custom().setDefaultCredentialsProvider(credentials).build()) {
      for (String url : urls) {
        try (CloseableHttpResponse response = client.execute(new HttpGet(url), context)) {
          EntityUtils.consume(response.getEntity());
          if (response.getStatusLine().getStatusCode() != 200) {
            throw new AssertionError(response.getStatusLine().toString());
          }
        }
      }
    }
  }
}
