package dev.parley.negotiate.options;

import dev.parley.config.ConfigurationException;
import dev.parley.config.CoreSettings;
import dev.parley.config.Settings;
import dev.parley.context.ContextPlaces;
import java.time.Duration;
import java.util.List;

/**
 * What is chosen about the negotiation, after all checks.
 *
 * @param schemes the schemes, in the order of their challenges
 * @param kerberos whether the scheme Negotiate has Kerberos
 * @param ntlm whether it has NTLM
 * @param bindings what is asked of channel bindings
 * @param keep how long an identity that Kerberos proved holds
 * @param proxyKeepsConnections whether proxies keep a connection of its own for each client's
 * @param manyAccountsPerConnection whether NTLM takes another account on a connection that has
 *     carried one
 * @param tokenLimit the longest token, in octets
 * @param maxNegotiations how many negotiations may be under way at once
 * @param legTime how long one may wait for its next leg
 * @param connectionIdle after which time without a request the identity of a connection is
 *     forgotten
 * @param places how many connections are remembered at most
 * @param contextLifetime how long an identity holds at the most
 */
public record NegotiateOptions(
    List<Scheme> schemes,
    boolean kerberos,
    boolean ntlm,
    BindingMode bindings,
    KeepMode keep,
    boolean proxyKeepsConnections,
    boolean manyAccountsPerConnection,
    int tokenLimit,
    int maxNegotiations,
    Duration legTime,
    Duration connectionIdle,
    ContextPlaces places,
    Duration contextLifetime) {
  /** Copies the list. */
  public NegotiateOptions {
    schemes = List.copyOf(schemes);
  }

  /**
   * Reads the options and checks all settings of Negotiate, Kerberos and NTLM against each other.
   *
   * @throws ConfigurationException with every problem
   */
  public static NegotiateOptions read(Settings settings) throws ConfigurationException {
    NegotiateChecks.check(settings);
    List<Scheme> schemes = settings.get(NegotiateSettings.SCHEMES);
    boolean negotiate = schemes.contains(Scheme.NEGOTIATE);
    List<MechanismChoice> mechanisms = settings.get(NegotiateSettings.MECHANISMS);
    return new NegotiateOptions(
        schemes,
        negotiate && mechanisms.contains(MechanismChoice.KERBEROS),
        negotiate && mechanisms.contains(MechanismChoice.NTLM),
        settings.get(NegotiateSettings.CHANNEL_BINDINGS),
        settings.get(NegotiateSettings.KEEP),
        settings.get(NegotiateSettings.PROXY_KEEPS_CONNECTIONS),
        settings.get(NegotiateSettings.MANY_ACCOUNTS),
        Math.toIntExact(settings.get(NegotiateSettings.TOKEN_LIMIT)),
        settings.get(NegotiateSettings.MAX_NEGOTIATIONS),
        settings.get(NegotiateSettings.LEG_TIME),
        settings.get(NegotiateSettings.CONNECTION_IDLE),
        CoreSettings.contextPlaces(settings),
        settings.get(CoreSettings.CONTEXT_LIFETIME));
  }

  /** Whether NTLM is offered by any scheme. */
  public boolean anyNtlm() {
    return ntlm || schemes.contains(Scheme.NTLM);
  }
}
