package dev.parley.it.clients;

import static io.restassured.RestAssured.given;

import com.burgstaller.okhttp.AuthenticationCacheInterceptor;
import com.burgstaller.okhttp.CachingAuthenticatorDecorator;
import com.burgstaller.okhttp.digest.CachingAuthenticator;
import com.burgstaller.okhttp.digest.DigestAuthenticator;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.apache.commons.httpclient.HttpMethod;
import org.apache.commons.httpclient.methods.GetMethod;
import org.apache.commons.httpclient.methods.PostMethod;
import org.apache.commons.httpclient.methods.StringRequestEntity;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.http.auth.AuthScope;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.asynchttpclient.Dsl;
import org.eclipse.jetty.client.Authentication;
import org.eclipse.jetty.client.DigestAuthentication;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.StringRequestContent;
import org.glassfish.jersey.client.authentication.HttpAuthenticationFeature;

/** Clients that are libraries. Arguments: which, base of the URLs, user, password. */
public final class LibraryClients {
  private static final String BODY = "x=1";

  private LibraryClients() {}

  /** Sends one request. */
  @FunctionalInterface
  private interface Sender {
    void send(String url, boolean post) throws Exception;
  }

  /** A client with its user and password. */
  @FunctionalInterface
  private interface Session {
    void run(Steps steps, String user, String password) throws Exception;
  }

  private record Steps(String base) {
    void through(Sender sender) throws Exception {
      sender.send(base + "/a", false);
      sender.send(base + "/b", false);
      sender.send(base + "/c", true);
    }
  }

  private static final Map<String, Session> SESSIONS =
      Map.of(
          "httpclient3", LibraryClients::httpClient3,
          "httpclient4", LibraryClients::httpClient4,
          "httpclient5", LibraryClients::httpClient5,
          "jetty", LibraryClients::jetty,
          "restassured", LibraryClients::restAssured,
          "okhttp", LibraryClients::okHttp,
          "jersey", LibraryClients::jersey,
          "ahc", LibraryClients::asyncHttpClient);

  /** Ends with a stack trace when the client cannot go on. */
  public static void main(String[] args) throws Exception {
    Session session = SESSIONS.get(args[0]);
    if (session == null) {
      throw new IllegalArgumentException(args[0]);
    }
    session.run(new Steps(args[1]), args[2], args[3]);
    // some keep threads
    System.exit(0);
  }

  private static void httpClient3(Steps steps, String user, String password) throws Exception {
    var client = new org.apache.commons.httpclient.HttpClient();
    client
        .getState()
        .setCredentials(
            org.apache.commons.httpclient.auth.AuthScope.ANY,
            new org.apache.commons.httpclient.UsernamePasswordCredentials(user, password));
    steps.through(
        (url, post) -> {
          HttpMethod method = new GetMethod(url);
          if (post) {
            PostMethod sending = new PostMethod(url);
            sending.setRequestEntity(new StringRequestEntity(BODY, "text/plain", "US-ASCII"));
            method = sending;
          }
          client.executeMethod(method);
          method.getResponseBody();
          method.releaseConnection();
        });
  }

  private static void httpClient4(Steps steps, String user, String password) throws Exception {
    var credentials = new BasicCredentialsProvider();
    credentials.setCredentials(
        AuthScope.ANY, new org.apache.http.auth.UsernamePasswordCredentials(user, password));
    HttpClientContext context = HttpClientContext.create();
    try (var client =
        org.apache.http.impl.client.HttpClients.custom()
            .setDefaultCredentialsProvider(credentials)
            .build()) {
      steps.through(
          (url, post) -> {
            RequestBuilder request = post ? RequestBuilder.post(url) : RequestBuilder.get(url);
            if (post) {
              request.setEntity(new StringEntity(BODY));
            }
            try (var response = client.execute(request.build(), context)) {
              org.apache.http.util.EntityUtils.consume(response.getEntity());
            }
          });
    }
  }

  private static void httpClient5(Steps steps, String user, String password) throws Exception {
    var credentials = new org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider();
    credentials.setCredentials(
        new org.apache.hc.client5.http.auth.AuthScope(null, -1),
        new UsernamePasswordCredentials(user, password.toCharArray()));
    var context = org.apache.hc.client5.http.protocol.HttpClientContext.create();
    try (var client =
        org.apache.hc.client5.http.impl.classic.HttpClients.custom()
            .setDefaultCredentialsProvider(credentials)
            .build()) {
      steps.through(
          (url, post) -> {
            ClassicRequestBuilder request =
                post ? ClassicRequestBuilder.post(url) : ClassicRequestBuilder.get(url);
            if (post) {
              request.setEntity(BODY);
            }
            client.execute(
                request.build(),
                context,
                response -> {
                  EntityUtils.consume(response.getEntity());
                  return null;
                });
          });
    }
  }

  private static void jetty(Steps steps, String user, String password) throws Exception {
    HttpClient client = new HttpClient();
    client.start();
    URI root = URI.create(steps.base()).resolve("/");
    client
        .getAuthenticationStore()
        .addAuthentication(
            new DigestAuthentication(root, Authentication.ANY_REALM, user, password));
    steps.through(
        (url, post) -> {
          if (post) {
            client.POST(url).body(new StringRequestContent(BODY)).send();
          } else {
            client.GET(url);
          }
        });
    client.stop();
  }

  private static void restAssured(Steps steps, String user, String password) throws Exception {
    steps.through(
        (url, post) -> {
          var request = given().auth().digest(user, password);
          if (post) {
            request.body(BODY).when().post(url);
          } else {
            request.when().get(url);
          }
        });
  }

  private static void okHttp(Steps steps, String user, String password) throws Exception {
    Map<String, CachingAuthenticator> cache = new ConcurrentHashMap<>();
    var digest =
        new DigestAuthenticator(new com.burgstaller.okhttp.digest.Credentials(user, password));
    OkHttpClient client =
        new OkHttpClient.Builder()
            .authenticator(new CachingAuthenticatorDecorator(digest, cache))
            .addInterceptor(new AuthenticationCacheInterceptor(cache))
            .build();
    steps.through(
        (url, post) -> {
          Request.Builder request = new Request.Builder().url(url);
          if (post) {
            request.post(RequestBody.create(BODY, MediaType.parse("text/plain")));
          }
          client.newCall(request.build()).execute().close();
        });
  }

  private static void jersey(Steps steps, String user, String password) throws Exception {
    Client client =
        ClientBuilder.newClient().register(HttpAuthenticationFeature.digest(user, password));
    steps.through(
        (url, post) -> {
          var request = client.target(url).request();
          (post ? request.post(Entity.text(BODY)) : request.get()).readEntity(String.class);
        });
  }

  private static void asyncHttpClient(Steps steps, String user, String password) throws Exception {
    try (var client =
        Dsl.asyncHttpClient(Dsl.config().setRealm(Dsl.digestAuthRealm(user, password)))) {
      steps.through(
          (url, post) ->
              (post ? client.preparePost(url).setBody(BODY) : client.prepareGet(url))
                  .execute()
                  .get());
    }
  }
}
