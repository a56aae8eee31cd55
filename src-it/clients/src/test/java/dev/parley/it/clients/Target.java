package dev.parley.it.clients;

import java.util.HashMap;
import java.util.Map;

/**
 * Where a client is sent, and as whom.
 *
 * @param origin host and port
 * @param folder the path that the client's requests are below
 * @param environment what its process finds in its environment besides
 */
record Target(
    String origin, String folder, String user, String password, Map<String, String> environment) {
  Target {
    environment = Map.copyOf(environment);
  }

  /** The base of the URLs. */
  String base() {
    return "http://" + origin + folder;
  }

  /** The whole environment. */
  Map<String, String> words() {
    Map<String, String> words = new HashMap<>(environment);
    words.put("ORIGIN", "http://" + origin);
    words.put("FOLDER", folder);
    words.put("WITH_USER", "http://" + user + ":" + password + "@" + origin + folder);
    return words;
  }
}
