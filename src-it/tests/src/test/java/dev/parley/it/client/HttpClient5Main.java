package dev.parley.it.client;

import java.util.List;
import org.apache.hc.client5.http.auth.AuthSchemeFactory;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.KerberosConfig;
import org.apache.hc.client5.http.auth.KerberosCredentials;
import org.apache.hc.client5.http.auth.NTCredentials;
import org.apache.hc.client5.http.auth.StandardAuthScheme;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.auth.NTLMSchemeFactory;
import org.apache.hc.client5.http.impl.auth.SPNegoSchemeFactory;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Apache HttpClient 5 with Kerberos or NTLM, both of which it wants to be asked for; in a process
 * of its own, since a realm is a property of the JVM. Arguments: mechanism, user, password, URLs.
 */
public final class HttpClient5Main {
  private HttpClient5Main() {}

  /** Gets each URL and ends with a stack trace at the first that is not 200. */
  public static void main(String[] args) throws Exception {
    boolean kerberos = args[0].equals(NegotiateClient.Mechanism.KERBEROS.name());
    var provider = new BasicCredentialsProvider();
    provider.setCredentials(new AuthScope(null, -1), credentials(kerberos, args[1], args[2]));
    HttpClientContext context = HttpClientContext.create();
    try (CloseableHttpClient client = client(kerberos, provider)) {
      for (String url : List.of(args).subList(3, args.length)) {
        client.execute(
            new HttpGet(url),
            context,
            response -> {
              EntityUtils.consume(response.getEntity());
              if (response.getCode() != 200) {
                throw new IllegalStateException(response.toString());
              }
              return null;
            });
      }
    }
  }

  @SuppressWarnings("deprecation") // the library is through with NTLM; its users are not
  private static Credentials credentials(boolean kerberos, String user, String password) {
    return kerberos
        ? new KerberosCredentials(null)
        : new NTCredentials(user, password.toCharArray(), null, null);
  }

  @SuppressWarnings("deprecation")
  private static CloseableHttpClient client(boolean kerberos, BasicCredentialsProvider provider) {
    String scheme = kerberos ? StandardAuthScheme.SPNEGO : StandardAuthScheme.NTLM;
    KerberosConfig config =
        KerberosConfig.custom().setStripPort(true).setUseCanonicalHostname(false).build();
    AuthSchemeFactory factory =
        kerberos
            ? new SPNegoSchemeFactory(
                config, org.apache.hc.client5.http.SystemDefaultDnsResolver.INSTANCE)
            : NTLMSchemeFactory.INSTANCE;
    return HttpClients.custom()
        .setDefaultCredentialsProvider(provider)
        .setDefaultAuthSchemeRegistry(
            RegistryBuilder.<AuthSchemeFactory>create().register(scheme, factory).build())
        .setDefaultRequestConfig(
            RequestConfig.custom().setTargetPreferredAuthSchemes(List.of(scheme)).build())
        .build();
  }
}
