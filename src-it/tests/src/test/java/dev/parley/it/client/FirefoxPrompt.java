package dev.parley.it.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Headless Firefox whose prompts are answered, by WebDriver BiDi: for a password, as for NTLM it
 * does not look at the user in the address, and for a certificate that it does not know.
 */
final class FirefoxPrompt implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (ws://\\S+)");
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final Pattern CONTEXT = Pattern.compile("\"context\":\"([^\"]+)\"");
  private static final Pattern REQUEST = Pattern.compile("\"request\":\"([^\"]+)\"");
  private static final long SECONDS = 60;

  private final Process process;
  private final Login login;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicInteger prompts = new AtomicInteger();
  private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  FirefoxPrompt(Path profile, Login login, Map<String, String> environment) throws Exception {
    this.login = login;
    ProcessBuilder builder =
        new ProcessBuilder(
            FirefoxClient.FIREFOX.orElseThrow().toString(),
            "--headless",
            "--no-remote",
            "--remote-debugging-port=0",
            "--profile",
            profile.toString());
    builder.environment().putAll(environment);
    process = builder.redirectErrorStream(true).start();
    String address = address();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address + "/session"), new Listener())
            .get(SECONDS, TimeUnit.SECONDS);
    call("session.new", "{\"capabilities\":{\"alwaysMatch\":{\"acceptInsecureCerts\":true}}}");
    call("session.subscribe", "{\"events\":[\"network.authRequired\"]}");
    call("network.addIntercept", "{\"phases\":[\"authRequired\"]}");
  }

  private String address() throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher matcher = LISTENING.matcher(line);
      if (matcher.find()) {
        Thread rest = new Thread(() -> drain(lines), "firefox output");
        rest.setDaemon(true);
        rest.start();
        return matcher.group(1);
      }
    }
    throw new IOException("Firefox ended");
  }

  private static void drain(BufferedReader lines) {
    try {
      lines.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      return; // it was closed
    }
  }

  /** Loads a page with all its parts. */
  void load(String url) throws Exception {
    call(
        "browsingContext.navigate",
        "{\"context\":\"" + window() + "\",\"url\":\"" + url + "\",\"wait\":\"complete\"}");
  }

  private String window() throws Exception {
    Matcher tree = CONTEXT.matcher(call("browsingContext.getTree", "{}"));
    if (!tree.find()) {
      throw new IOException("Firefox has no window");
    }
    return tree.group(1);
  }

  /** Runs a script in the page; what comes back is JSON, with the value in it. */
  String run(String script) throws Exception {
    return call(
        "script.evaluate",
        "{\"expression\":\""
            + script.replace("\\", "\\\\").replace("\"", "\\\"")
            + "\",\"target\":{\"context\":\""
            + window()
            + "\"},\"awaitPromise\":false}");
  }

  /** How often the user was asked. */
  int prompts() {
    return prompts.get();
  }

  private String call(String method, String parameters) throws Exception {
    int id = ids.incrementAndGet();
    CompletableFuture<String> answer = new CompletableFuture<>();
    answers.put(id, answer);
    send(id, method, parameters);
    String text = answer.get(SECONDS, TimeUnit.SECONDS);
    if (text.contains("\"type\":\"error\"")) {
      throw new IOException(text);
    }
    return text;
  }

  private synchronized void send(int id, String method, String parameters) {
    String text = "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}";
    socket.sendText(text, true).join();
  }

  private void take(String text) {
    if (text.contains("\"method\":\"network.authRequired\"")) {
      Matcher request = REQUEST.matcher(text);
      if (request.find()) {
        // not on the thread that delivers messages
        CompletableFuture.runAsync(() -> answer(request.group(1)));
      }
      return;
    }
    Matcher id = ID.matcher(text);
    if (id.find()) {
      CompletableFuture<String> answer = answers.remove(Integer.parseInt(id.group(1)));
      if (answer != null) {
        answer.complete(text);
      }
    }
  }

  /** As a user does: with the password the first time, with none when it was wrong. */
  private void answer(String request) {
    prompts.incrementAndGet();
    String credentials =
        asked.add(request)
            ? "\"provideCredentials\",\"credentials\":{\"type\":\"password\",\"username\":\""
                + login.user()
                + "\",\"password\":\""
                + login.password()
                + "\"}"
            : "\"cancel\"";
    send(
        ids.incrementAndGet(),
        "network.continueWithAuth",
        "{\"request\":\"" + request + "\",\"action\":" + credentials + "}");
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      parts.append(text);
      if (last) {
        take(parts.toString());
        parts.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
