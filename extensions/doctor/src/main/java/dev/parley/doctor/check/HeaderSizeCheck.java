package dev.parley.doctor.check;

import dev.parley.doctor.check.Facts.First;
import dev.parley.doctor.check.Finding.Fail;
import dev.parley.doctor.check.Finding.Ok;
import dev.parley.doctor.check.Finding.Skipped;
import dev.parley.doctor.check.Finding.Warn;
import dev.parley.doctor.net.HttpConnection;
import dev.parley.doctor.net.Page;
import dev.parley.http.HeaderField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Whether the Authorization field may be as long as the tickets of users in many groups make it:
 * containers and proxies stop at 8 KiB unless they are told otherwise; Windows goes up to 64 KiB.
 */
final class HeaderSizeCheck implements Check {
  /** What nobody refuses, for comparison. */
  private static final int SMALL = 2048;

  private static final int MANY_GROUPS = 16 << 10;
  private static final int MOST_GROUPS = 48 << 10;
  private static final int[] SIZES = {SMALL, MANY_GROUPS, MOST_GROUPS};
  private static final String OTHER = "X-Parley-Doctor";

  @Override
  public String name() {
    return "header-size";
  }

  @Override
  public List<Finding> look(Facts facts) {
    First first = facts.first().orNull();
    Page page = facts.page().orNull();
    if (first == null || page == null) {
      return List.of(new Skipped(facts.first().why()));
    }
    int usual = first.answer().status();
    List<Finding> findings = new ArrayList<>();
    // Under another name only the container and the proxies look at its length.
    int container = longest(page, usual, size -> new HeaderField(OTHER, "A".repeat(size)));
    if (container < MOST_GROUPS) {
      findings.add(ofContainer(container));
    }
    if (usual == 401 && first.answer().challenges().has("negotiate")) {
      int filter = longest(page, usual, HeaderSizeCheck::token);
      if (filter >= SMALL && filter < container) {
        findings.add(ofFilter(filter));
      }
    }
    return findings.isEmpty()
        ? List.of(new Ok("Authorization may have " + (MOST_GROUPS >> 10) + " KiB"))
        : findings;
  }

  private static HeaderField token(int size) {
    return new HeaderField("Authorization", "Negotiate " + LongToken.ofLength(size));
  }

  /** The longest of the sizes that the server answers as usual; 0 for none. */
  private static int longest(Page page, int usual, IntFunction<HeaderField> field) {
    int longest = 0;
    for (int size : SIZES) {
      try (HttpConnection connection = HttpConnection.open(page)) {
        if (connection.get(field.apply(size)).status() != usual) {
          return longest;
        }
        longest = size;
      } catch (IOException e) {
        // Many servers just close: the same refusal.
        return longest;
      }
    }
    return longest;
  }

  private static Finding ofContainer(int longest) {
    String text =
        "a header field of " + next(longest) + " KiB is refused before the filter sees it";
    String mend =
        "raise maxHttpRequestHeaderSize (Tomcat), requestHeaderSize (Jetty), MAX_HEADER_SIZE"
            + " (Undertow), large_client_header_buffers (nginx), LimitRequestFieldSize (Apache) to 64 KiB";
    return longest == 0
        ? new Fail(text, mend)
        : new Warn(text + ": users in many groups may not get in", mend);
  }

  private static Finding ofFilter(int longest) {
    return new Warn(
        "the filter takes no token of "
            + next(longest)
            + " KiB: users in many groups may not get in",
        "raise negotiate.token-limit and credentials-limit");
  }

  private static int next(int longest) {
    return (longest == 0 ? SMALL : longest == SMALL ? MANY_GROUPS : MOST_GROUPS) >> 10;
  }
}
