package dev.parley.negotiate.context;

import dev.parley.config.PackageServices;
import dev.parley.context.ContextReference;
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
import dev.parley.sspi.SecurityContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Makes a context of a negotiation that came to its end, and keeps it. Thread-safe. */
final class Establishment {
  private final PackageInfo info;
  private final NegotiateOptions options;
  private final Connection connection;
  private final Keeping keeping;
  private final PackageServices services;
  private final AtomicLong numbers;

  Establishment(
      PackageInfo info, NegotiateOptions options, Keeping keeping, PackageServices services) {
    this.info = info;
    this.options = options;
    this.connection = new Connection(options.proxyKeepsConnections());
    this.keeping = keeping;
    this.services = services;
    this.numbers = new AtomicLong(services.random().nextLong());
  }

  /**
   * The client is known.
   *
   * @param token the last token, which goes out with whatever response there is
   */
  AcceptResult establish(
      EstablishedContext context,
      SpnegoNegotiation negotiation,
      HttpExchange exchange,
      List<HeaderField> token) {
    services.counters().loggedOn();
    long now = services.timeOfDay().millis();
    long left = Math.min(options.contextLifetime().toMillis(), context.expiresMillis() - now);
    Proved proved =
        new Proved(
            context,
            info,
            new NegotiationInfo(negotiation.mechanism(), negotiation.spnego(), negotiation.legs()),
            new Lifespan(Instant.ofEpochMilli(now), Instant.ofEpochMilli(now + left)));
    boolean ofConnection =
        connection.isOneClients(exchange)
            && (negotiation.needsConnection() || options.keep() == KeepMode.CONNECTION);
    SecurityContext handle = keep(proved, left, ofConnection, exchange);
    List<HeaderField> fields = new ArrayList<>(token);
    fields.add(new HeaderField("Persistent-Auth", Boolean.toString(ofConnection)));
    return AcceptResult.ok(handle, fields, null);
  }

  private SecurityContext keep(
      Proved proved, long left, boolean ofConnection, HttpExchange exchange) {
    if (!ofConnection && options.keep() != KeepMode.SESSION) {
      return new RequestContext(numbers.getAndIncrement(), proved);
    }
    long now = services.clock().millis();
    ContextReference reference = ContextReference.random(services.random());
    KeptNegotiation kept = new KeptNegotiation(reference, proved, now, now + left);
    boolean ofSession =
        options.keep() == KeepMode.SESSION && keeping.keepForSession(exchange, kept);
    if (ofConnection) {
      keeping.keepForConnection(exchange, kept, ofSession);
    }
    return ofConnection || ofSession
        ? new KeptHandle(kept)
        : new RequestContext(numbers.getAndIncrement(), proved);
  }
}
