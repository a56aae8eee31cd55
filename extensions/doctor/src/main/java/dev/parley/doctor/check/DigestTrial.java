package dev.parley.doctor.check;

import dev.parley.authority.DigestAlgorithm;
import dev.parley.authority.file.StoredKey;
import dev.parley.doctor.check.Question.Account;
import dev.parley.doctor.digest.DigestAnswer;
import dev.parley.doctor.digest.DigestAnswer.Proof;
import dev.parley.doctor.digest.DigestAnswer.Turn;
import dev.parley.doctor.digest.DigestOffer;
import dev.parley.doctor.net.HttpAnswer;
import dev.parley.doctor.net.HttpConnection;
import dev.parley.doctor.net.Page;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A logon with one algorithm, as a client does it: a challenge, an answer, and a second request
 * with the same nonce.
 *
 * @param page what to ask for
 * @param userAgent whose challenges to answer; null for a client without
 * @param uri the uri directive
 * @param account who logs on
 */
record DigestTrial(Page page, @Nullable String userAgent, String uri, Account account) {
  /** A nonce that was made before a restart is renewed once. */
  private static final int MOST_CHALLENGES = 2;

  /**
   * What came of it.
   *
   * @param status of the answered request
   * @param stale whether the server says that only the nonce was wrong
   * @param proof what the server says of itself
   * @param second the status of the second request; 0 when there was none
   */
  record Result(int status, boolean stale, Proof proof, int second) {}

  /** Empty when the algorithm is not offered this time. */
  Optional<Result> run(DigestAlgorithm algorithm) throws IOException {
    try (HttpConnection first = HttpConnection.open(page)) {
      HttpAnswer asked = first.get(page.target(), userAgent);
      Optional<DigestOffer> offer = offer(asked, algorithm);
      if (offer.isEmpty()) {
        return Optional.empty();
      }
      StoredKey key =
          StoredKey.derive(
              account.name(), offer.get().parameter("realm"), algorithm.base(), account.password());
      try {
        return Optional.of(run(offer.get(), key, first));
      } finally {
        key.key().destroy();
      }
    }
  }

  private static Optional<DigestOffer> offer(HttpAnswer answer, DigestAlgorithm algorithm) {
    List<DigestOffer> offers = DigestOffer.of(answer.challenges());
    return offers.stream()
        .filter(each -> each.algorithm().filter(algorithm::equals).isPresent())
        .filter(each -> each.missing().isEmpty())
        .findFirst();
  }

  private Result run(DigestOffer offered, StoredKey key, HttpConnection first) throws IOException {
    DigestOffer offer = offered;
    for (int challenges = 1; ; challenges++) {
      String cnonce = cnonce();
      Turn turn = new Turn(uri, offer.parameter("nonce"), 1, cnonce);
      Spoken spoken = speak(offer, key, turn, first);
      Optional<DigestOffer> again = offer(spoken.answer(), offer.algorithm().orElseThrow());
      boolean stale = spoken.answer().status() == 401 && again.isPresent() && again.get().stale();
      if (stale && challenges < MOST_CHALLENGES) {
        offer = again.get();
        continue;
      }
      int second = spoken.answer().status() == 401 ? 0 : second(offer, key, turn, spoken, first);
      return new Result(spoken.answer().status(), stale, spoken.proof(), second);
    }
  }

  /** A request with the next count, or with the next nonce that the server gave. */
  private int second(
      DigestOffer offer, StoredKey key, Turn turn, Spoken before, HttpConnection first)
      throws IOException {
    String next = DigestAnswer.nextNonce(info(before.answer()));
    Turn further =
        next.isEmpty()
            ? new Turn(uri, turn.nonce(), turn.count() + 1, turn.cnonce())
            : new Turn(uri, next, 1, turn.cnonce());
    return speak(offer, key, further, first).answer().status();
  }

  private record Spoken(HttpAnswer answer, Proof proof) {}

  /** On the first connection as long as it is open, else on one of its own. */
  private Spoken speak(DigestOffer offer, StoredKey key, Turn turn, HttpConnection first)
      throws IOException {
    try (DigestAnswer mine = new DigestAnswer(offer, account.name(), key.key(), turn)) {
      if (first.isOpen()) {
        return speak(mine, first);
      }
      try (HttpConnection other = HttpConnection.open(page)) {
        return speak(mine, other);
      }
    }
  }

  private Spoken speak(DigestAnswer mine, HttpConnection connection) throws IOException {
    HttpAnswer answer = connection.get(page.target(), userAgent, mine.field());
    return new Spoken(answer, mine.proof(info(answer), connection.entity()));
  }

  private static String info(HttpAnswer answer) {
    return answer.value("Authentication-Info").orElse("");
  }

  private static String cnonce() {
    byte[] octets = new byte[16];
    new SecureRandom().nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }
}
