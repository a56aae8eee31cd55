package dev.parley.negotiate.kerberos;

import static dev.parley.negotiate.kerberos.TestSite.REALM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.authority.AccountDirectory;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.guard.AccountLookups;
import dev.parley.negotiate.identity.AccountRules;
import dev.parley.negotiate.identity.PrincipalMapping;
import dev.parley.negotiate.identity.RoleMapping;
import dev.parley.negotiate.kerberos.keytab.KeySet;
import dev.parley.negotiate.kerberos.keytab.ServiceKey;
import dev.parley.negotiate.kerberos.message.GssToken;
import dev.parley.negotiate.kerberos.message.KrbError;
import dev.parley.negotiate.kerberos.pac.PacClientMapper;
import dev.parley.negotiate.mechanism.Step;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SecurityStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tokens of Kerberos that come again, and whose memory they take")
class ReplayTest {
  private final TestSite site = new TestSite();

  private void accepted(byte[] token) {
    assertThat(site.accept(token)).isInstanceOf(Step.Established.class);
  }

  private Step.Refused refused(byte[] token, Reason reason) {
    Step step = site.accept(token);
    assertThat(step).isInstanceOf(Step.Refused.class);
    Step.Refused refused = (Step.Refused) step;
    assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason);
    return refused;
  }

  private byte[] tokenOf(String client) {
    return site.ticket().client(client, REALM).issue().request(site.now).token();
  }

  @Test
  @DisplayName("RFC 4120 3.2.3: a token that comes again is refused as long as its time is right")
  void replayed() throws Exception {
    byte[] token = site.request().token();
    accepted(token);
    Step.Refused refused = refused(token, Reason.TOKEN_REPLAYED);
    GssToken error = GssToken.parse(refused.token());
    assertThat(KrbError.parse(error.message()).errorCode()).isEqualTo(KrbError.REPEAT);
    site.now = site.now.plusSeconds(299);
    refused(token, Reason.TOKEN_REPLAYED);
    site.now = site.now.plusSeconds(2);
    refused(token, Reason.CLOCK_SKEW);
  }

  @Test
  @DisplayName("a token under another name of the same key is the same token")
  void renamed() {
    List<String> alias = List.of("HTTP", "wab.example.com");
    ServiceKey same = new ServiceKey(alias, REALM, 2, site.key.key());
    site.keys = new KeySet(List.of(site.key, same));
    byte[] token = site.request().token();
    accepted(token);
    String text = new String(token, StandardCharsets.ISO_8859_1);
    byte[] renamed = text.replace("web.ex", "wab.ex").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(renamed).isNotEqualTo(token);
    refused(renamed, Reason.TOKEN_REPLAYED);
  }

  @Test
  @DisplayName("two requests with one ticket in the same microsecond are no replay")
  void sameTime() {
    TestTicket.Issued issued = site.ticket().issue();
    accepted(issued.request(site.now).token());
    accepted(issued.request(site.now).token());
  }

  @Test
  @DisplayName("a refused token is not remembered, so the right one is no replay")
  void refusedIsForgotten() {
    byte[] token = site.request().time(site.now.getEpochSecond() + 301, 0).token();
    site.now = site.now.minusSeconds(1);
    refused(token, Reason.CLOCK_SKEW);
    site.now = site.now.plusSeconds(2);
    accepted(token);
  }

  @Test
  @DisplayName("of equal tokens that come at once one gets in, and only that one is asked about")
  void atOnce() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 1; round <= 50; round++) {
        byte[] token = site.request().token();
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<Step> send =
            () -> {
              start.await();
              return site.accept(token);
            };
        List<Callable<Step>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          tasks.add(send);
        }
        int in = 0;
        for (Future<Step> each : pool.invokeAll(tasks)) {
          in += each.get() instanceof Step.Established ? 1 : 0;
        }
        assertThat(in).isEqualTo(1);
        assertThat(site.asked).hasSize(round);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  @DisplayName("a full cache refuses, and says so, until entries run out")
  void full() {
    site.replayCacheSize = 3;
    for (int i = 0; i < 3; i++) {
      accepted(site.request().token());
    }
    Step.Refused refused = refused(site.request().token(), Reason.REPLAY_CACHE_FULL);
    assertThat(refused.detail()).isEqualTo("3 tokens");
    site.now = site.now.plusSeconds(1000);
    accepted(site.request().token());
  }

  @Test
  @DisplayName("a client that fills its share of the cache shuts out no other")
  void share() {
    site.replayCacheSize = 100;
    site.replayCacheShare = 3;
    for (int i = 0; i < 3; i++) {
      accepted(site.request().token());
    }
    Step.Refused refused = refused(site.request().token(), Reason.REPLAY_CACHE_SHARE_FULL);
    assertThat(refused.detail()).startsWith("of 100 tokens one client may have 3");
    accepted(tokenOf("bob"));
    accepted(site.ticket().client("alice", "OTHER.ORG").issue().request(site.now).token());
    site.now = site.now.plusSeconds(1000);
    accepted(site.request().token());
  }

  @Test
  @DisplayName("a client is one, whatever names its tickets have: it is counted as its mapper says")
  void oneClientOfManyNames() {
    site.replayCacheSize = 1000;
    site.replayCacheShare = 100;
    site.mapper =
        client -> {
          String name = client.components().get(0);
          return new Mapped.Account(
              new Identity(name, "test", Set.of()), name.equals("alice") ? "S-1" : "S-2");
        };
    int in = 0;
    for (int i = 0; i < 1000; i++) {
      // dated ahead, so that it stays as long as can be
      byte[] token =
          site.ticket()
              .client("mallory" + i, REALM)
              .issue()
              .request(site.now)
              .time(site.now.getEpochSecond() + 299, i)
              .token();
      in += site.accept(token) instanceof Step.Established ? 1 : 0;
    }
    assertThat(in).isEqualTo(100);
    accepted(tokenOf("alice"));
  }

  @Test
  @DisplayName("who the ticket does not name leaves nothing in the cache")
  void notMapped() {
    site.replayCacheSize = 3;
    site.mapper = client -> Mapped.Refused.of(Reason.PAC_MISSING, null);
    for (int i = 0; i < 10; i++) {
      refused(site.request().token(), Reason.PAC_MISSING);
    }
    assertThat(site.asked).isEmpty();
    site.mapper = new TestSite.ByName()::map;
    accepted(site.request().token());
  }

  private void directory(AccountDirectory directory) {
    site.replayCacheSize = 10_000;
    site.replayCacheShare = 1000;
    site.decides(
        new PacClientMapper(
            PrincipalMapping.of(List.of("full")),
            RoleMapping.NONE,
            new AccountRules(AccountLookups.fromMemory(directory), true),
            Set.of(REALM)));
  }

  @Test
  @DisplayName(
      "known-accounts-only: who is refused has a far smaller share, and is not asked about beyond")
  void refusedByDirectory() {
    directory(
        account ->
            account.startsWith("bob")
                ? new AccountDirectory.Good(new Identity(account, "users", Set.of()))
                : new AccountDirectory.Unknown());
    byte[] first = tokenOf("mallory");
    refused(first, Reason.UNKNOWN_ACCOUNT);
    refused(first, Reason.TOKEN_REPLAYED);
    for (int i = 1; i < 10; i++) {
      refused(tokenOf("mallory"), Reason.UNKNOWN_ACCOUNT);
    }
    for (int i = 0; i < 10; i++) {
      refused(tokenOf(i % 2 == 0 ? "mallory" : "MALLORY"), Reason.REPLAY_CACHE_SHARE_FULL);
    }
    assertThat(site.asked).hasSize(10);
    for (int i = 0; i < 100; i++) {
      accepted(tokenOf("bob"));
    }
  }

  @Test
  @DisplayName("while the directory is down no share gets smaller")
  void directoryDown() {
    boolean[] down = {true};
    directory(
        account -> {
          if (down[0]) {
            throw new AuthorityUnavailableException("down");
          }
          return new AccountDirectory.Good(new Identity(account, "users", Set.of()));
        });
    for (int i = 0; i < 100; i++) {
      Step.Refused refused = refused(tokenOf("bob"), Reason.AUTHORITY_UNAVAILABLE);
      assertThat(refused.status()).isEqualTo(SecurityStatus.SEC_E_NO_AUTHENTICATING_AUTHORITY);
    }
    down[0] = false;
    accepted(tokenOf("bob"));
  }
}
