package dev.parley.it.negotiate;

import dev.parley.it.support.Digest;
import dev.parley.it.support.JdkHttp;
import dev.parley.it.support.Ntlm;
import dev.parley.it.support.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Users who share one connection of HTTP/2 with others. For one thread. */
final class MixedStream {
  private final JdkHttp http;
  private final String url;
  private final MixedRun run;
  private final MixedUsers users;
  private final Random random;
  private final Map<String, Digest> digests = new HashMap<>();

  MixedStream(JdkHttp http, int port, MixedRun run, Random random) {
    this.http = http;
    this.url = "https://localhost:" + port + NegotiateTest.PATH;
    this.run = run;
    this.users = run.users();
    this.random = random;
  }

  /** One request of any kind. */
  void step() throws Exception {
    String user = users.any(random);
    switch (random.nextInt(5)) {
      case 0 -> send("no credentials", null);
      case 1 -> send("Digest", user, digestOf(user).answer("GET", NegotiateTest.PATH));
      case 2 -> {
        Digest digest = users.wrongDigest(http.get(url), user);
        send("Digest, wrong password", null, digest.answer("GET", NegotiateTest.PATH));
      }
      case 3 -> send("Kerberos", NegotiateTest.mitName(user), users.ticket(user));
      default -> send("NTLM", null, Ntlm.header("Negotiate", users.ntlm(user).negotiate()));
    }
  }

  private void send(String kind, @Nullable String expected, String... headers) throws Exception {
    run.judge("HTTP/2, " + kind, expected, http.get(url, headers));
  }

  private Digest digestOf(String user) throws Exception {
    Digest digest = digests.get(user);
    if (digest == null) {
      Reply challenge = http.get(url);
      digest = users.digest(challenge, user);
      digests.put(user, digest);
    }
    return digest;
  }
}
