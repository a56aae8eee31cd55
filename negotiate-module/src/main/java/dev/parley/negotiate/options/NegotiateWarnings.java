package dev.parley.negotiate.options;

import dev.parley.authority.AccountCensus;
import dev.parley.config.KnownUsers;
import dev.parley.config.Setting;
import dev.parley.config.Settings;
import dev.parley.config.Warning;
import dev.parley.negotiate.kerberos.crypto.Enctype;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is dangerous about settings of Negotiate, Kerberos and NTLM that are allowed. */
public final class NegotiateWarnings {
  private static final Duration LONG_SKEW = Duration.ofMinutes(15);
  private static final int HALF = 50;

  private final Settings settings;
  private final List<Warning> warnings = new ArrayList<>();

  private NegotiateWarnings(Settings settings) {
    this.settings = settings;
  }

  /**
   * Looks at settings that {@link NegotiateOptions#read} takes.
   *
   * @param options what was read of them
   * @param users what is known of the users
   */
  public static List<Warning> of(Settings settings, NegotiateOptions options, KnownUsers users) {
    NegotiateWarnings found = new NegotiateWarnings(settings);
    found.negotiation(options);
    if (options.kerberos()) {
      found.kerberos();
    }
    if (options.anyNtlm()) {
      found.ntlm(options, users.ntlm());
    }
    return List.copyOf(found.warnings);
  }

  private void warn(Setting<?> setting, String consequence, String remedy) {
    warnings.add(settings.warning(setting, consequence, remedy));
  }

  private void negotiation(NegotiateOptions options) {
    if (options.bindings() == BindingMode.OFF) {
      warn(
          NegotiateSettings.CHANNEL_BINDINGS,
          "a server that a client is lured to can pass its logon on to this one",
          "leave it out, and name the certificate of a proxy in negotiate.certificates");
    }
    if (options.keep() == KeepMode.SESSION) {
      warn(
          NegotiateSettings.KEEP,
          "whoever gets hold of a session cookie is its user, without any ticket",
          "serve by TLS alone, with the cookie Secure and HttpOnly, or leave it out");
    }
    if (options.manyAccountsPerConnection() && options.anyNtlm()) {
      warn(
          NegotiateSettings.MANY_ACCOUNTS,
          "a proxy that is not declared can give one client another's identity",
          "leave it out, and name the proxies in trusted-proxies");
    }
    if (options.proxyKeepsConnections()) {
      warn(
          NegotiateSettings.PROXY_KEEPS_CONNECTIONS,
          "a proxy that sends two clients' requests over one connection makes one client the other",
          "look that the proxy does not share its connections, or leave it out and offer Kerberos"
              + " alone");
    }
  }

  private void kerberos() {
    if (settings.get(KerberosSettings.ENCTYPES).contains(Enctype.RC4_HMAC.krbName())) {
      warn(
          KerberosSettings.ENCTYPES,
          "tickets with rc4-hmac are let in, whose key is the NT hash of the service's password:"
              + " any user of the realm can get one and guess at it offline",
          "give the service's account AES keys, export the keytab anew, and leave it out");
    }
    if (settings.get(KerberosSettings.CLOCK_SKEW).compareTo(LONG_SKEW) > 0) {
      warn(
          KerberosSettings.CLOCK_SKEW,
          "a token that was recorded serves so long at another node, or after a restart",
          "correct the clocks, and leave it out for the default");
    }
    if (settings.get(KerberosSettings.REPLAY_CACHE_SHARE) > HALF) {
      warn(
          KerberosSettings.REPLAY_CACHE_SHARE,
          "one client can fill the replay cache, and the logons of others are refused then",
          "set it to " + HALF + " at most, and raise kerberos.replay-cache-max");
    }
    if (settings.get(KerberosSettings.DELEGATION)) {
      warn(
          KerberosSettings.DELEGATION,
          "the application and this server's memory hold tickets with which they are their users"
              + " everywhere in the realm",
          "leave it out unless the application logs on to other services, and prefer constrained"
              + " delegation");
    }
  }

  private void ntlm(NegotiateOptions options, @Nullable AccountCensus census) {
    if (settings.get(NtlmSettings.ANONYMOUS)) {
      warn(
          NtlmSettings.ANONYMOUS,
          "clients that do not say who they are count as a known user on protected paths",
          "leave it out");
    }
    if (census != null && census.accounts() > 0 && census.withNtHash() == 0) {
      warn(
          options.ntlm() ? NegotiateSettings.MECHANISMS : NegotiateSettings.SCHEMES,
          "NTLM is offered, and none of the "
              + census.accounts()
              + " users has an NT hash: NTLM lets no client in",
          "set passwords with bin/parley-users add --nt-hash, or take ntlm out");
    }
  }
}
