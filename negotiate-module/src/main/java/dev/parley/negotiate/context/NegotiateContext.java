package dev.parley.negotiate.context;

import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.sspi.ContextAttribute;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Impersonation;
import dev.parley.sspi.SecurityContext;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import java.security.Principal;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** A client of Kerberos or NTLM as a request sees it. Thread-safe. */
class NegotiateContext implements SecurityContext {
  private final String id;
  private final Proved proved;

  NegotiateContext(String id, Proved proved) {
    this.id = id;
    this.proved = proved;
  }

  final Proved proved() {
    return proved;
  }

  private EstablishedContext context() {
    return proved.context();
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final Identity identity() {
    return context().identity();
  }

  @Override
  public final <T> T queryContextAttributes(ContextAttribute<T> attribute)
      throws SecurityStatusException {
    Object value = value(attribute);
    if (value == null) {
      throw new SecurityStatusException(
          SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, attribute.toString());
    }
    return attribute.cast(value);
  }

  private @Nullable Object value(ContextAttribute<?> attribute) {
    if (attribute == ContextAttribute.NAMES) {
      return identity().name();
    } else if (attribute == ContextAttribute.NATIVE_NAMES) {
      return context().nativeName();
    } else if (attribute == ContextAttribute.AUTHORITY) {
      return identity().authority();
    } else if (attribute == ContextAttribute.PACKAGE_INFO) {
      return proved.info();
    } else if (attribute == ContextAttribute.NEGOTIATION_INFO) {
      return proved.negotiation();
    } else if (attribute == ContextAttribute.LIFESPAN) {
      return proved.lifespan();
    } else if (attribute == ContextAttribute.FLAGS) {
      return context().flags();
    } else if (attribute == ContextAttribute.SIZES) {
      return context().sizes();
    } else if (attribute == ContextAttribute.CLIENT_SPECIFIED_TARGET) {
      return context().target();
    } else if (attribute == ContextAttribute.KEY_INFO) {
      return context().keyInfo();
    } else if (attribute == ContextAttribute.BINDINGS) {
      return context().bindings();
    } else if (attribute == ContextAttribute.ACCESS_TOKEN) {
      return subject();
    }
    return null;
  }

  /** The identity, and the credentials that the client has forwarded. */
  private Subject subject() {
    Set<Principal> principals = new HashSet<>(Set.of(identity()));
    Subject delegated = context().delegated();
    if (delegated == null) {
      return new Subject(true, principals, Set.of(), Set.of());
    }
    principals.addAll(delegated.getPrincipals());
    return new Subject(
        true, principals, delegated.getPublicCredentials(), delegated.getPrivateCredentials());
  }

  @Override
  public final <T> T impersonate(Callable<T> action) throws Exception {
    return Impersonation.run(identity(), subject(), action);
  }

  @Override
  public final byte[] makeSignature(byte[] message) throws SecurityStatusException {
    return context().makeSignature(message);
  }

  @Override
  public final void verifySignature(byte[] message, byte[] signature)
      throws SecurityStatusException {
    context().verifySignature(message, signature);
  }

  @Override
  public final byte[] encryptMessage(byte[] message) throws SecurityStatusException {
    return context().encryptMessage(message);
  }

  @Override
  public final byte[] decryptMessage(byte[] token) throws SecurityStatusException {
    return context().decryptMessage(token);
  }

  @Override
  public final String toString() {
    return proved.negotiation().mechanism() + " context " + id;
  }
}
