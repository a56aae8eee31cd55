package dev.parley.digest;

import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.PackageServices;
import dev.parley.config.Settings;
import dev.parley.digest.context.DigestServer;
import dev.parley.digest.nonce.NonceKey;
import dev.parley.digest.options.DigestOptions;
import dev.parley.digest.options.DigestSettings;
import dev.parley.sspi.Capability;
import dev.parley.sspi.PackageInfo;
import dev.parley.sspi.SecurityPackage;
import dev.parley.sspi.ServerCredentials;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The security package Digest, over HTTP (in Microsoft's terms: WDigest with ASC_REQ_HTTP).
 * Thread-safe.
 */
public final class DigestPackage implements SecurityPackage {
  /** What the package is; the token size is Microsoft's bound for a Digest challenge times two. */
  public static final PackageInfo INFO =
      new PackageInfo(
          "Digest",
          "HTTP Digest access authentication, RFC 7616",
          Set.of(
              Capability.TOKEN_ONLY,
              Capability.DATAGRAM,
              Capability.IMPERSONATION,
              Capability.ACCEPT_WIN32_NAME),
          4096);

  private static final int KEY_LENGTH = 32;

  private final DigestOptions options;
  private final Duration contextLifetime;
  private final PackageServices services;
  private final List<NonceKey> keys;

  /**
   * @throws ConfigurationException when settings contradict each other
   */
  public DigestPackage(Settings settings, PackageServices services) throws ConfigurationException {
    this.options = DigestOptions.read(settings);
    this.contextLifetime = settings.get(CoreSettings.CONTEXT_LIFETIME);
    this.services = services;
    this.keys = keys(settings);
  }

  private List<NonceKey> keys(Settings settings) {
    List<NonceKey> derived = new ArrayList<>();
    for (String key :
        List.of(
            settings.get(DigestSettings.NONCE_KEY),
            settings.get(DigestSettings.PREVIOUS_NONCE_KEY))) {
      if (!key.isEmpty()) {
        derived.add(derive(key.getBytes(StandardCharsets.UTF_8)));
      }
    }
    if (derived.isEmpty()) {
      byte[] random = new byte[KEY_LENGTH];
      services.random().nextBytes(random);
      derived.add(derive(random));
    }
    return List.copyOf(derived);
  }

  private NonceKey derive(byte[] secret) {
    try {
      return NonceKey.derive(secret, options.realm());
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  @Override
  public PackageInfo info() {
    return INFO;
  }

  @Override
  public String scheme() {
    return "Digest";
  }

  /** The choices in force. */
  public DigestOptions options() {
    return options;
  }

  @Override
  public ServerCredentials acquireCredentials() {
    return new DigestServer(INFO, options, keys, contextLifetime, services);
  }
}
