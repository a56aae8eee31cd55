package dev.parley.it.client;

import java.util.List;
import java.util.Optional;

/** A real client that can make authenticated GET requests. */
public interface Client {
  /** The password of every account of the tests. */
  String PASSWORD = "Circle-of-Life";

  /** Its name in the table. */
  String name();

  /** Its version, or empty when this machine does not have it. */
  Optional<String> version();

  /** The account it uses, one of its own, so that nothing kept for another client helps it. */
  default String user() {
    return "user-" + name().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /**
   * Requests the URLs in order, or, for browsers, a page that makes them load many things.
   *
   * @throws AssertionError when the client says that a request failed
   */
  void get(List<String> urls) throws Exception;

  /** Whether it loads {@code /protected/start} in place of single URLs. */
  default boolean loadsPages() {
    return false;
  }

  /** All clients of the table. */
  static List<Client> all() {
    return List.of(
        new CurlClient(false),
        new CurlClient(true),
        new WgetClient(),
        new ScriptClient("Python requests", "requests_client.py", "import requests"),
        new ScriptClient("Python urllib", "urllib_client.py", "import urllib.request"),
        new W3mClient(),
        new JdkClient("JDK HttpURLConnection 17", 17, 18),
        new JdkClient("JDK HttpURLConnection 19+", 19, Integer.MAX_VALUE),
        new HttpClient4Client(),
        new HttpClient5Client(),
        new JettyClient(),
        new RestAssuredClient(),
        new ChromiumClient(),
        new FirefoxClient());
  }
}
