package dev.parley.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.filter.AuthenticatedIdentity;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user as the demo tells of him.
 *
 * @param user the account
 * @param roles sorted
 * @param scheme the scheme of the request, for example Digest
 * @param packageName the security package
 * @param algorithm the algorithm, or null
 * @param authority who vouched
 * @param contextId names the kept context, or null
 * @param established ISO 8601 in UTC
 * @param expires ISO 8601 in UTC
 * @param negotiation what is known of a logon by Kerberos or NTLM beside that, or null
 */
record Who(
    String user,
    List<String> roles,
    String scheme,
    @JsonProperty("package") String packageName,
    @Nullable String algorithm,
    String authority,
    @Nullable String contextId,
    @Nullable String established,
    @Nullable String expires,
    @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) Negotiated negotiation) {

  /** Whether counts and events may be seen: on this machine by everybody, elsewhere by users. */
  static boolean maySee(HttpServletRequest request) {
    return Hosts.isLocal(request) || of(request) != null;
  }

  /** The user of the request, or null when nobody was authenticated. */
  static @Nullable Who of(HttpServletRequest request) {
    if (!(request.getAttribute("dev.parley.identity") instanceof AuthenticatedIdentity identity)) {
      return null;
    }
    return new Who(
        identity.name(),
        identity.roles().stream().sorted().toList(),
        identity.scheme(),
        identity.packageName(),
        identity.algorithm(),
        identity.authority(),
        identity.contextId(),
        identity.established().toString(),
        identity.expires().toString(),
        Negotiated.of(request));
  }
}
