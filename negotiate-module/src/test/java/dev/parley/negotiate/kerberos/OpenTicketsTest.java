package dev.parley.negotiate.kerberos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.http.MalformedTokenException;
import dev.parley.negotiate.kerberos.crypto.KerberosKey;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.kerberos.message.EncryptedData;
import dev.parley.negotiate.kerberos.message.PrincipalName;
import dev.parley.negotiate.kerberos.message.Ticket;
import dev.parley.negotiate.mechanism.EstablishedContext;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
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

  /** The client has come before: twice, as often as it takes. */
  private void known() {
    accepted(next(issued));
    accepted(next(issued));
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
      known();
      TestTicket.Issued other = site.ticket().issue();
      site.key.key().destroy();
      assertThat(accepted(next(issued)).nativeName()).isEqualTo("alice@EXAMPLE.COM");
      refused(next(other), Reason.TICKET_INTEGRITY);
    }

    @Test
    @DisplayName("one that was shown once is not kept")
    void shownOnce() {
      accepted(next(issued));
      site.key.key().destroy();
      refused(next(issued), Reason.TICKET_INTEGRITY);
    }

    @Test
    @DisplayName("who is the client is asked anew each time")
    void mapped() {
      known();
      site.mapper = client -> Mapped.Refused.of(Reason.PRINCIPAL_NOT_MAPPED, null);
      refused(next(issued), Reason.PRINCIPAL_NOT_MAPPED);
    }

    @Test
    @DisplayName("a token that comes again is a replay")
    void replay() {
      known();
      site.key.key().destroy();
      byte[] token = next(issued).token();
      assertThat(site.accept(token)).isInstanceOf(Step.Established.class);
      refused(token, Reason.TOKEN_REPLAYED);
    }

    @Test
    @DisplayName("a ticket that runs out meanwhile serves no more")
    void expired() {
      known();
      site.key.key().destroy();
      site.now = site.now.plus(Duration.ofHours(11));
      refused(next(issued), Reason.TICKET_EXPIRED);
    }

    @Test
    @DisplayName("an authenticator of another session key is refused")
    void authenticator() {
      known();
      KerberosKey wrong = KerberosKey.random(TestSite.AES, TestTicket.RANDOM);
      refused(next(issued).key(wrong), Reason.AUTHENTICATOR_INTEGRITY);
      accepted(next(issued));
    }

    @Test
    @DisplayName("a keytab that was read again is asked again")
    void keytab() {
      known();
      site.keys = new KeySet(List.of(site.key));
      known();
      site.keys = new KeySet(List.of(TestSite.key(TestSite.WEB, TestSite.REALM, 2, TestSite.AES)));
      refused(next(issued), Reason.TICKET_INTEGRITY);
    }

    @Test
    @DisplayName("0 keeps none")
    void off() {
      site.keepTickets = Duration.ZERO;
      known();
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
    private final TicketOpener opener = new TicketOpener(site.enctypes, true);
    private final OpenTickets tickets = new OpenTickets(opener, Duration.ofMinutes(5), nanos::get);

    private OpenTicket open(Ticket ticket) throws MalformedTokenException, Refusal {
      return tickets.open(ticket, site.keys, part -> {});
    }

    private OpenTicket kept(Ticket ticket) throws MalformedTokenException, Refusal {
      OpenTicket open = open(ticket);
      tickets.keep(ticket, open);
      tickets.keep(ticket, open);
      return open;
    }

    @Test
    @DisplayName("the last holder wipes the session key")
    void wiped() throws Exception {
      OpenTicket open = kept(issued.ticket());
      open.release();
      assertThat(open(issued.ticket())).isSameAs(open);
      tickets.clear();
      assertThat(open.sessionKey().isDestroyed()).as("one still holds it").isFalse();
      open.release();
      assertThat(open.sessionKey().isDestroyed()).isTrue();
      assertThat(open.hold()).isFalse();
    }

    @Test
    @DisplayName("one that nobody keeps is wiped at once")
    void notKept() throws Exception {
      OpenTicket open = open(issued.ticket());
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
      open(issued.ticket()).release();
      nanos.addAndGet(Duration.ofMinutes(3).toNanos());
      assertThat(tickets.size()).isZero();
      assertThat(open.sessionKey().isDestroyed()).isTrue();
    }

    @Test
    @DisplayName("a request that is under way when their time ends does not prolong it")
    void notProlonged() throws Exception {
      OpenTicket open = kept(issued.ticket());
      nanos.addAndGet(Duration.ofMinutes(6).toNanos());
      tickets.keep(issued.ticket(), open);
      assertThat(tickets.size()).isZero();
      open.release();
      assertThat(open.sessionKey().isDestroyed()).isTrue();
    }

    @Test
    @DisplayName("a keytab that was read again wipes them")
    void keytab() throws Exception {
      OpenTicket open = kept(issued.ticket());
      open.release();
      site.keys = new KeySet(List.of(site.key));
      assertThat(open(site.ticket().issue().ticket())).isNotSameAs(open);
      assertThat(open.sessionKey().isDestroyed()).isTrue();
      OpenTicket again = open(issued.ticket());
      site.keys = new KeySet(List.of(site.key));
      open(site.ticket().issue().ticket());
      tickets.keep(issued.ticket(), again);
      tickets.keep(issued.ticket(), again);
      assertThat(tickets.size()).as("opened with a key of before").isZero();
    }

    @Test
    @DisplayName("after the end none is kept")
    void closed() throws Exception {
      OpenTicket before = kept(issued.ticket());
      OpenTicket late = open(site.ticket().issue().ticket());
      before.release();
      tickets.close();
      assertThat(before.sessionKey().isDestroyed()).isTrue();
      Ticket other = site.ticket().issue().ticket();
      tickets.keep(other, late);
      tickets.keep(other, late);
      late.release();
      assertThat(late.sessionKey().isDestroyed()).isTrue();
    }

    @Test
    @DisplayName("0 wipes them with the request")
    void off() throws Exception {
      OpenTickets none = new OpenTickets(opener, Duration.ZERO);
      OpenTicket open = none.open(issued.ticket(), site.keys, part -> {});
      none.keep(issued.ticket(), open);
      none.keep(issued.ticket(), open);
      open.release();
      assertThat(open.sessionKey().isDestroyed()).isTrue();
    }

    @Test
    @DisplayName("threads that use one while it is let go of leave none behind")
    void concurrently() throws Exception {
      Set<OpenTicket> all = ConcurrentHashMap.newKeySet();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          boolean clears = i == 0;
          running.add(
              threads.submit(
                  () -> {
                    for (int j = 0; j < 5000; j++) {
                      OpenTicket open = kept(issued.ticket());
                      all.add(open);
                      assertThat(open.sessionKey().isDestroyed()).isFalse();
                      if (clears) {
                        tickets.clear();
                      }
                      open.release();
                    }
                    return null;
                  }));
        }
        for (Future<?> each : running) {
          each.get();
        }
      } finally {
        threads.shutdownNow();
      }
      tickets.clear();
      assertThat(all).hasSizeGreaterThan(100).allMatch(each -> each.sessionKey().isDestroyed());
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

    private Ticket renamed(int nameType, String... components) {
      Ticket ticket = issued.ticket();
      return new Ticket(
          ticket.realm(), new PrincipalName(nameType, List.of(components)), ticket.encPart());
    }

    @Test
    @DisplayName("are found by what is encrypted, and by the service they name in the clear")
    void exact() throws Exception {
      ServiceKey proxy =
          new ServiceKey(
              List.of("HTTP", "other.example.com"), TestSite.REALM, 2, site.key.key().copy());
      site.keys = new KeySet(List.of(site.key, proxy));
      Ticket ticket = issued.ticket();
      OpenTicket open = kept(ticket);
      assertThat(open(Ticket.parse(ticket.encode()))).isSameAs(open);
      Ticket renamed = renamed(2, "HTTP", "other.example.com");
      assertThat(open(renamed).serviceKey()).isSameAs(proxy);
      assertThat(open(renamed(2, "HTTP", "third.example.com"))).isSameAs(open);
      assertThat(catchThrowable(() -> open(renamed(2, "cifs", "third.example.com"))))
          .isInstanceOf(Refusal.class);
      byte[] cipher = ticket.encPart().cipher();
      for (int i = 0; i < cipher.length; i++) {
        byte[] changed = cipher.clone();
        changed[i] ^= 1;
        EncryptedData data = new EncryptedData(ticket.encPart().etype(), 2, changed);
        Ticket other = new Ticket(ticket.realm(), ticket.sname(), data);
        assertThat(catchThrowable(() -> open(other))).as("octet %d", i).isInstanceOf(Refusal.class);
      }
    }

    @Test
    @DisplayName("however a client writes what stands in the clear, one ticket is kept once")
    void oneTicketOnce() throws Exception {
      OpenTicket open = kept(issued.ticket());
      for (int i = 0; i < 1000; i++) {
        StringBuilder host = new StringBuilder("web.example.com");
        for (int letter = 0; letter < 10; letter++) {
          if ((i >> letter & 1) != 0) {
            host.setCharAt(letter, Character.toUpperCase(host.charAt(letter)));
          }
        }
        OpenTicket again = kept(renamed(i, "http", host.toString()));
        assertThat(again).isSameAs(open);
        again.release();
      }
      EncryptedData part = issued.ticket().encPart();
      for (Integer kvno : new Integer[] {null, 0, 2}) {
        EncryptedData data = new EncryptedData(part.etype(), kvno, part.cipher());
        assertThat(kept(new Ticket(TestSite.REALM, issued.ticket().sname(), data))).isSameAs(open);
      }
      assertThat(tickets.size()).isEqualTo(1);
    }

    @Test
    @DisplayName("a ticket whose session key was not proved is not kept")
    void unproved() {
      KerberosKey wrong = KerberosKey.random(TestSite.AES, TestTicket.RANDOM);
      for (int i = 0; i < 3; i++) {
        refused(next(issued).key(wrong), Reason.AUTHENTICATOR_INTEGRITY);
      }
      site.key.key().destroy();
      refused(next(issued), Reason.TICKET_INTEGRITY);
    }

    @Test
    @DisplayName("a ticket of a client that was not let in is not kept")
    void notLetIn() {
      Function<KerberosClient, Mapped> letsIn = site.mapper;
      site.mapper = client -> Mapped.Refused.of(Reason.PRINCIPAL_NOT_MAPPED, null);
      for (int i = 0; i < 3; i++) {
        refused(next(issued), Reason.PRINCIPAL_NOT_MAPPED);
      }
      site.mapper = letsIn;
      site.directory = account -> Mapped.Refused.of(Reason.UNKNOWN_ACCOUNT, null);
      for (int i = 0; i < 3; i++) {
        refused(next(issued), Reason.UNKNOWN_ACCOUNT);
      }
      site.directory = account -> account;
      site.key.key().destroy();
      refused(next(issued), Reason.TICKET_INTEGRITY);
    }
  }
}
