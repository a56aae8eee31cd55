package dev.parley.engine;

import dev.parley.engine.Outcome.Abstained;
import dev.parley.engine.Outcome.Authenticated;
import dev.parley.engine.Outcome.Challenged;
import dev.parley.engine.Outcome.Forbidden;
import dev.parley.engine.Outcome.Malformed;
import dev.parley.engine.Outcome.Rejected;
import dev.parley.engine.Outcome.TooLarge;
import dev.parley.engine.Outcome.Unavailable;
import dev.parley.http.HeaderField;
import dev.parley.sspi.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An outcome in HTTP: the one place where the two meet.
 *
 * @param status the status code
 * @param fields to be added to the response
 * @param text a short body for people; tells nothing of what the client sent
 */
public record Answer(int status, List<HeaderField> fields, String text) {
  // A refusal belongs to one request: nobody stores it (RFC 9111 section 5.2.2.5).
  private static final HeaderField NO_STORE = new HeaderField("Cache-Control", "no-store");

  /** The answer to an outcome; null when the application answers. */
  public static @Nullable Answer to(Outcome outcome) {
    if (outcome instanceof Abstained || outcome instanceof Authenticated) {
      return null;
    }
    if (outcome instanceof Challenged challenged) {
      return refusal(401, challenged.challenges(), "Unauthorized: please log on.");
    }
    if (outcome instanceof Rejected rejected) {
      return refusal(401, rejected.challenges(), "Unauthorized: please log on.");
    }
    if (outcome instanceof Forbidden forbidden) {
      return refusal(403, forbidden.fields(), "Forbidden: your account may not do this.");
    }
    if (outcome instanceof Malformed malformed) {
      return refusal(400, List.of(), malformed(malformed.reason()));
    }
    if (outcome instanceof TooLarge) {
      return refusal(413, List.of(), "Content Too Large: the request body is too long to verify.");
    }
    if (outcome instanceof Unavailable unavailable) {
      long seconds = Math.max(1, unavailable.retryAfter().plusMillis(999).toSeconds());
      return refusal(
          503,
          List.of(new HeaderField("Retry-After", Long.toString(seconds))),
          "Service Unavailable: the logon can not be verified now. Please try again.");
    }
    throw new IllegalStateException(outcome.getClass().getName());
  }

  /** Whether the client may send the same request once more and be let in. */
  public boolean asksAgain() {
    return status == 401 || status == 413 || status == 503;
  }

  private static String malformed(Reason reason) {
    return switch (reason) {
      case ENTITY_UNREADABLE -> "Bad Request: the request body cannot be read.";
      case AMBIGUOUS_PATH -> "Bad Request: the path has dot segments or control characters.";
      default -> "Bad Request: the Authorization header is malformed.";
    };
  }

  private static Answer refusal(int status, List<HeaderField> fields, String text) {
    List<HeaderField> all = new ArrayList<>(fields.size() + 1);
    all.addAll(fields);
    all.add(NO_STORE);
    return new Answer(status, all, status + " " + text + "\n");
  }
}
