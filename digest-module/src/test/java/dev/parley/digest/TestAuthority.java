package dev.parley.digest;

import dev.parley.authority.AccountListener;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.DigestQuestion;
import dev.parley.authority.DigestVerdict;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows a few passwords and counts its calls. */
public final class TestAuthority implements DigestAuthority {
  public final Map<String, String> passwords =
      new ConcurrentHashMap<>(Map.of("alice", "secret", "bob", "builder"));

  /** As whom it knows accounts that are written otherwise. */
  public final Map<String, String> identities = new ConcurrentHashMap<>();

  public final AtomicInteger calls = new AtomicInteger();
  public final AtomicInteger lookUps = new AtomicInteger();
  public volatile boolean down;
  public volatile boolean sessionKeysOnly;
  public volatile Duration keyLifetime = DigestVerdict.Accepted.UNBOUNDED;
  public volatile Runnable before = () -> {};
  public volatile Runnable beforeLookUp = () -> {};
  public volatile Runnable after = () -> {};
  public final List<AccountListener> listeners = new CopyOnWriteArrayList<>();

  @Override
  public String name() {
    return "test";
  }

  @Override
  public void addListener(AccountListener listener) {
    listeners.add(listener);
  }

  @Override
  public DigestVerdict verify(DigestQuestion question) throws AuthorityUnavailableException {
    DigestVerdict verdict = answer(question);
    after.run();
    return verdict;
  }

  private DigestVerdict answer(DigestQuestion question) throws AuthorityUnavailableException {
    calls.incrementAndGet();
    before.run();
    if (down) {
      throw new AuthorityUnavailableException("down for the test");
    }
    String password = passwords.get(question.account());
    SessionKey key = key(question, password == null ? "?" : password);
    if (!question.isAnsweredBy(key) || password == null) {
      return new DigestVerdict.Refused(
          password == null ? Reason.UNKNOWN_ACCOUNT : Reason.WRONG_RESPONSE);
    }
    Identity identity =
        new Identity(
            identities.getOrDefault(question.account(), question.account()),
            "test",
            Set.of("user"));
    if (sessionKeysOnly) {
      String token = question.algorithm().token();
      String inner =
          TestClient.h(token, question.account() + ":" + question.realm() + ":" + password);
      String a1 =
          TestClient.h(
              token, inner + ":" + question.inputs().nonce() + ":" + question.inputs().cnonce());
      return new DigestVerdict.Accepted(
          identity, SessionKey.ofHex(a1), DigestVerdict.KeyScope.SESSION, keyLifetime);
    }
    return new DigestVerdict.Accepted(identity, key, DigestVerdict.KeyScope.ACCOUNT, keyLifetime);
  }

  private static SessionKey key(DigestQuestion question, String password) {
    String token = question.algorithm().base().token();
    return SessionKey.ofHex(
        TestClient.h(token, question.account() + ":" + question.realm() + ":" + password));
  }

  @Override
  public Optional<String> resolveUserhash(
      String userhash, String realm, DigestAlgorithm algorithm) {
    lookUps.incrementAndGet();
    beforeLookUp.run();
    return passwords.keySet().stream()
        .filter(user -> TestClient.h(algorithm.base().token(), user + ":" + realm).equals(userhash))
        .findFirst();
  }
}
