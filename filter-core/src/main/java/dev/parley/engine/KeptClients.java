package dev.parley.engine;

import dev.parley.http.HttpExchange;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Identity;
import dev.parley.sspi.KeptBy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says whose request it is when it brings no credentials: first what its connection has proved
 * counts, then what its session says, whichever packages they are of. All packages are asked, those
 * too that the path does not admit, so that a session never counts on another client's connection.
 * Where two contradict each other, the stronger proof stays and the other one ends. Thread-safe.
 */
final class KeptClients {
  private static final List<KeptBy> STRONGEST_FIRST = List.of(KeptBy.values());

  private final List<Offer> offers;
  private final AuditTrail audit;

  /**
   * A client who is known.
   *
   * @param offer by which package
   * @param result with its context
   */
  record Found(Offer offer, AcceptResult result) {
    Identity identity() {
      return AuthenticationEngine.context(result).identity();
    }

    /** By the account's name: authority and roles may differ from package to package. */
    boolean isOf(Found other) {
      return identity().name().equals(other.identity().name());
    }
  }

  /**
   * @param offers all packages, in order
   */
  KeptClients(List<Offer> offers, AuditTrail audit) {
    this.offers = offers;
    this.audit = audit;
  }

  /**
   * The client whose request it is.
   *
   * @param offered the packages that may know it here
   * @return null when none of these knows it
   */
  @Nullable Found find(List<Offer> offered, HttpExchange exchange) {
    Found strongest = null;
    Found admitted = null;
    for (KeptBy by : STRONGEST_FIRST) {
      for (Offer offer : offers) {
        AcceptResult result = offer.credentials().resume(exchange, by);
        if (result == null) {
          continue;
        }
        Found found = new Found(offer, result);
        if (strongest != null && !found.isOf(strongest)) {
          end(found, by, exchange, strongest);
          continue;
        }
        strongest = strongest == null ? found : strongest;
        admitted = admitted == null && offered.contains(offer) ? found : admitted;
      }
    }
    return admitted;
  }

  private void end(Found other, KeptBy by, HttpExchange exchange, Found strongest) {
    other.offer().credentials().forget(exchange, by);
    audit.contradicted(
        exchange,
        other.offer().securityPackage().scheme(),
        AuthenticationEngine.context(other.result()),
        strongest.identity().name());
  }
}
