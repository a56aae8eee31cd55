package dev.parley.negotiate.ntlm;

import dev.parley.authority.AccountNames;
import dev.parley.authority.AuthorityUnavailableException;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.NtlmQuestion;
import dev.parley.authority.NtlmTarget;
import dev.parley.authority.NtlmVerdict;
import dev.parley.negotiate.ntlm.calculation.Ntlmv1;
import dev.parley.sspi.Identity;
import dev.parley.sspi.Reason;
import dev.parley.sspi.SessionKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows passwords; for tests. */
public final class TestNtlmAuthority implements NtlmAuthority {
  /** How often it was asked. */
  public final AtomicInteger asked = new AtomicInteger();

  /** Whether it answers. */
  public volatile boolean available = true;

  /** What it does before it answers. */
  public volatile Runnable before = () -> {};

  /** The length of the session base key that it gives. */
  public volatile int keyLength = 16;

  /** The last question. */
  public volatile NtlmQuestion question;

  private final Map<String, String> passwords = new ConcurrentHashMap<>();
  private final NtlmTarget target;

  /** An authority that names the server so. */
  public TestNtlmAuthority(NtlmTarget target) {
    this.target = target;
  }

  /** Of a server in no domain. */
  public TestNtlmAuthority() {
    this(new NtlmTarget(false, "WEB", "WEB", "web.example.org", "", ""));
  }

  /** Adds an account. */
  public TestNtlmAuthority with(String account, String password) {
    passwords.put(AccountNames.upperCase(account), password);
    return this;
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public NtlmTarget target() {
    return target;
  }

  @Override
  public boolean answersFromMemory() {
    return true;
  }

  @Override
  public NtlmVerdict verify(NtlmQuestion asking) throws AuthorityUnavailableException {
    asked.incrementAndGet();
    question = asking;
    before.run();
    if (!available) {
      throw new AuthorityUnavailableException("down");
    }
    String password = passwords.get(AccountNames.upperCase(asking.account()));
    SessionKey hash = SessionKey.copyOf(Ntlmv1.ntHash(password == null ? "\u0000" : password));
    SessionKey base = asking.answeredBy(hash);
    if (password == null) {
      return new NtlmVerdict.Refused(Reason.UNKNOWN_ACCOUNT);
    }
    if (base == null) {
      return new NtlmVerdict.Refused(Reason.WRONG_RESPONSE);
    }
    return new NtlmVerdict.Accepted(
        new Identity(asking.account(), name(), Set.of("staff")),
        keyLength == 16 ? base : SessionKey.copyOf(new byte[keyLength]),
        Set.of("S-1-5-32-545"));
  }
}
