package dev.parley.benchmarks.logon;

import dev.parley.benchmarks.load.Logon;
import org.jspecify.annotations.Nullable;

/** A request with a token of SPNEGO, made ahead. Anything but 200 is a failure. */
final class KerberosLogon implements Logon {
  private final byte[] request;

  KerberosLogon(TokenRequests requests, byte[] token) {
    this.request = requests.with(token);
  }

  @Override
  public byte[] first() {
    return request;
  }

  @Override
  public byte @Nullable [] next(String head) {
    return null;
  }
}
