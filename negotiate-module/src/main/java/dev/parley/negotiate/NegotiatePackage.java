package dev.parley.negotiate;

import dev.parley.config.PackageServices;
import dev.parley.sspi.Capability;
import dev.parley.sspi.PackageInfo;
import java.util.Set;

/**
 * The security package Negotiate over HTTP, RFC 4559: Kerberos and NTLM, by SPNEGO or bare.
 * Thread-safe.
 */
public final class NegotiatePackage extends NegotiatingPackage {
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

  NegotiatePackage(Mechanisms mechanisms, PackageServices services) {
    super(mechanisms.ofNegotiate(INFO), services);
  }
}
