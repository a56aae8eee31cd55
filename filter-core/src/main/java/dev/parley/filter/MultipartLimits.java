package dev.parley.filter;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How large a multipart form may be by the {@link MultipartConfig} of the servlet that it is for.
 * The Servlet API shows the annotation only, not what a deployment descriptor says in its place.
 *
 * @param file the most octets of a part; less than 0 for any number
 * @param request the most octets of the entity; less than 0 for any number
 */
record MultipartLimits(long file, long request) {
  private static final MultipartLimits NONE = new MultipartLimits(-1, -1);

  /** Those of the servlet that has the request now. */
  static MultipartLimits of(HttpServletRequest request) {
    MultipartConfig config = config(request);
    return config == null
        ? NONE
        : new MultipartLimits(config.maxFileSize(), config.maxRequestSize());
  }

  private static @Nullable MultipartConfig config(HttpServletRequest request) {
    ServletContext context = request.getServletContext();
    try {
      ServletRegistration servlet =
          context.getServletRegistration(request.getHttpServletMapping().getServletName());
      return servlet == null || servlet.getClassName() == null
          ? null
          : Class.forName(servlet.getClassName(), false, loader(context))
              .getAnnotation(MultipartConfig.class);
    } catch (ClassNotFoundException | LinkageError | UnsupportedOperationException e) {
      return null; // no class of the application's own
    }
  }

  /** An embedded container may have no loader of its own. */
  private static ClassLoader loader(ServletContext context) {
    ClassLoader own = context.getClassLoader();
    return own == null ? MultipartLimits.class.getClassLoader() : own;
  }

  /**
   * Checks an entity before its parts are looked for.
   *
   * @throws IllegalStateException when it is longer, as {@code getParts} has it
   */
  void check(SpooledEntity entity) {
    if (request >= 0 && entity.length() > request) {
      throw new IllegalStateException("the form is longer than " + request + " octets");
    }
  }

  /**
   * Checks the parts.
   *
   * @throws IllegalStateException when one is longer, as {@code getParts} has it
   */
  void check(List<Part> parts) {
    if (file >= 0 && parts.stream().anyMatch(each -> each.getSize() > file)) {
      throw new IllegalStateException("a part of the form is longer than " + file + " octets");
    }
  }
}
