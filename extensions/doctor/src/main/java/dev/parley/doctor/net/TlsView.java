package dev.parley.doctor.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A TLS connection with any server, and what is to be said of its certificate: a certificate that
 * is not trusted is a finding, no reason to stop looking.
 */
public final class TlsView {
  private final SSLSocket socket;
  private final Judge judge;

  private TlsView(SSLSocket socket, Judge judge) {
    this.socket = socket;
    this.judge = judge;
  }

  /**
   * Shakes hands.
   *
   * @param protocols what to offer by ALPN (RFC 7301)
   */
  static TlsView over(Socket plain, Page page, List<String> protocols) throws IOException {
    try {
      Judge judge = new Judge(platformTrust());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {judge}, null);
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(plain, page.host(), page.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(protocols.toArray(String[]::new));
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new TlsView(socket, judge);
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS can not be had: " + e.getMessage(), e);
    }
  }

  /** The protocol that a server chooses of HTTP/2 and HTTP/1.1; empty when it chooses none. */
  public static String chosenProtocol(Page page) throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(new java.net.InetSocketAddress(page.host(), page.port()), 5_000);
      plain.setSoTimeout(15_000);
      String chosen = over(plain, page, List.of("h2", "http/1.1")).socket.getApplicationProtocol();
      return chosen == null ? "" : chosen;
    }
  }

  private static X509ExtendedTrustManager platformTrust() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509ExtendedTrustManager manager) {
        return manager;
      }
    }
    throw new GeneralSecurityException("no trust manager");
  }

  SSLSocket socket() {
    return socket;
  }

  /** The server's own certificate. */
  public @Nullable X509Certificate certificate() {
    return judge.leaf;
  }

  /** Why the JDK does not trust the certificate for this host; null when it does. */
  public @Nullable String distrust() {
    return judge.distrust;
  }

  /** Lets every server pass and notes what the JDK says of it. */
  private static final class Judge extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager platform;
    private volatile @Nullable X509Certificate leaf;
    private volatile @Nullable String distrust;

    Judge(X509ExtendedTrustManager platform) {
      this.platform = platform;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
      leaf = chain[0];
      try {
        platform.checkServerTrusted(chain, authType, socket);
      } catch (CertificateException e) {
        distrust = String.valueOf(e.getMessage());
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      platform.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      platform.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      platform.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      platform.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      platform.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return platform.getAcceptedIssuers();
    }
  }
}
