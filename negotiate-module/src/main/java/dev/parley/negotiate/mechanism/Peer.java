package dev.parley.negotiate.mechanism;

import java.util.List;

/**
 * From where a token comes.
 *
 * @param address the client's address in its textual form
 * @param host the host that the client named, without port; empty when unknown
 * @param bindings the channel bindings that hold for the connection: the MD5 of the
 *     gss_channel_bindings structure (RFC 4121 section 4.1.1.2) for each certificate that the
 *     client may have seen; empty when none is known
 */
public record Peer(String address, String host, List<byte[]> bindings) {
  /** Copies the list. */
  public Peer {
    bindings = List.copyOf(bindings);
  }
}
