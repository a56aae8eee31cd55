package dev.parley.it.negotiate;

import dev.parley.it.support.Digest;
import dev.parley.it.support.Ntlm;
import dev.parley.it.support.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The users of {@link MixedClientsIT} and what they log on with. For any thread. */
final class MixedUsers {
  private static final int USERS = 12;

  /** No password's: the servers and the clients have the hash. */
  private final Map<String, String> ntHashes = new TreeMap<>();

  private final Map<String, JgssClient> tickets = new TreeMap<>();
  private final List<String> names;

  /** Adds the users to MIT's realm. */
  MixedUsers(Random random) throws Exception {
    for (int i = 0; i < USERS; i++) {
      String hash = String.format("%016x%016x", random.nextLong(), random.nextLong());
      ntHashes.put("mixed" + i, hash);
    }
    names = List.copyOf(ntHashes.keySet());
    Realms.mit()
        .admin(
            names.stream()
                .map(each -> "addprinc -pw " + Realms.password(each) + " " + each)
                .toArray(String[]::new));
    for (String name : names) {
      JgssClient client = Realms.mitClient(name);
      client.spnego(NegotiateTest.SERVICE); // gets the ticket that all further tokens use
      tickets.put(name, client);
    }
  }

  /** Writes the users file where {@link Site#of} looks for it. */
  void write(Path folder) throws Exception {
    Site.writeUsers(folder.resolve("users.json"), ntHashes);
  }

  /** Any of the users. */
  String any(Random random) {
    return names.get(random.nextInt(names.size()));
  }

  /** A client of Digest with the user's own password. */
  Digest digest(Reply challenge, String user) {
    return Digest.answering(challenge, user, Realms.password(user));
  }

  /** A client of Digest with a wrong password. */
  Digest wrongDigest(Reply challenge, String user) {
    return Digest.answering(challenge, user, "not " + Realms.password(user));
  }

  /** A handshake with the user's own key. */
  Ntlm ntlm(String user) {
    return new Ntlm(user, ntHashes.get(user));
  }

  /** The header line of a fresh token of a user. */
  String ticket(String user) throws Exception {
    return tickets.get(user).spnego(NegotiateTest.SERVICE).header();
  }
}
