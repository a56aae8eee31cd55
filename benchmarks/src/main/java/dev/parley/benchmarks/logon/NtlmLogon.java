package dev.parley.benchmarks.logon;

import dev.parley.benchmarks.Fixture;
import dev.parley.benchmarks.load.Logon;
import dev.parley.benchmarks.negotiate.NtlmMessages;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two requests with messages of NTLM; the second answers the challenge. */
final class NtlmLogon implements Logon {
  private static final byte[] NT_HASH = NtlmMessages.ntHash(Fixture.PASSWORD);

  private final TokenRequests requests;
  private boolean answered;

  NtlmLogon(TokenRequests requests) {
    this.requests = requests;
  }

  @Override
  public byte[] first() {
    return requests.with(NtlmMessages.negotiate());
  }

  @Override
  public byte @Nullable [] next(String head) {
    String field = "www-authenticate: " + requests.scheme().toLowerCase(Locale.ROOT) + " ";
    Optional<String> challenge =
        head.lines()
            .filter(line -> line.regionMatches(true, 0, field, 0, field.length()))
            .map(line -> line.substring(field.length()).trim())
            .findFirst();
    if (answered || challenge.isEmpty()) {
      return null;
    }
    answered = true;
    byte[] message = Base64.getDecoder().decode(challenge.get());
    return requests.with(NtlmMessages.authenticate(Fixture.USER, NT_HASH, message));
  }
}
