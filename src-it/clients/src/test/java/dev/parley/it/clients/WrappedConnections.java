package dev.parley.it.clients;

import com.kerb4j.client.SpnegoClient;
import com.kerb4j.client.SpnegoHttpURLConnection;
import dev.parley.it.clients.Account.Scheme;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import jcifs.CIFSContext;
import jcifs.context.SingletonContext;
import jcifs.http.NtlmHttpURLConnection;
import jcifs.smb.NtlmPasswordAuthenticator;

/** Libraries that log on around the JDK's own client. */
final class WrappedConnections {
  private WrappedConnections() {}

  static void kerb4j(Steps steps, Account account) throws Exception {
    SpnegoClient client = SpnegoClient.loginWithTicketCache(account.only(Scheme.KERBEROS).user());
    steps.through(
        (url, body) -> {
          SpnegoHttpURLConnection connection = new SpnegoHttpURLConnection(client);
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          if (body != null) {
            connection.setRequestMethod("POST");
            out.write(body.getBytes(StandardCharsets.US_ASCII));
          }
          connection.connect(URI.create(url).toURL(), out);
          try (InputStream answer = connection.getInputStream()) {
            answer.readAllBytes();
          }
          connection.disconnect();
        });
  }

  static void jcifs(Steps steps, Account account) throws Exception {
    account.only(Scheme.NTLM);
    CIFSContext context =
        SingletonContext.getInstance()
            .withCredentials(new NtlmPasswordAuthenticator("", account.user(), account.password()));
    steps.through(
        (url, body) -> {
          URL target = URI.create(url).toURL();
          HttpURLConnection connection =
              new NtlmHttpURLConnection((HttpURLConnection) target.openConnection(), context);
          if (body != null) {
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
          }
          try (InputStream answer = connection.getInputStream()) {
            answer.readAllBytes();
          }
        });
  }
}
