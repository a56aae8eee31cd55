package dev.parley.it.clients;

import dev.parley.it.clients.Account.Scheme;
import java.util.List;
import org.apache.commons.httpclient.HttpMethod;
import org.apache.commons.httpclient.methods.GetMethod;
import org.apache.commons.httpclient.methods.PostMethod;
import org.apache.commons.httpclient.methods.StringRequestEntity;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.auth.AuthSchemeFactory;
import org.apache.hc.client5.http.auth.KerberosConfig;
import org.apache.hc.client5.http.auth.KerberosCredentials;
import org.apache.hc.client5.http.auth.StandardAuthScheme;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.NTLMSchemeFactory;
import org.apache.hc.client5.http.impl.auth.SPNegoSchemeFactory;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.http.auth.AuthScope;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.BasicCredentialsProvider;

/** Three generations of Apache's client. */
final class ApacheClients {
  private ApacheClients() {}

  static void httpClient3(Steps steps, Account account) throws Exception {
    var client = new org.apache.commons.httpclient.HttpClient();
    client
        .getState()
        .setCredentials(
            org.apache.commons.httpclient.auth.AuthScope.ANY,
            account.is(Scheme.NTLM)
                ? new org.apache.commons.httpclient.NTCredentials(
                    account.user(), account.password(), "test", "")
                : new org.apache.commons.httpclient.UsernamePasswordCredentials(
                    account.user(), account.password()));
    steps.through(
        (url, body) -> {
          HttpMethod method = new GetMethod(url);
          if (body != null) {
            PostMethod sending = new PostMethod(url);
            sending.setRequestEntity(new StringRequestEntity(body, "text/plain", "US-ASCII"));
            method = sending;
          }
          client.executeMethod(method);
          method.getResponseBody();
          method.releaseConnection();
        });
  }

  static void httpClient4(Steps steps, Account account) throws Exception {
    var credentials = new BasicCredentialsProvider();
    credentials.setCredentials(AuthScope.ANY, credentials4(account));
    HttpClientContext context = HttpClientContext.create();
    try (var client =
        org.apache.http.impl.client.HttpClients.custom()
            .setDefaultCredentialsProvider(credentials)
            .build()) {
      steps.through(
          (url, body) -> {
            RequestBuilder request =
                body == null ? RequestBuilder.get(url) : RequestBuilder.post(url);
            if (body != null) {
              request.setEntity(new StringEntity(body));
            }
            try (var response = client.execute(request.build(), context)) {
              org.apache.http.util.EntityUtils.consume(response.getEntity());
            }
          });
    }
  }

  private static org.apache.http.auth.Credentials credentials4(Account account) {
    return switch (account.scheme()) {
      case DIGEST ->
          new org.apache.http.auth.UsernamePasswordCredentials(account.user(), account.password());
      case KERBEROS -> new org.apache.http.auth.KerberosCredentials(null);
      case NTLM ->
          new org.apache.http.auth.NTCredentials(account.user(), account.password(), "test", "");
    };
  }

  static void httpClient5(Steps steps, Account account) throws Exception {
    var credentials = new org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider();
    credentials.setCredentials(
        new org.apache.hc.client5.http.auth.AuthScope(null, -1), credentials5(account));
    var context = org.apache.hc.client5.http.protocol.HttpClientContext.create();
    try (var client = builder5(account).setDefaultCredentialsProvider(credentials).build()) {
      steps.through(
          (url, body) -> {
            ClassicRequestBuilder request =
                body == null ? ClassicRequestBuilder.get(url) : ClassicRequestBuilder.post(url);
            if (body != null) {
              request.setEntity(body);
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

  @SuppressWarnings("deprecation") // the library is through with NTLM; its users are not
  private static org.apache.hc.client5.http.auth.Credentials credentials5(Account account) {
    char[] password = account.password().toCharArray();
    return switch (account.scheme()) {
      case DIGEST ->
          new org.apache.hc.client5.http.auth.UsernamePasswordCredentials(account.user(), password);
      case KERBEROS -> new KerberosCredentials(null);
      case NTLM ->
          new org.apache.hc.client5.http.auth.NTCredentials(account.user(), password, null, null);
    };
  }

  /** Kerberos and NTLM want to be asked for. */
  @SuppressWarnings("deprecation")
  private static HttpClientBuilder builder5(Account account) {
    HttpClientBuilder builder = HttpClientBuilder.create();
    if (account.is(Scheme.DIGEST)) {
      return builder;
    }
    boolean kerberos = account.is(Scheme.KERBEROS);
    String scheme = kerberos ? StandardAuthScheme.SPNEGO : StandardAuthScheme.NTLM;
    KerberosConfig config =
        KerberosConfig.custom().setStripPort(true).setUseCanonicalHostname(false).build();
    AuthSchemeFactory factory =
        kerberos
            ? new SPNegoSchemeFactory(config, SystemDefaultDnsResolver.INSTANCE)
            : NTLMSchemeFactory.INSTANCE;
    return builder
        .setDefaultAuthSchemeRegistry(
            RegistryBuilder.<AuthSchemeFactory>create().register(scheme, factory).build())
        .setDefaultRequestConfig(
            RequestConfig.custom().setTargetPreferredAuthSchemes(List.of(scheme)).build());
  }
}
