package dev.parley.negotiate.kerberos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.kerberos.message.PrincipalName;
import dev.parley.negotiate.kerberos.message.Ticket;
import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.negotiate.mechanism.Mechanism;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Tickets that are kept opened")
class OpenTicketsTest {
  private final TestSite site = new TestSite();
  private final TestTicket.Issued issued = site.ticket().issue();

  private int logons;

  /** A token that was not seen before. */
  private TestRequest next(TestTicket.Issued ticket) {
    logons++;
    return ticket.request(site.now).time(site.now.getEpochSecond(), logons);
  }

  private EstablishedContext accepted(TestRequest request) {
    Step step = site.accept(request.token());
    assertThat(step).isInstanceOf(Step.Established.class);
    return ((Step.Established) step).context();
  }

  private void refused(TestRequest request, Reason reason) {
    refused(request.token(), reason);
  }

  private void refused(byte[] token, Reason reason) {
    assertThat(site.accept(token))
        .isInstanceOfSatisfying(
            Step.Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Nested
  @DisplayName("spare the decryption and nothing else")
  class Spared {
    @Test
    @DisplayName("a client's ticket is not decrypted again; another's is")
    void notDecryptedAgain() {
      accepted(next(issued));
      TestTicket.Issued other = site.ticket().issue();
      site.key.key().destroy();
      assertThat(accepted(next(issued)).nativeName()).isEqualTo("alice@EXAMPLE.COM");
      refused(next(other), Reason.TICKET_INTEGRITY);
    }

    @Test
    @DisplayName("who is the client is asked anew each time")
    void mapped() {
      accepted(next(issued));
      site.mapper =
          client ->
              new Mapped.Refused(SecurityStatus.SEC_E_LOGON_DENIED, Reason.UNKNOWN_ACCOUNT, null);
      refused(next(issued), Reason.UNKNOWN_ACCOUNT);
    }

    @Test
    @DisplayName("a token that comes again is a replay")
    void replay() {
      accepted(next(issued));
      byte[] token = next(issued).token();
      assertThat(site.accept(token)).isInstanceOf(Step.Established.class);
      refused(token, Reason.TOKEN_REPLAYED);
    }

    @Test
    @DisplayName("a ticket that runs out meanwhile serves no more")
    void expired() {
      accepted(next(issued));
      site.now = site.now.plus(Duration.ofHours(11));
      refused(next(issued), Reason.TICKET_EXPIRED);
    }

    @Test
    @DisplayName("an authenticator of another session key is refused")
    void authenticator() {
      accepted(next(issued));
      KerberosKey wrong = KerberosKey.random(TestSite.AES, TestTicket.RANDOM);
      refused(next(issued).key(wrong), Reason.AUTHENTICATOR_INTEGRITY);
      accepted(next(issued));
    }

    @Test
    @DisplayName("a keytab that was read again is asked again")
    void keytab() {
      accepted(next(issued));
      site.keys = new KeySet(List.of(site.key));
      accepted(next(issued));
      site.keys = new KeySet(List.of(TestSite.key(TestSite.WEB, TestSite.REALM, 2, TestSite.AES)));
      refused(next(issued), Reason.TICKET_INTEGRITY);
    }

    @Test
    @DisplayName("0 keeps none")
    void off() {
      site.keepTickets = Duration.ZERO;
      accepted(next(issued));
      site.key.key().destroy();
      refused(next(issued), Reason.TICKET_INTEGRITY);
    }

    @Test
    @DisplayName("without a subkey and mutual authentication a context has a key of its own")
    void ownKey() throws Exception {
      EstablishedContext first = accepted(next(issued).subkey(null));
      EstablishedContext second = accepted(next(issued).subkey(null));
      first.close();
      site.mechanism().close();
      assertThat(second.makeSignature(new byte[1])).isNotEmpty();
    }
  }

  @Nested
  @DisplayName("are bounded, and wiped when they go")
  class Cache {
    private final AtomicLong nanos = new AtomicLong();
    private final TicketOpener opener = new TicketOpener(site.enctypes);
    private final OpenTickets tickets = new OpenTickets(opener, Duration.ofMinutes(5), nanos::get);

    private OpenTicket kept(Ticket ticket) throws Exception {
      OpenTicket open = tickets.open(ticket, site.keys);
      tickets.keep(ticket, open);
      return open;
    }

    @Test
    @DisplayName("the last holder wipes the session key")
    void wiped() throws Exception {
      OpenTicket open = kept(issued.ticket());
      open.release();
      assertThat(tickets.open(issued.ticket(), site.keys)).isSameAs(open);
      tickets.clear();
      assertThat(open.sessionKey().isDestroyed()).as("one still holds it").isFalse();
      open.release();
      assertThat(open.sessionKey().isDestroyed()).isTrue();
      assertThat(open.hold()).isFalse();
    }

    @Test
    @DisplayName("one that nobody keeps is wiped at once")
    void notKept() throws Exception {
      OpenTicket open = tickets.open(issued.ticket(), site.keys);
      open.release();
      assertThat(open.sessionKey().isDestroyed()).isTrue();
      assertThat(tickets.size()).isZero();
    }

    @Test
    @DisplayName("their time ends, used or not")
    void lifetime() throws Exception {
      OpenTicket open = kept(issued.ticket());
      open.release();
      nanos.addAndGet(Duration.ofMinutes(3).toNanos());
      tickets.open(issued.ticket(), site.keys).release();
      nanos.addAndGet(Duration.ofMinutes(3).toNanos());
      assertThat(tickets.size()).isZero();
      assertThat(open.sessionKey().isDestroyed()).isTrue();
    }

    @Test
    @DisplayName("the memory they take is bounded")
    void bounded() throws Exception {
      List<OpenTicket> all = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        OpenTicket open = kept(site.ticket().issue().ticket());
        open.release();
        all.add(open);
      }
      assertThat(tickets.size()).isBetween(1L, OpenTickets.MAXIMUM_OCTETS / 2048L);
      assertThat(all.stream().filter(each -> !each.sessionKey().isDestroyed()))
          .hasSize((int) tickets.size());
    }

    @Test
    @DisplayName("are found by all of their octets, and by the service they name in the clear")
    void exact() throws Exception {
      ServiceKey proxy =
          new ServiceKey(
              List.of("HTTP", "other.example.com"), TestSite.REALM, 2, site.key.key().copy());
      site.keys = new KeySet(List.of(site.key, proxy));
      Ticket ticket = issued.ticket();
      OpenTicket open = kept(ticket);
      assertThat(tickets.open(Ticket.parse(ticket.encode()), site.keys)).isSameAs(open);
      Ticket renamed =
          new Ticket(ticket.realm(), new PrincipalName(2, proxy.components()), ticket.encPart());
      assertThat(tickets.open(renamed, site.keys).serviceKey()).isSameAs(proxy);
      byte[] octets = ticket.encode();
      for (int i = 0; i < octets.length; i++) {
        byte[] changed = octets.clone();
        changed[i] ^= 1;
        try {
          assertThat(tickets.open(Ticket.parse(changed), site.keys)).isNotSameAs(open);
        } catch (MalformedTokenException | Refusal e) {
          // it is not even opened
        }
      }
    }

    @Test
    @DisplayName("a ticket whose session key was not proved is not kept")
    void unproved() {
      KerberosKey wrong = KerberosKey.random(TestSite.AES, TestTicket.RANDOM);
      refused(next(issued).key(wrong), Reason.AUTHENTICATOR_INTEGRITY);
      site.key.key().destroy();
      refused(next(issued), Reason.TICKET_INTEGRITY);
    }
  }

  @Test
  @DisplayName("threads that show one ticket while it is let go of are all let in")
  void concurrently() throws Exception {
    Mechanism mechanism =
        new KerberosMechanism(
            KerberosPolicy.standard(() -> site.now),
            () -> site.keys,
            client -> new Mapped.Good(new Identity("alice", "test", Set.of())));
    AtomicLong micros = new AtomicLong();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(
            threads.submit(
                () -> {
                  for (int j = 0; j < 1500; j++) {
                    byte[] token =
                        issued
                            .request(site.now)
                            .time(site.now.getEpochSecond(), (int) micros.incrementAndGet())
                            .mutual()
                            .token();
                    Step step = mechanism.newAcceptor().accept(token, site.peer);
                    assertThat(step).isInstanceOf(Step.Established.class);
                  }
                }));
      }
      Future<?> clearing =
          threads.submit(
              () -> {
                while (!done.get()) {
                  mechanism.close();
                }
              });
      for (Future<?> each : all) {
        each.get();
      }
      done.set(true);
      clearing.get();
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }
}
