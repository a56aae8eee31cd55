package dev.parley.negotiate;

import dev.parley.config.PackageServices;
import dev.parley.negotiate.context.NegotiateServer;
import dev.parley.sspi.PackageInfo;
import dev.parley.sspi.SecurityPackage;
import dev.parley.sspi.ServerCredentials;

/** What the packages have in common: all but what they are and what they take. Thread-safe. */
abstract class NegotiatingPackage implements SecurityPackage {
  private final NegotiateServer.Parts parts;
  private final PackageServices services;

  NegotiatingPackage(NegotiateServer.Parts parts, PackageServices services) {
    this.parts = parts;
    this.services = services;
  }

  @Override
  public final PackageInfo info() {
    return parts.info();
  }

  @Override
  public final String scheme() {
    return parts.scheme();
  }

  @Override
  public final int credentialsLimit(int usual) {
    return NegotiateServer.credentialsLimit(scheme(), parts.options().tokenLimit());
  }

  /** Ends the mechanisms, which all packages and credentials share. */
  @Override
  public final void close() {
    parts.close().run();
  }

  /** Closing them ends the mechanisms too. */
  @Override
  public final ServerCredentials acquireCredentials() {
    return new NegotiateServer(parts, services);
  }
}
