package dev.parley.engine;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The paths that software behind the filter may read out of a request. Servlets see the container's
 * path; frameworks take the request URI and decode, strip and normalise it by themselves, each in
 * its own order. So all of these steps are done in every order. Immutable.
 *
 * @param plainer for each path, the container's first, the one that says the same without
 *     parameters, empty segments and escapes, or itself; within the web application, each with a
 *     slash at its start
 * @param guesses further ones, which careless code makes: cut at a mark, without blanks at the ends
 *     of segments, with a plus sign for a blank; they count only where a rule names them
 * @param ambiguous whether the readings differ in a way that no honest client needs: a dot segment
 *     in any spelling, a control character, a broken or overlong escape
 * @param complete false when there are more readings than are looked at, so that no rule can be
 *     said to hold
 */
record PathReadings(
    Map<String, String> plainer, Set<String> guesses, boolean ambiguous, boolean complete) {
  /** A framework may cut a suffix off at each dot of a segment. */
  static final int MOST_DOTS = 64;

  private static final int MOST = 256;
  // The work grows with the length of all readings, which a client could make as long as it likes.
  private static final int ROOM = 1 << 15;
  private static final int TIMES = 8;
  // Containers and frameworks decode once, a proxy in front perhaps once more.
  private static final int DECODINGS = 2;

  /** A text and how often it was decoded. */
  private record Reading(String text, int decodings) {}

  static PathReadings of(RequestTarget target) {
    if (target.isPlain()) {
      return new PathReadings(Map.of(target.path(), target.path()), Set.of(), false, true);
    }
    int room = ROOM + TIMES * Math.max(target.uri().length(), target.path().length());
    Collector all = new Collector(false, target.charset(), room);
    all.add(target.path(), 1);
    String context = target.contextPath();
    if (target.uri().startsWith(context)) {
      all.add(target.uri().substring(context.length()), 0);
    }
    all.run();
    boolean ambiguous = all.ambiguous || EscapeForm.isBroken(target.uri());
    boolean complete = all.complete;
    Set<String> paths = all.texts();
    if (!context.isEmpty()) {
      Collector whole = new Collector(false, target.charset(), room);
      whole.add(target.uri(), 0);
      whole.run();
      ambiguous |= whole.ambiguous;
      complete &= whole.complete;
      whole.texts().forEach(each -> addWithin(context, each, paths));
    }
    Collector careless = new Collector(true, target.charset(), 2 * room);
    paths.forEach(each -> careless.add(each, 1));
    careless.run();
    Set<String> guesses = careless.texts();
    guesses.removeAll(paths);
    Map<String, String> plainer = new LinkedHashMap<>();
    for (String each : paths) {
      String one = plainer(each);
      // What the container itself sees is meant as it stands, but for double slashes.
      boolean meant = each.equals(target.path()) && !each.contains("//");
      boolean asItStands = meant || !paths.contains(one);
      plainer.put(each, asItStands ? each : one);
    }
    return new PathReadings(plainer, guesses, ambiguous, complete && careless.complete);
  }

  Set<String> paths() {
    return plainer.keySet();
  }

  /** One step towards what honest clients mean by session ids, double slashes and escapes. */
  private static String plainer(String path) {
    if (path.contains("//")) {
      return withoutEmptySegments(path);
    }
    if (path.indexOf(';') >= 0) {
      return withoutParameters(path);
    }
    return EscapeForm.withoutNeedlessEscapes(path);
  }

  private static void addWithin(String context, String path, Set<String> to) {
    if (path.startsWith(context)) {
      String rest = path.substring(context.length());
      if (rest.isEmpty() || rest.startsWith("/")) {
        to.add(rest.isEmpty() ? "/" : rest);
      }
    }
  }

  /** Takes every step from every reading, until there is nothing new. */
  private static final class Collector {
    private final Set<Reading> found = new LinkedHashSet<>();
    private final Deque<Reading> open = new ArrayDeque<>();
    private final boolean careless;
    private final @Nullable Charset charset;
    private int room;
    private boolean ambiguous;
    private boolean complete = true;

    Collector(boolean careless, @Nullable Charset charset, int room) {
      this.room = room;
      this.careless = careless;
      this.charset = charset;
    }

    void add(String text, int decodings) {
      String rooted = text.startsWith("/") ? text : "/" + text;
      Reading reading = new Reading(rooted, decodings);
      if (found.contains(reading)) {
        return;
      }
      room -= rooted.length();
      if (found.size() >= MOST || room < 0 || hasManyDots(rooted)) {
        complete = false;
        return;
      }
      found.add(reading);
      ambiguous |= hasControl(rooted);
      open.add(reading);
    }

    void run() {
      for (Reading each = open.poll(); each != null; each = open.poll()) {
        String text = each.text();
        int decodings = each.decodings();
        if (text.indexOf('%') >= 0 && decodings < DECODINGS) {
          for (String decoded : EscapeForm.decode(text)) {
            add(decoded, decodings + 1);
          }
          if (charset != null) {
            add(EscapeForm.decode(text, charset), decodings + 1);
          }
        }
        if (text.indexOf(';') >= 0) {
          add(withoutParameters(text), decodings);
        }
        if (text.indexOf('\\') >= 0) {
          add(text.replace('\\', '/'), decodings);
        }
        if (text.contains("//")) {
          add(withoutEmptySegments(text), decodings);
        }
        if (text.contains("/.")) {
          String resolved = withoutDotSegments(text);
          ambiguous |= !resolved.equals(text);
          add(resolved, decodings);
        }
        if (careless) {
          CarelessPath.of(text).forEach(next -> add(next, decodings));
        }
      }
    }

    Set<String> texts() {
      Set<String> texts = new LinkedHashSet<>();
      found.forEach(each -> texts.add(each.text()));
      return texts;
    }
  }

  /** Whether a segment has more dots than are looked at. */
  static boolean hasManyDots(String text) {
    int dots = 0;
    for (int i = 0; i < text.length() && dots <= MOST_DOTS; i++) {
      char c = text.charAt(i);
      dots = c == '.' ? dots + 1 : c == '/' ? 0 : dots;
    }
    return dots > MOST_DOTS;
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(c -> c < ' ' || c == 0x7F);
  }

  /** RFC 3986 section 3.3: what follows a semicolon in a segment. */
  private static String withoutParameters(String path) {
    StringBuilder out = new StringBuilder(path.length());
    boolean parameter = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      parameter = c == ';' || (parameter && c != '/');
      if (!parameter) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String withoutEmptySegments(String path) {
    StringBuilder out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) != '/' || i == 0 || path.charAt(i - 1) != '/') {
        out.append(path.charAt(i));
      }
    }
    return out.toString();
  }

  /** RFC 3986 section 5.2.4. */
  private static String withoutDotSegments(String path) {
    Deque<String> kept = new ArrayDeque<>();
    List<String> segments = List.of(path.substring(1).split("/", -1));
    String last = segments.get(segments.size() - 1);
    for (String segment : segments) {
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    if (last.equals(".") || last.equals("..")) {
      kept.addLast("");
    }
    return "/" + String.join("/", kept);
  }
}
