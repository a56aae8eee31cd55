package dev.parley.sspi;

/** What was found of channel bindings (RFC 5056), which tie a logon to its TLS connection. */
public enum BindingState {
  /** They were not looked at. */
  NOT_CHECKED,
  /** The client sent none, and the policy lets such clients in. */
  ABSENT,
  /** The client's bindings are those of this connection. */
  VERIFIED
}
