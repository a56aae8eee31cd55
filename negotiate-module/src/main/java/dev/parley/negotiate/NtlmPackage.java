package dev.parley.negotiate;

import dev.parley.config.PackageServices;
import dev.parley.negotiate.context.NegotiateServer;
import dev.parley.sspi.Capability;
import dev.parley.sspi.PackageInfo;
import dev.parley.sspi.SecurityPackage;
import dev.parley.sspi.ServerCredentials;
import java.util.Set;

/** The security package NTLM over HTTP by the scheme of its own, MS-NTHT. Thread-safe. */
public final class NtlmPackage implements SecurityPackage {
  /** What the package is; the token size is the one Windows has. */
  public static final PackageInfo INFO =
      new PackageInfo(
          "NTLM",
          "NTLMv2 over HTTP, MS-NTHT",
          Set.of(
              Capability.INTEGRITY,
              Capability.PRIVACY,
              Capability.TOKEN_ONLY,
              Capability.CONNECTION,
              Capability.MULTI_REQUIRED,
              Capability.IMPERSONATION,
              Capability.ACCEPT_WIN32_NAME,
              Capability.NEGOTIABLE),
          2888);

  private final NegotiateServer.Parts parts;
  private final PackageServices services;

  NtlmPackage(NegotiateServer.Parts parts, PackageServices services) {
    this.parts = parts;
    this.services = services;
  }

  @Override
  public PackageInfo info() {
    return INFO;
  }

  @Override
  public String scheme() {
    return "NTLM";
  }

  @Override
  public int credentialsLimit(int usual) {
    return NegotiateServer.credentialsLimit(scheme(), parts.options().tokenLimit());
  }

  /** Closing them ends the mechanism, which all credentials of the package share. */
  @Override
  public ServerCredentials acquireCredentials() {
    return new NegotiateServer(parts, services);
  }
}
