package dev.parley.negotiate;

import dev.parley.config.PackageServices;
import dev.parley.sspi.Capability;
import dev.parley.sspi.PackageInfo;
import java.util.Set;

/** The security package NTLM over HTTP by the scheme of its own, MS-NTHT. Thread-safe. */
public final class NtlmPackage extends NegotiatingPackage {
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

  NtlmPackage(Mechanisms mechanisms, PackageServices services) {
    super(mechanisms.ofNtlm(INFO), services);
  }
}
