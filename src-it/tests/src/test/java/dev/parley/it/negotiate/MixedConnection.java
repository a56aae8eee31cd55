package dev.parley.it.negotiate;

import dev.parley.it.support.Digest;
import dev.parley.it.support.Ntlm;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One connection of HTTP/1.1 on which users come and go, honest and not. It knows at any time whose
 * the connection is. For one thread.
 */
final class MixedConnection implements AutoCloseable {
  private static final String PATH = NegotiateTest.PATH;

  private final int port;
  private final MixedRun run;
  private final MixedUsers users;
  private final Random random;
  private final Map<String, Digest> digests = new HashMap<>();
  private RawHttp http;

  /** Whom NTLM has logged the connection on as. */
  private @Nullable String kept;

  MixedConnection(int port, MixedRun run, Random random) throws IOException {
    this.port = port;
    this.run = run;
    this.users = run.users();
    this.random = random;
    this.http = new RawHttp(port);
  }

  /** One request or a few, of any kind. */
  void step() throws Exception {
    String user = users.any(random);
    switch (random.nextInt(14)) {
      case 0, 1 -> judge("no credentials", kept, request());
      case 2 -> digest(user);
      case 3 -> wrongDigest(user);
      case 4 -> anothersDigest(user);
      case 5 -> ntlm(user);
      case 6 -> wrongNtlm(user);
      case 7 -> ntlmBetween(user);
      case 8 -> strayNtlm(user);
      case 9 -> abortedNtlm(user);
      case 10 -> ticket(user);
      case 11 -> wrongTicket(user);
      case 12 -> pipelined(user);
      default -> cutOff(user);
    }
  }

  private void judge(String kind, @Nullable String expected, Reply reply) {
    run.judge(kind, expected, reply);
  }

  private Reply request(String... headers) throws IOException {
    return http.request("GET", PATH, headers);
  }

  /** A request whose credentials end what the connection stood for. */
  private Reply withCredentials(String header) throws IOException {
    kept = null;
    return request(header);
  }

  private void reconnect() throws IOException {
    http.close();
    http = new RawHttp(port);
    kept = null;
  }

  /** The user's Digest client, whose challenge came on another connection. */
  private Digest digestOf(String user) throws IOException {
    Digest digest = digests.get(user);
    if (digest == null) {
      digest = users.digest(challenge(), user);
      digests.put(user, digest);
    }
    return digest;
  }

  private Reply challenge() throws IOException {
    try (RawHttp other = new RawHttp(port)) {
      return other.request("GET", PATH);
    }
  }

  private void digest(String user) throws IOException {
    judge("Digest", user, withCredentials(digestOf(user).answer("GET", PATH)));
  }

  private void wrongDigest(String user) throws IOException {
    Digest digest = users.wrongDigest(challenge(), user);
    judge("Digest, wrong password", null, withCredentials(digest.answer("GET", PATH)));
  }

  /** The answer of one user, with a context of the user's own, under the name of another. */
  private void anothersDigest(String user) throws IOException {
    String other = users.any(random);
    if (other.equals(user)) {
      return;
    }
    String answer =
        digestOf(user)
            .answer(
                "GET",
                PATH,
                directives -> {
                  directives.put("username", other);
                  return directives;
                });
    judge("Digest, another's name", null, withCredentials(answer));
  }

  private String scheme() {
    return random.nextBoolean() ? "NTLM" : "Negotiate";
  }

  private byte[] firstLeg(Ntlm ntlm, String scheme) throws IOException {
    Reply reply = withCredentials(Ntlm.header(scheme, ntlm.negotiate()));
    if (reply.status() == 200) {
      run.wrong("NTLM, first message: 200 as " + reply.user());
    }
    return Ntlm.token(reply, scheme);
  }

  private void ntlm(String user) throws Exception {
    Ntlm ntlm = users.ntlm(user);
    String scheme = scheme();
    byte[] last = ntlm.authenticate(firstLeg(ntlm, scheme));
    judge("NTLM", user, withCredentials(Ntlm.header(scheme, last)));
    kept = user;
    for (int i = random.nextInt(4); i > 0; i--) {
      judge("NTLM, kept", user, request());
    }
  }

  private void wrongNtlm(String user) throws Exception {
    Ntlm ntlm = Site.wrongNtlm(user);
    String scheme = scheme();
    byte[] last = ntlm.authenticate(firstLeg(ntlm, scheme));
    judge("NTLM, wrong password", null, withCredentials(Ntlm.header(scheme, last)));
  }

  /** Another user's Digest between the two messages of NTLM. */
  private void ntlmBetween(String user) throws Exception {
    Ntlm ntlm = users.ntlm(user);
    String scheme = scheme();
    byte[] last = ntlm.authenticate(firstLeg(ntlm, scheme));
    digest(users.any(random));
    Reply reply = withCredentials(Ntlm.header(scheme, last));
    judge("NTLM, after another's Digest", reply.status() == 200 ? user : null, reply);
    kept = reply.status() == 200 ? user : null;
  }

  /** The answer to a CHALLENGE that another connection was given. */
  private void strayNtlm(String user) throws Exception {
    Ntlm ntlm = users.ntlm(user);
    String scheme = scheme();
    byte[] stray = run.exchange(firstLeg(ntlm, scheme));
    if (stray != null) {
      byte[] last = ntlm.authenticate(stray);
      judge("NTLM, another's challenge", null, withCredentials(Ntlm.header(scheme, last)));
    }
  }

  /** The client goes after the first message, or forgets that it sent it. */
  private void abortedNtlm(String user) throws IOException {
    firstLeg(users.ntlm(user), scheme());
    if (random.nextBoolean()) {
      reconnect();
    }
    judge("NTLM, aborted", null, request());
  }

  private void ticket(String user) throws Exception {
    String header = users.ticket(user);
    judge("Kerberos", NegotiateTest.mitName(user), withCredentials(header));
    run.leaveTicket(header);
  }

  /** A token that came before, or one that was changed on the way. */
  private void wrongTicket(String user) throws Exception {
    String used = run.usedTicket();
    if (used != null && random.nextBoolean()) {
      judge("Kerberos, replayed", null, withCredentials(used));
    } else {
      StringBuilder header = new StringBuilder(users.ticket(user));
      int place = header.length() - 40 - random.nextInt(200);
      header.setCharAt(place, header.charAt(place) == 'A' ? 'B' : 'A');
      judge("Kerberos, changed", null, withCredentials(header.toString()));
    }
  }

  /** Four requests before the first answer: nobody, two users, nobody. */
  private void pipelined(String user) throws Exception {
    String second = users.any(random);
    for (List<String> headers :
        List.of(
            List.<String>of(),
            List.of(digestOf(user).answer("GET", PATH)),
            List.of(users.ticket(second)),
            List.<String>of())) {
      http.send(http.head("GET", PATH, headers));
    }
    judge("pipelined, before", kept, http.read(false));
    judge("pipelined, Digest", user, http.read(false));
    judge("pipelined, Kerberos", NegotiateTest.mitName(second), http.read(false));
    judge("pipelined, after", null, http.read(false));
    kept = null;
  }

  /** The client goes in the midst of what it sends. */
  private void cutOff(String user) throws Exception {
    String credentials =
        random.nextBoolean() ? digestOf(user).answer("POST", PATH) : users.ticket(user);
    http.send(http.head("POST", PATH, List.of(credentials, "Content-Length: 1000")));
    http.send(new byte[10]);
    reconnect();
    judge("cut off", null, request());
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
