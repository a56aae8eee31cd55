package dev.parley.negotiate.kerberos;

import dev.parley.authority.AccountChanges;
import dev.parley.authority.AccountChanges.Fresh;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.Vouched;
import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.keytab.ServiceKeys;
import dev.parley.negotiate.kerberos.message.ApReq;
import dev.parley.negotiate.kerberos.message.Authenticator;
import dev.parley.negotiate.kerberos.message.AuthorizationData;
import dev.parley.negotiate.kerberos.message.EncTicketPart;
import dev.parley.negotiate.kerberos.message.GssChecksum;
import dev.parley.negotiate.kerberos.message.GssToken;
import dev.parley.negotiate.kerberos.message.KrbError;
import dev.parley.negotiate.kerberos.message.Ticket;
import dev.parley.negotiate.kerberos.replay.ReplayCache;
import dev.parley.negotiate.mechanism.Peer;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.BindingState;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.time.Instant;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an acceptor, in the order of RFC 4120 section 3.2.3 and RFC 4121 section 4.1.
 * Thread-safe.
 */
final class Acceptance {
  /** The longest service name that an error repeats: no client makes our answer long. */
  private static final int LONGEST_ECHO = 512;

  private final KerberosPolicy policy;
  private final ServiceKeys keys;
  private final ClientMapper mapper;
  private final AccountChanges changes;
  private final ReplayCache replays;
  private final TicketOpener opener;
  private final OpenTickets tickets;
  private final TicketRules rules;
  private final TransitRule transit;
  private final BindingRules bindingRules;
  private final Delegation delegation;
  private final Reply reply;

  Acceptance(
      KerberosPolicy policy,
      ServiceKeys keys,
      ClientMapper mapper,
      AccountChanges changes,
      ReplayCache replays) {
    this.policy = policy;
    this.keys = keys;
    this.mapper = mapper;
    this.changes = changes;
    this.replays = replays;
    this.opener = new TicketOpener(policy.enctypes(), policy.otherNames());
    this.tickets = new OpenTickets(opener, policy.keepTickets());
    this.rules = new TicketRules(policy);
    this.transit = new TransitRule(policy.trustedTransit());
    this.bindingRules = new BindingRules(policy.bindings());
    this.delegation = new Delegation(policy.delegation());
    this.reply = new Reply(policy.random());
  }

  /** What is found on the way; for the refusal, which tells as much as is known. */
  private static final class Trial {
    @Nullable GssToken token;
    @Nullable Ticket ticket;
    @Nullable EncTicketPart part;
  }

  Step accept(byte[] token, Peer peer) {
    Trial trial = new Trial();
    try {
      return accept(token, peer, trial);
    } catch (MalformedTokenException e) {
      return refused(Refusal.malformed(e.getMessage()), trial);
    } catch (Refusal e) {
      return refused(e, trial);
    }
  }

  private Step accept(byte[] token, Peer peer, Trial trial)
      throws Refusal, MalformedTokenException {
    GssToken framed = GssToken.parse(token);
    trial.token = framed;
    ApReq request = request(framed);
    trial.ticket = request.ticket();
    OpenTicket opened = tickets.open(request.ticket(), keys.current(), part -> trial.part = part);
    KerberosKey subkey = null;
    boolean handedOver = false;
    try {
      Authenticator authenticator =
          TicketOpener.authenticator(request.authenticator(), opened.sessionKey());
      if (authenticator.subkey() != null) {
        subkey = opener.key(authenticator.subkey(), "the subkey");
      }
      Proven proven = new Proven(framed, request, opened, subkey, authenticator);
      Step.Established established = established(proven, peer);
      tickets.keep(request.ticket(), opened);
      handedOver = true;
      return established;
    } finally {
      opened.release();
      if (!handedOver && subkey != null) {
        subkey.destroy();
      }
    }
  }

  /** Lets go of the tickets that were kept for their time, and of tokens that ran out. */
  void tidy() {
    tickets.tidy();
    replays.tidy(policy.clock().millis());
  }

  /** Lets go of the tickets that are kept. */
  void close() {
    tickets.close();
  }

  private static ApReq request(GssToken framed) throws Refusal, MalformedTokenException {
    if (framed.tokId() != GssToken.AP_REQ) {
      throw Refusal.malformed("a token of type AP-REQ is expected");
    }
    ApReq request = ApReq.parse(framed);
    if ((request.apOptions() & ApReq.USE_SESSION_KEY) != 0) {
      throw Refusal.malformed("the ticket is for a user, not for a service (user to user)");
    }
    return request;
  }

  private Step.Established established(Proven proven, Peer peer)
      throws Refusal, MalformedTokenException {
    EncTicketPart part = proven.opened().part();
    Authenticator authenticator = proven.authenticator();
    long now = policy.clock().millis();
    TicketRules.sameClient(part, authenticator);
    rules.clock(authenticator, now);
    rules.times(part, now);
    rules.address(part, peer.address());
    String passedOver =
        AuthorizationRules.passedOver(part.authorizationData(), authenticator.authorizationData());
    GssChecksum checksum = ClientChecksum.read(authenticator, proven.sessionKey());
    BindingState bindings =
        bindingRules.check(checksum.bindings(), peer.bindings(), authenticator.authorizationData());
    Mapped.Account account = account(mapper.map(client(proven, peer)));
    Subject delegated =
        delegation.credentials(checksum, proven.sessionKey(), proven.subkey(), part);
    boolean handedOver = false;
    try {
      remember(proven, account.countedAs(), now);
      Vouched vouched = vouched(proven, account, peer.address());
      Findings findings =
          new Findings(
              vouched, bindings, delegated, rules.contextEnd(part), remarks(proven, passedOver));
      Step.Established established = reply.established(proven, checksum, findings);
      handedOver = true;
      return established;
    } finally {
      if (!handedOver) {
        Delegation.destroy(delegated);
      }
    }
  }

  private static @Nullable String remarks(Proven proven, @Nullable String passedOver) {
    String key = TicketOpener.remark(proven.request().ticket(), proven.opened().serviceKey());
    return key == null || passedOver == null
        ? (key == null ? passedOver : key)
        : key + "; " + passedOver;
  }

  /** Who the client is has to be known before: it says whose part of the cache the token takes. */
  private void remember(Proven proven, String countedAs, long now) throws Refusal {
    ReplayCache.Outcome outcome =
        replays.check(
            proven.request().authenticator().cipher(),
            countedAs,
            now,
            rules.authenticatorEnd(proven.authenticator()));
    switch (outcome) {
      case FRESH -> {}
      case SEEN -> throw Refusal.denied(Reason.TOKEN_REPLAYED, KrbError.REPEAT, null);
      case FULL ->
          throw Refusal.denied(
              Reason.REPLAY_CACHE_FULL, Refusal.NO_CODE, policy.replayCacheSize() + " tokens");
      case SHARE_FULL ->
          throw Refusal.denied(
              Reason.REPLAY_CACHE_SHARE_FULL,
              Refusal.NO_CODE,
              "of "
                  + policy.replayCacheSize()
                  + " tokens one client may have "
                  + policy.replayCacheShare()
                  + ", fewer while others take many, and few that were refused");
    }
  }

  private KerberosClient client(Proven proven, Peer peer) throws MalformedTokenException {
    EncTicketPart part = proven.opened().part();
    return new KerberosClient(
        part.cname().components(),
        part.cname().nameType(),
        part.crealm(),
        Instant.ofEpochSecond(part.authtime()),
        AuthorizationData.flatten(part.authorizationData()),
        proven.opened().serviceKey(),
        peer.address(),
        transit.problem(part, proven.request().ticket().realm()));
  }

  private static Mapped.Account account(Mapped mapped) throws Refusal {
    if (mapped instanceof Mapped.Refused no) {
      int code =
          no.reason() == Reason.TRANSIT_NOT_TRUSTED ? KrbError.PATH_NOT_ACCEPTED : Refusal.NO_CODE;
      throw Refusal.of(no.status(), no.reason(), code, no.detail());
    }
    return (Mapped.Account) mapped;
  }

  private Vouched vouched(Proven proven, Mapped.Account account, String address) throws Refusal {
    Fresh<Mapped> answer = ask(account, address);
    // A directory that is down says nothing of the client.
    if (answer.answer() instanceof Mapped.Refused no
        && no.status() != SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY) {
      replays.refused(account.countedAs(), rules.authenticatorEnd(proven.authenticator()));
    }
    Mapped.Account admitted = account(answer.answer());
    return new Vouched(admitted.identity(), admitted.otherNames(), answer.asked());
  }

  private Fresh<Mapped> ask(Mapped.Account account, String address) throws Refusal {
    try {
      return changes.ask(
          () -> mapper.admit(account, address),
          mapped -> mapped instanceof Mapped.Account admitted ? admitted : null,
          late -> {});
    } catch (AuthorityUnavailableException e) {
      throw Refusal.of(
          SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY,
          Reason.AUTHORITY_UNAVAILABLE,
          Refusal.NO_CODE,
          e.getMessage());
    }
  }

  private Step refused(Refusal refusal, Trial trial) {
    Ticket ticket = trial.ticket;
    byte[] token = null;
    if (ticket != null
        && trial.token != null
        && refusal.errorCode() != Refusal.NO_CODE
        && ticket.service().length() <= LONGEST_ECHO) {
      Instant now = policy.clock().instant();
      KrbError error =
          new KrbError(
              now.getEpochSecond(),
              now.getNano() / 1000,
              refusal.errorCode(),
              ticket.realm(),
              ticket.sname());
      token = trial.token.answer(GssToken.KRB_ERROR, error.encode()).encode();
    }
    SecurityStatus status = refusal.status();
    EncTicketPart part = trial.part;
    String account = part == null ? null : part.cname().text() + "@" + part.crealm();
    return new Step.Refused(status, refusal.reason(), refusal.detail(), account, token);
  }
}
