package dev.parley.it.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bodies and headers that the tests look at. */
final class Replies {
  private Replies() {}

  /** Sets the headers that tell the identity. */
  static void identityHeaders(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("X-User", String.valueOf(request.getRemoteUser()));
    response.setHeader("X-Auth-Type", String.valueOf(request.getAuthType()));
    response.setHeader("X-Principal", String.valueOf(nameOfPrincipal(request)));
    response.setHeader("X-Role-User", String.valueOf(request.isUserInRole("user")));
    response.setHeader("X-Role-Admin", String.valueOf(request.isUserInRole("admin")));
    response.setHeader("X-Dispatch", request.getDispatcherType().name());
    response.setHeader("X-Protocol", request.getProtocol());
    response.setHeader("X-Servlet-Path", request.getServletPath());
  }

  private static String nameOfPrincipal(HttpServletRequest request) {
    var principal = request.getUserPrincipal();
    return principal == null ? "null" : principal.getName();
  }

  /** Answers 200 (or what was set before) with {@code METHOD user=NAME} and {@code more}. */
  static void user(HttpServletRequest request, HttpServletResponse response, String more)
      throws IOException {
    identityHeaders(request, response);
    text(response, request.getMethod() + " user=" + request.getRemoteUser() + more + "\n");
  }

  /** Writes plain text with its length. */
  static void text(HttpServletResponse response, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.setContentType("text/plain;charset=utf-8");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** Lower-case hexadecimal SHA-256. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
