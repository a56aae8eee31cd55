package dev.parley.negotiate.context;

import dev.parley.authority.Vouched;
import dev.parley.authority.guard.RemoteAddress;
import dev.parley.config.PackageServices;
import dev.parley.context.ContextReference;
import dev.parley.context.Owners;
import dev.parley.http.HeaderField;
import dev.parley.http.HttpExchange;
import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.negotiate.options.KeepMode;
import dev.parley.negotiate.options.NegotiateOptions;
import dev.parley.negotiate.spnego.SpnegoNegotiation;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Lifespan;
import dev.parley.sspi.NegotiationInfo;
import dev.parley.sspi.PackageInfo;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityContext;
import dev.parley.sspi.SecurityStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes a context of a negotiation that came to its end, and keeps it. Thread-safe. */
final class Establishment {
  private final PackageInfo info;
  private final NegotiateOptions options;
  private final Connections connections;
  private final Keeping keeping;
  private final PackageServices services;
  private final AtomicLong numbers;

  Establishment(
      PackageInfo info,
      NegotiateOptions options,
      Connections connections,
      Keeping keeping,
      PackageServices services) {
    this.info = info;
    this.options = options;
    this.connections = connections;
    this.keeping = keeping;
    this.services = services;
    this.numbers = new AtomicLong(services.random().nextLong());
  }

  /**
   * The client is known, unless its account has changed since the authority was asked.
   *
   * @param token the last token, which goes out with whatever response there is
   */
  AcceptResult establish(
      EstablishedContext context,
      SpnegoNegotiation negotiation,
      HttpExchange exchange,
      List<HeaderField> token) {
    long now = services.timeOfDay().millis();
    long left = Math.min(options.contextLifetime().toMillis(), context.expiresMillis() - now);
    Proved proved =
        new Proved(
            context,
            info,
            new NegotiationInfo(negotiation.mechanism(), negotiation.spnego(), negotiation.legs()),
            new Lifespan(Instant.ofEpochMilli(now), Instant.ofEpochMilli(now + left)));
    boolean ofConnection =
        connections.isOneClients(exchange)
            && !connections.isShared(exchange)
            && (negotiation.needsConnection() || options.keep() == KeepMode.CONNECTION);
    SecurityContext handle = keep(proved, left, ofConnection, exchange);
    if (handle == null) {
      context.close();
      return AcceptResult.refused(
          SecurityStatus.SEC_E_CONTEXT_EXPIRED,
          List.of(),
          Reason.ACCOUNT_CHANGED,
          context.nativeName());
    }
    services.counters().loggedOn();
    List<HeaderField> fields = new ArrayList<>(token);
    fields.add(new HeaderField("Persistent-Auth", Boolean.toString(ofConnection)));
    AcceptResult known = AcceptResult.ok(handle, fields, null);
    String remark = context.remark();
    return remark == null ? known : known.withDetail(remark);
  }

  /** Null when the account has changed, so that neither connection nor session is the client's. */
  private @Nullable SecurityContext keep(
      Proved proved, long left, boolean ofConnection, HttpExchange exchange) {
    if (!ofConnection && options.keep() != KeepMode.SESSION) {
      return ofRequest(proved);
    }
    long now = services.clock().millis();
    ContextReference reference = ContextReference.random(services.random());
    KeptNegotiation kept =
        new KeptNegotiation(reference, proved, origin(exchange), now, now + left);
    boolean ofSession =
        options.keep() == KeepMode.SESSION && keeping.keepForSession(exchange, kept);
    if (!ofConnection && !ofSession) {
      return ofRequest(proved);
    }
    if (services.contexts().keep(reference, kept, proved.context().vouched().asked()) == null) {
      if (ofSession) {
        keeping.forgetSession(exchange);
      }
      return null;
    }
    if (ofConnection) {
      connections.keeps();
      keeping.keepForConnection(exchange, kept, ofSession);
    }
    return new KeptHandle(kept);
  }

  private static int origin(HttpExchange exchange) {
    return Owners.of(RemoteAddress.network(exchange.remoteAddress()));
  }

  private @Nullable SecurityContext ofRequest(Proved proved) {
    Vouched vouched = proved.context().vouched();
    return services.contexts().changes().holds(vouched.asked(), vouched)
        ? new RequestContext(numbers.getAndIncrement(), proved)
        : null;
  }
}
