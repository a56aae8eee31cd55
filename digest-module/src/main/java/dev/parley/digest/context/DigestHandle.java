package dev.parley.digest.context;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.context.ContextReference;
import dev.parley.digest.context.DigestContext.SessionSeed;
import dev.parley.digest.message.DigestResponse;
import dev.parley.sspi.ContextAttribute;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Lifespan;
import dev.parley.sspi.PackageInfo;
import dev.parley.sspi.SecurityContext;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import java.time.Instant;

/**
 * A kept context as one request sees it, with the message that is to be completed.
 *
 * @param server who made it
 * @param reference under what the context is kept
 * @param kept the kept context
 * @param message the answer of this request
 */
record DigestHandle(
    DigestServer server, ContextReference reference, DigestContext kept, DigestResponse message)
    implements SecurityContext {

  @Override
  public String id() {
    return reference.id();
  }

  @Override
  public Identity identity() {
    return kept.identity();
  }

  @Override
  public <T> T queryContextAttributes(ContextAttribute<T> attribute)
      throws SecurityStatusException {
    if (attribute == ContextAttribute.NAMES) {
      return attribute.cast(identity().name());
    }
    if (attribute == ContextAttribute.LIFESPAN) {
      Instant established = Instant.ofEpochMilli(kept.establishedMillis());
      return attribute.cast(new Lifespan(established, Instant.ofEpochMilli(kept.expiresMillis())));
    }
    if (attribute == ContextAttribute.KEY_INFO) {
      return attribute.cast(kept.algorithm().token());
    }
    if (attribute == ContextAttribute.AUTHORITY) {
      return attribute.cast(identity().authority());
    }
    if (attribute == ContextAttribute.PACKAGE_INFO) {
      PackageInfo info = server.info();
      return attribute.cast(info);
    }
    if (attribute == ContextAttribute.FLAGS) {
      return attribute.cast(server.flags(message));
    }
    throw new SecurityStatusException(
        SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, attribute.toString());
  }

  /** As Microsoft Digest does it, where the algorithm is the one that Microsoft Digest has. */
  @Override
  public byte[] makeSignature(byte[] message) throws SecurityStatusException {
    SessionSeed seed = signing();
    return seed.signatures().make(seed.key(), message);
  }

  @Override
  public void verifySignature(byte[] message, byte[] signature) throws SecurityStatusException {
    SessionSeed seed = signing();
    seed.signatures().verify(seed.key(), message, signature);
  }

  private SessionSeed signing() throws SecurityStatusException {
    SessionSeed seed = kept.seed();
    if (seed == null || kept.algorithm() != DigestAlgorithm.MD5_SESS) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, "signatures are defined for MD5-sess alone");
    }
    return seed;
  }

  @Override
  public String toString() {
    return "Digest context " + id();
  }
}
