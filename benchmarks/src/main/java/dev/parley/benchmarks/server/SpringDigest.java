package dev.parley.benchmarks.server;

import dev.parley.benchmarks.Fixture;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.DigestAuthenticationEntryPoint;
import org.springframework.security.web.authentication.www.DigestAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Spring Security's Digest as its reference documents it, in the form that is cheapest for it: no
 * session, H(user:realm:password) stored rather than the password, the shortest filter chain that
 * still authorizes and fills the servlet API.
 */
final class SpringDigest {
  private SpringDigest() {}

  static Filter filter() throws ServletException {
    DigestAuthenticationEntryPoint entryPoint = new DigestAuthenticationEntryPoint();
    entryPoint.setRealmName(Fixture.REALM);
    entryPoint.setKey("benchmark-key");
    entryPoint.afterPropertiesSet();

    DigestAuthenticationFilter digest = new DigestAuthenticationFilter();
    digest.setUserDetailsService(new InMemoryUserDetailsManager(user()));
    digest.setPasswordAlreadyEncoded(true);
    digest.setCreateAuthenticatedToken(true);
    digest.setAuthenticationEntryPoint(entryPoint);
    digest.afterPropertiesSet();

    SecurityContextHolderAwareRequestFilter servletApi =
        new SecurityContextHolderAwareRequestFilter();
    servletApi.afterPropertiesSet();

    return new FilterChainProxy(
        new DefaultSecurityFilterChain(
            AnyRequestMatcher.INSTANCE,
            List.of(
                new SecurityContextHolderFilter(new RequestAttributeSecurityContextRepository()),
                digest,
                servletApi,
                new ExceptionTranslationFilter(entryPoint, new NullRequestCache()),
                new AuthorizationFilter(AuthenticatedAuthorizationManager.authenticated()))));
  }

  private static UserDetails user() {
    String a1 = Fixture.USER + ":" + Fixture.REALM + ":" + Fixture.PASSWORD;
    return User.withUsername(Fixture.USER).password(md5(a1)).roles(Fixture.ROLE).build();
  }

  private static String md5(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
