package dev.parley.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.client.Client;
import dev.parley.it.support.ContainerTest;
import dev.parley.it.support.Digest;
import dev.parley.it.support.RawHttp;
import dev.parley.it.support.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Concurrency: cases that other servers got wrong")
final class ConcurrencyIT extends ContainerTest {
  private static final String TARGET = "/protected/x";

  /** Runs tasks side by side, each on a thread of its own. */
  private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(tasks)) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("64 connections share one nonce: all are let in, each count once")
  void sharedNonce() throws Exception {
    String user = freshUser();
    List<RawHttp> connections = new ArrayList<>();
    try {
      for (int i = 0; i < 64; i++) {
        connections.add(connect());
      }
      Digest digest = logOn(connections.get(0), user);
      long before = control.counter("authorityQuestions");
      for (int round = 0; round < 40; round++) {
        List<String> answers = new ArrayList<>();
        for (RawHttp http : connections) {
          answers.add(digest.answer("GET", TARGET));
          http.send(http.head("GET", TARGET, List.of(answers.get(answers.size() - 1))));
        }
        for (RawHttp http : connections) {
          assertThat(http.read(false).user()).isEqualTo(user);
        }
        Reply again = connections.get(round).request("GET", TARGET, answers.get(63 - round));
        assertThat(again.status()).isEqualTo(401);
      }
      assertThat(control.counter("authorityQuestions")).isEqualTo(before);
    } finally {
      for (RawHttp http : connections) {
        http.close();
      }
    }
  }

  @Test
  @DisplayName("64 connections that share one nonce without any order are never asked again")
  void sharedNonceWithoutOrder() throws Exception {
    String user = freshUser();
    Digest digest;
    try (RawHttp http = connect()) {
      digest = logOn(http, user);
    }
    List<Callable<Integer>> clients = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      clients.add(
          () -> {
            int asked = 0;
            try (RawHttp http = connect()) {
              for (int k = 0; k < 50; k++) {
                String answer;
                synchronized (digest) {
                  answer = digest.answer("GET", TARGET);
                }
                Reply reply = http.request("GET", TARGET, answer);
                asked += reply.status() == 200 || reply.stale() ? 0 : 1;
              }
            }
            return asked;
          });
    }
    assertThat(together(clients)).containsOnly(0);
  }

  @Test
  @DisplayName("one answer on 32 connections at once is let in exactly once")
  void oneAnswerOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      String answer;
      try (RawHttp http = connect()) {
        answer = logOn(http, freshUser()).answer("GET", TARGET);
      }
      List<Callable<Integer>> clients = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        clients.add(
            () -> {
              try (RawHttp http = connect()) {
                return http.request("GET", TARGET, answer).status();
              }
            });
      }
      assertThat(together(clients)).containsOnlyOnce(200).containsOnly(200, 401);
    }
  }

  @Test
  @DisplayName("BZ54521 (Tomcat), SEC-1851 (Spring): 2,000 concurrent challenges, no nonce twice")
  void noncesAreUnique() throws Exception {
    Set<String> nonces = ConcurrentHashMap.newKeySet();
    List<Callable<Boolean>> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(
          () -> {
            boolean fresh = true;
            try (RawHttp http = connect()) {
              for (int k = 0; k < 100; k++) {
                Reply reply = http.request("GET", TARGET);
                Map<String, String> challenge = Digest.parameters(reply.challenges().get(0));
                fresh &= nonces.add(challenge.get("nonce"));
              }
            }
            return fresh;
          });
    }
    assertThat(together(clients)).containsOnly(true);
    assertThat(nonces).hasSize(2000);
  }

  @Test
  @DisplayName("CVE-2019-0217 (httpd): many users at once, nobody becomes another")
  void nobodyBecomesAnother() throws Exception {
    List<Callable<Set<String>>> clients = new ArrayList<>();
    List<Set<String>> expected = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String user = freshUser();
      expected.add(Set.of(user));
      clients.add(
          () -> {
            Set<String> seen = new HashSet<>();
            try (RawHttp http = connect()) {
              Digest digest = logOn(http, user);
              for (int k = 0; k < 100; k++) {
                seen.add(http.request("GET", TARGET, digest.answer("GET", TARGET)).user());
              }
            }
            return seen;
          });
    }
    assertThat(together(clients)).isEqualTo(expected);
  }

  @Test
  @DisplayName("concurrent first requests of one context share one authority call")
  void sharedFirstCall() throws Exception {
    String user = freshUser();
    Digest digest;
    try (RawHttp http = connect()) {
      digest = Digest.answering(http.request("GET", TARGET), user, Client.PASSWORD);
    }
    control.authority("mode=late&millis=400");
    try {
      long before = control.counter("authorityQuestions");
      List<Callable<String>> clients = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String answer = digest.answer("GET", TARGET);
        clients.add(
            () -> {
              try (RawHttp http = connect()) {
                return http.request("GET", TARGET, answer).user();
              }
            });
      }
      assertThat(together(clients)).containsOnly(user);
      assertThat(control.counter("authorityQuestions") - before).isEqualTo(1);
    } finally {
      control.authority("mode=normal");
    }
  }
}
