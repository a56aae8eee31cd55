package dev.parley.it.frameworks;

import jakarta.servlet.Filter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;

/** The pages in Jersey, which serves as a filter, with the request URI before it. */
@Path("/")
public final class JerseyPages {
  /** Jersey with these pages. */
  static Filter filter() {
    return new ServletContainer(
        new ResourceConfig(JerseyPages.class)
            .property(ServerProperties.WADL_FEATURE_DISABLE, true));
  }

  /** The page for administrators, at a path and all below. */
  @GET
  @Path("admin2{rest: (/.*)?}")
  public String admin() {
    return Page.ADMIN.marker();
  }

  /** The page for all. */
  @GET
  @Path("open")
  public String open() {
    return Page.OPEN.marker();
  }
}
