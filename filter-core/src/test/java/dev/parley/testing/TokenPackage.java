package dev.parley.testing;

import dev.parley.config.PackageProvider;
import dev.parley.config.PackageServices;
import dev.parley.config.RemovedSetting;
import dev.parley.config.Setting;
import dev.parley.config.SettingTypes;
import dev.parley.config.Settings;
import dev.parley.http.Challenge;
import dev.parley.http.Credentials;
import dev.parley.http.EntityTooLargeException;
import dev.parley.http.HeaderField;
import dev.parley.http.HttpExchange;
import dev.parley.http.MalformedTokenException;
import dev.parley.sspi.AcceptResult;
import dev.parley.sspi.Capability;
import dev.parley.sspi.ContextAttribute;
import dev.parley.sspi.Identity;
import dev.parley.sspi.KeptBy;
import dev.parley.sspi.Lifespan;
import dev.parley.sspi.NegotiationInfo;
import dev.parley.sspi.PackageInfo;
import dev.parley.sspi.Reason;
import dev.parley.sspi.ResponseSeal;
import dev.parley.sspi.SecurityContext;
import dev.parley.sspi.SecurityPackage;
import dev.parley.sspi.SecurityStatus;
import dev.parley.sspi.SecurityStatusException;
import dev.parley.sspi.ServerCredentials;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A security package for tests whose token says what is to come of it: {@code new.alice} is a
 * logon, {@code kept.alice} a context that is known, {@code entity.alice} hashes the request entity
 * first, {@code seal.alice} seals the response, {@code leg.x} is answered by a further leg, {@code
 * request.alice} is known for the request only, {@code SEC_E_….REASON} is refused so, {@code
 * throw.x} throws, {@code link.x} lacks a class. A client whom {@link #kept} names is known without
 * a token.
 */
public final class TokenPackage implements SecurityPackage, ServerCredentials, PackageProvider {
  public static final Setting<Integer> SIZE =
      Setting.of("token.size", SettingTypes.integer(1, 10), 3, "Nothing.");
  public static final Setting<String> SECRET =
      Setting.ofSecret("token.secret", SettingTypes.line(10), "", "Nothing.");

  public final AtomicInteger accepted = new AtomicInteger();
  public final AtomicInteger completed = new AtomicInteger();
  public final Set<String> deleted = ConcurrentHashMap.newKeySet();
  public volatile boolean closed;
  public volatile boolean closingFails;
  public volatile @Nullable PackageServices services;
  public final Map<KeptBy, String> kept = new EnumMap<>(KeptBy.class);
  public final AtomicInteger yielded = new AtomicInteger();
  public final AtomicInteger startedOver = new AtomicInteger();
  public final AtomicInteger endedRequests = new AtomicInteger();
  private final String scheme;

  public TokenPackage() {
    this("Token");
  }

  public TokenPackage(String scheme) {
    this.scheme = scheme;
  }

  /** A context of this package. */
  public record Context(Identity identity, String packageName) implements SecurityContext {
    @Override
    public String id() {
      return "id-of-" + identity.name();
    }

    @Override
    public <T> T queryContextAttributes(ContextAttribute<T> attribute)
        throws SecurityStatusException {
      if (attribute == ContextAttribute.LIFESPAN) {
        return attribute.cast(new Lifespan(Instant.ofEpochSecond(1), Instant.ofEpochSecond(2)));
      }
      if (attribute == ContextAttribute.KEY_INFO) {
        return attribute.cast("none");
      }
      throw new SecurityStatusException(SecurityStatus.SEC_E_UNSUPPORTED_FUNCTION, "attribute");
    }
  }

  @Override
  public String name() {
    return "token";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(SIZE, SECRET);
  }

  @Override
  public List<RemovedSetting> removedSettings() {
    return List.of(new RemovedSetting("token.length", "write token.size = 2 instead"));
  }

  @Override
  public List<SecurityPackage> create(Settings settings, PackageServices lent) {
    services = lent;
    closed = false;
    return List.of(this);
  }

  @Override
  public PackageInfo info() {
    return new PackageInfo("Test" + scheme, "for tests", Set.of(Capability.IMPERSONATION), 100);
  }

  @Override
  public String scheme() {
    return scheme;
  }

  @Override
  public ServerCredentials acquireCredentials() {
    return this;
  }

  private Context context(String name) {
    Set<String> roles = name.equals("alice") ? Set.of("admin", "user") : Set.of("user");
    return new Context(new Identity(name, "test-authority", roles), info().name());
  }

  @Override
  public AcceptResult acceptSecurityContext(
      @Nullable SecurityContext partial, HttpExchange exchange) throws IOException {
    accepted.incrementAndGet();
    String token = token(exchange);
    String what = token.substring(0, token.indexOf('.'));
    String name = token.substring(token.indexOf('.') + 1);
    if (deleted.contains(name)) {
      return AcceptResult.refused(
          SecurityStatus.SEC_E_LOGON_DENIED, List.of(), Reason.CONTEXT_REVOKED, name);
    }
    return switch (what) {
      case "new" -> ok(name, null);
      case "kept" -> AcceptResult.completeNeeded(context(name));
      case "entity" -> entity(name, exchange, null);
      case "claim" -> entity(name, exchange, name);
      case "lie" -> {
        entity(name, exchange, null);
        yield AcceptResult.refused(
            SecurityStatus.SEC_E_LOGON_DENIED, List.of(own()), Reason.WRONG_RESPONSE, name);
      }
      case "seal" -> ok(name, new Seal());
      case "leg" -> AcceptResult.nextLeg(List.of(Challenge.of(scheme).token68("leg").toField()));
      case "request" -> AcceptResult.ok(new OfRequest(context(name)), List.of(), null);
      case "link" -> throw new NoClassDefFoundError(name);
      case "throw" -> throw new IllegalStateException("the secret is " + name);
      case "continue" -> AcceptResult.continueNeeded(List.of(own()), Reason.NO_CREDENTIALS);
      default ->
          AcceptResult.refused(
              SecurityStatus.valueOf(what),
              List.of(own()),
              Reason.valueOf(name),
              "mallory",
              "in detail");
    };
  }

  private AcceptResult ok(String name, @Nullable ResponseSeal seal) {
    return AcceptResult.ok(context(name), List.of(new HeaderField("X-Token-Info", "ok")), seal);
  }

  private AcceptResult entity(String name, HttpExchange exchange, @Nullable Object kept)
      throws IOException {
    try {
      MessageDigest hash = sha256();
      exchange.hashEntity(hash, kept);
      String hex = HexFormat.of().formatHex(hash.digest());
      return AcceptResult.ok(context(name), List.of(new HeaderField("X-Entity", hex)), null);
    } catch (EntityTooLargeException e) {
      return AcceptResult.refused(
          SecurityStatus.SEC_E_INVALID_TOKEN, List.of(), Reason.ENTITY_TOO_LARGE, name);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** A context that ends with its request. */
  private final class OfRequest implements SecurityContext, AutoCloseable {
    private final Context context;

    private OfRequest(Context context) {
      this.context = context;
    }

    @Override
    public String id() {
      return context.id();
    }

    @Override
    public Identity identity() {
      return context.identity();
    }

    @Override
    public <T> T queryContextAttributes(ContextAttribute<T> attribute)
        throws SecurityStatusException {
      if (attribute == ContextAttribute.NEGOTIATION_INFO) {
        return attribute.cast(new NegotiationInfo("Fake", true, 1));
      }
      return context.queryContextAttributes(attribute);
    }

    @Override
    public void close() {
      endedRequests.incrementAndGet();
    }
  }

  private static final class Seal implements ResponseSeal {
    @Override
    public String hashAlgorithm() {
      return "SHA-256";
    }

    @Override
    public HeaderField seal(byte[] entityHash) {
      return new HeaderField("X-Seal", HexFormat.of().formatHex(entityHash));
    }
  }

  private static String token(HttpExchange exchange) {
    try {
      return Credentials.parse(String.valueOf(exchange.authorization()), 1000).token68();
    } catch (MalformedTokenException e) {
      return "SEC_E_INVALID_TOKEN.MALFORMED";
    }
  }

  private HeaderField own() {
    return Challenge.of(scheme).token("stale", "true").toField();
  }

  @Override
  public AcceptResult completeAuthToken(SecurityContext context, HttpExchange exchange) {
    completed.incrementAndGet();
    return AcceptResult.ok(context, List.of(new HeaderField("X-Token-Info", "completed")), null);
  }

  @Override
  public AcceptResult challenge(HttpExchange exchange) {
    return AcceptResult.continueNeeded(
        List.of(Challenge.of(scheme).quoted("realm", "test").toField()), Reason.NO_CREDENTIALS);
  }

  @Override
  public @Nullable AcceptResult resume(HttpExchange exchange, KeptBy by) {
    String name = kept.get(by);
    return name == null ? null : AcceptResult.ok(context(name), List.of(), null);
  }

  @Override
  public void forget(HttpExchange exchange, KeptBy by) {
    kept.remove(by);
  }

  @Override
  public void yieldConnection(HttpExchange exchange) {
    yielded.incrementAndGet();
  }

  @Override
  public void startOver(HttpExchange exchange) {
    startedOver.incrementAndGet();
  }

  @Override
  public void deleteSecurityContext(SecurityContext context) {
    deleted.add(context.identity().name());
  }

  @Override
  public void close() {
    closed = true;
    if (closingFails) {
      throw new NoClassDefFoundError("of an application that is gone");
    }
  }
}
