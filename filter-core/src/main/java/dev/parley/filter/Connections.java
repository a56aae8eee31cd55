package dev.parley.filter;

import dev.parley.http.HttpExchange;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What containers tell of a request's connection: the protocol, whether a proxy stands before it,
 * and the certificate that the server showed. The Servlet API does not tell the last; Jetty, Tomcat
 * and Undertow do, each in its own way, by public methods that are looked up by name so that none
 * of them is needed. Never throws: what is not found is null. Thread-safe.
 */
final class Connections {
  private static final String JETTY = "org.eclipse.jetty.io.Endpoint.SslSessionData";
  private static final String TOMCAT = "jakarta.servlet.request.ssl_session_mgr";
  private static final String TOMCAT_HANDED_ON = "org.apache.tomcat.request.forwarded";

  private final Getter jettySession = new Getter("sslSession");
  private final Getter tomcatChain = new Getter("getLocalCertificateChain");
  private final Getter undertowExchange = new Getter("getExchange");
  private final Getter undertowConnection = new Getter("getConnection");
  private final Getter undertowSession = new Getter("getSslSession");
  private final Getter undertowTransport = new Getter("getTransportProtocol");

  /** The protocol by its ALPN name, {@code ajp}, or empty when unknown. */
  String protocol(HttpServletRequest request) {
    // Undertow tells of an AJP connection only the version of HTTP.
    Object transport = undertowTransport.get(undertowConnection(request));
    if (transport instanceof String text && text.toLowerCase(Locale.ROOT).startsWith("ajp")) {
      return "ajp";
    }
    String told = lower(request.getServletConnection().getProtocol());
    String sent = lower(request.getProtocol());
    // Tomcat goes on saying http/1.1 after an upgrade to h2c, and of HTTP/1.0.
    boolean saysLittle =
        told.isEmpty()
            || told.equals("unknown")
            || (told.equals("http/1.1") && !sent.isEmpty() && !sent.equals("http/1.1"));
    String protocol = saysLittle ? sent : told;
    // Some name the version of the messages where the Servlet API wants the ALPN name.
    return switch (protocol) {
      case "http/2", "http/2.0" -> request.isSecure() ? "h2" : "h2c";
      case "http/3", "http/3.0" -> "h3";
      default -> protocol;
    };
  }

  /**
   * Whether a proxy has handed the request on. The fields that say so are looked for on the wire's
   * own request, for filters hide them from those behind; a valve of Tomcat takes them away and
   * leaves an attribute.
   */
  boolean isHandedOn(HttpServletRequest request) {
    return Boolean.TRUE.equals(request.getAttribute(TOMCAT_HANDED_ON))
        || (innermost(request) instanceof HttpServletRequest wire
            && HttpExchange.FIELDS_OF_PROXIES.stream()
                .anyMatch(field -> wire.getHeader(field) != null));
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  /** The certificate of the server's side; null without TLS and when unknown. */
  @Nullable X509Certificate serverCertificate(HttpServletRequest request) {
    if (!request.isSecure()) {
      return null;
    }
    Object jetty = request.getAttribute(JETTY);
    if (jetty != null) {
      return ofSession(jettySession.get(jetty));
    }
    Object tomcat = request.getAttribute(TOMCAT);
    if (tomcat != null) {
      return first(tomcatChain.get(tomcat));
    }
    return ofSession(undertowSession.get(undertowConnection(request)));
  }

  private @Nullable Object undertowConnection(HttpServletRequest request) {
    return undertowConnection.get(undertowExchange.get(innermost(request)));
  }

  private static ServletRequest innermost(ServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return inner;
  }

  private static @Nullable X509Certificate ofSession(@Nullable Object session) {
    return session instanceof SSLSession tls ? first(tls.getLocalCertificates()) : null;
  }

  private static @Nullable X509Certificate first(@Nullable Object chain) {
    return chain instanceof Certificate[] certificates
            && certificates.length > 0
            && certificates[0] instanceof X509Certificate certificate
        ? certificate
        : null;
  }

  /**
   * A method without parameters, by name; looked up once for a class that comes again and again.
   */
  private static final class Getter {
    private record Found(Class<?> type, @Nullable MethodHandle method) {}

    private final String name;
    private volatile @Nullable Found last;

    Getter(String name) {
      this.name = name;
    }

    @Nullable Object get(@Nullable Object target) {
      if (target == null) {
        return null;
      }
      Found found = last;
      if (found == null || found.type() != target.getClass()) {
        found = new Found(target.getClass(), find(target.getClass()));
        last = found;
      }
      return found.method() == null ? null : call(found.method(), target);
    }

    private static @Nullable Object call(MethodHandle method, Object target) {
      try {
        return method.invoke(target);
      } catch (VirtualMachineError e) {
        throw e;
      } catch (Throwable e) {
        return null; // whatever the container throws: unknown
      }
    }

    /** The method of the class or, where that is hidden, of whichever public type declares it. */
    private @Nullable MethodHandle find(Class<?> type) {
      for (Class<?> each = type; each != null; each = each.getSuperclass()) {
        MethodHandle method = declared(each);
        for (Class<?> face : method == null ? each.getInterfaces() : new Class<?>[0]) {
          method = method == null ? find(face) : method;
        }
        if (method != null) {
          return method;
        }
      }
      return null;
    }

    private @Nullable MethodHandle declared(Class<?> type) {
      if (!Modifier.isPublic(type.getModifiers())) {
        return null;
      }
      try {
        Method method = type.getMethod(name);
        return MethodHandles.publicLookup().unreflect(method);
      } catch (NoSuchMethodException | IllegalAccessException e) {
        return null;
      }
    }
  }
}
