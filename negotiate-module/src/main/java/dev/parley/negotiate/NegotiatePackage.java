package dev.parley.negotiate;

import dev.parley.config.PackageServices;
import dev.parley.negotiate.context.NegotiateServer;
import dev.parley.sspi.Capability;
import dev.parley.sspi.PackageInfo;
import dev.parley.sspi.SecurityPackage;
import dev.parley.sspi.ServerCredentials;
import java.util.Set;

/**
 * The security package Negotiate over HTTP, RFC 4559: Kerberos and NTLM, by SPNEGO or bare.
 * Thread-safe.
 */
public final class NegotiatePackage implements SecurityPackage {
  /** What the package is; the token size is the one Windows has. */
  public static final PackageInfo INFO =
      new PackageInfo(
          "Negotiate",
          "SPNEGO with Kerberos and NTLM over HTTP, RFC 4559",
          Set.of(
              Capability.INTEGRITY,
              Capability.PRIVACY,
              Capability.TOKEN_ONLY,
              Capability.CONNECTION,
              Capability.MULTI_REQUIRED,
              Capability.IMPERSONATION,
              Capability.ACCEPT_WIN32_NAME,
              Capability.NEGOTIABLE,
              Capability.GSS_COMPATIBLE,
              Capability.MUTUAL_AUTH,
              Capability.DELEGATION),
          48_000);

  private final NegotiateServer.Parts parts;
  private final PackageServices services;

  NegotiatePackage(NegotiateServer.Parts parts, PackageServices services) {
    this.parts = parts;
    this.services = services;
  }

  @Override
  public PackageInfo info() {
    return INFO;
  }

  @Override
  public String scheme() {
    return "Negotiate";
  }

  @Override
  public int credentialsLimit(int usual) {
    return NegotiateServer.credentialsLimit(scheme(), parts.options().tokenLimit());
  }

  /** Closing them ends the mechanisms, which all credentials of the package share. */
  @Override
  public ServerCredentials acquireCredentials() {
    return new NegotiateServer(parts, services);
  }
}
