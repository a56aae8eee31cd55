package dev.parley.doctor.net;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.doctor.digest.DigestOffer;
import dev.parley.doctor.digest.DigestProbe;
import dev.parley.http.MalformedTokenException;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Fuzzing: the head of a response is an answer or the one checked exception")
class HttpAnswerFuzzTest {

  @FuzzTest(maxDuration = "10s")
  @DisplayName("status, fields, challenges and their tokens")
  void head(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    look(text);
    look("HTTP/1.1 401 x\nWWW-Authenticate: " + text);
  }

  private static void look(String head) {
    try {
      HttpAnswer answer = HttpAnswer.parse(head);
      if (answer.status() < 0 || answer.status() > 999) {
        throw new AssertionError("no status");
      }
      answer.closes();
      Challenges challenges = answer.challenges();
      challenges.schemes().forEach(challenges::token);
      for (DigestOffer offer : DigestOffer.of(challenges)) {
        if (offer.missing().isEmpty() && offer.algorithm().isPresent()) {
          DigestProbe.of(offer, "/");
        }
      }
    } catch (MalformedTokenException e) {
      return;
    }
  }
}
