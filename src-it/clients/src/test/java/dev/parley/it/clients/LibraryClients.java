package dev.parley.it.clients;

import static io.restassured.RestAssured.given;

import com.burgstaller.okhttp.AuthenticationCacheInterceptor;
import com.burgstaller.okhttp.CachingAuthenticatorDecorator;
import com.burgstaller.okhttp.digest.CachingAuthenticator;
import com.burgstaller.okhttp.digest.DigestAuthenticator;
import dev.parley.it.clients.Account.Scheme;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.asynchttpclient.Dsl;
import org.asynchttpclient.Realm.AuthScheme;
import org.eclipse.jetty.client.Authentication;
import org.eclipse.jetty.client.DigestAuthentication;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.SPNEGOAuthentication;
import org.eclipse.jetty.client.StringRequestContent;
import org.glassfish.jersey.client.authentication.HttpAuthenticationFeature;

/** Clients that are libraries. Arguments: which, scheme, base of the URLs, user, password. */
public final class LibraryClients {
  private LibraryClients() {}

  /** A client with its account. */
  @FunctionalInterface
  private interface Session {
    void run(Steps steps, Account account) throws Exception;
  }

  private static final Map<String, Session> SESSIONS =
      Map.of(
          "httpclient3", ApacheClients::httpClient3,
          "httpclient4", ApacheClients::httpClient4,
          "httpclient5", ApacheClients::httpClient5,
          "jetty", LibraryClients::jetty,
          "restassured", LibraryClients::restAssured,
          "okhttp", LibraryClients::okHttp,
          "jersey", LibraryClients::jersey,
          "ahc", LibraryClients::asyncHttpClient,
          "kerb4j", WrappedConnections::kerb4j,
          "jcifs", WrappedConnections::jcifs);

  /** Ends with a stack trace when the client cannot go on. */
  public static void main(String[] args) throws Exception {
    Session session = SESSIONS.get(args[0]);
    if (session == null) {
      throw new IllegalArgumentException(args[0]);
    }
    Scheme scheme = Scheme.valueOf(args[1].toUpperCase(Locale.ROOT));
    session.run(Steps.below(args[2]), new Account(scheme, args[3], args[4]));
    // some keep threads
    System.exit(0);
  }

  private static void jetty(Steps steps, Account account) throws Exception {
    HttpClient client = new HttpClient();
    client.start();
    URI root = URI.create(steps.base()).resolve("/");
    client.getAuthenticationStore().addAuthentication(jettyAuthentication(root, account));
    steps.through(
        (url, body) -> {
          if (body != null) {
            client.POST(url).body(new StringRequestContent(body)).send();
          } else {
            client.GET(url);
          }
        });
    client.stop();
  }

  private static Authentication jettyAuthentication(URI root, Account account) {
    if (account.is(Scheme.DIGEST)) {
      return new DigestAuthentication(
          root, Authentication.ANY_REALM, account.user(), account.password());
    }
    account.only(Scheme.KERBEROS);
    SPNEGOAuthentication spnego = new SPNEGOAuthentication(root);
    spnego.setUserName(account.user());
    spnego.setServiceName("HTTP");
    spnego.setUseTicketCache(true);
    spnego.setTicketCachePath(Path.of(System.getenv("KRB5CCNAME").substring("FILE:".length())));
    return spnego;
  }

  private static void restAssured(Steps steps, Account account) throws Exception {
    steps.through(
        (url, body) -> {
          var auth = given().auth();
          var request =
              account.is(Scheme.NTLM)
                  ? auth.ntlm(account.user(), account.password(), "test", "")
                  : auth.digest(account.user(), account.password());
          if (body != null) {
            request.body(body).when().post(url);
          } else {
            request.when().get(url);
          }
        });
  }

  private static void okHttp(Steps steps, Account account) throws Exception {
    account.only(Scheme.DIGEST);
    Map<String, CachingAuthenticator> cache = new ConcurrentHashMap<>();
    var digest =
        new DigestAuthenticator(
            new com.burgstaller.okhttp.digest.Credentials(account.user(), account.password()));
    OkHttpClient client =
        new OkHttpClient.Builder()
            .authenticator(new CachingAuthenticatorDecorator(digest, cache))
            .addInterceptor(new AuthenticationCacheInterceptor(cache))
            .build();
    steps.through(
        (url, body) -> {
          Request.Builder request = new Request.Builder().url(url);
          if (body != null) {
            request.post(RequestBody.create(body, MediaType.parse("text/plain")));
          }
          client.newCall(request.build()).execute().close();
        });
  }

  private static void jersey(Steps steps, Account account) throws Exception {
    account.only(Scheme.DIGEST);
    Client client =
        ClientBuilder.newClient()
            .register(HttpAuthenticationFeature.digest(account.user(), account.password()));
    steps.through(
        (url, body) -> {
          var request = client.target(url).request();
          (body == null ? request.get() : request.post(Entity.text(body))).readEntity(String.class);
        });
  }

  private static void asyncHttpClient(Steps steps, Account account) throws Exception {
    AuthScheme scheme =
        switch (account.scheme()) {
          case DIGEST -> AuthScheme.DIGEST;
          case KERBEROS -> AuthScheme.SPNEGO;
          case NTLM -> AuthScheme.NTLM;
        };
    var realm =
        new org.asynchttpclient.Realm.Builder(account.user(), account.password()).setScheme(scheme);
    if (account.is(Scheme.KERBEROS)) {
      // options of the JDK's Krb5LoginModule, which it does not use without any
      realm.setCustomLoginConfig(Map.of("refreshKrb5Config", "true", "useTicketCache", "true"));
    }
    try (var client = Dsl.asyncHttpClient(Dsl.config().setRealm(realm))) {
      steps.through(
          (url, body) ->
              (body == null ? client.prepareGet(url) : client.preparePost(url).setBody(body))
                  .execute()
                  .get());
    }
  }
}
