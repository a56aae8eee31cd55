package dev.parley.audit;

/**
 * What one filter is called where those of a whole process are looked at: in the MXBean, in audit
 * events and in meters. No two filters of a process that have an MXBean have the same. Immutable.
 *
 * @param application the setting {@code application}, else the context path of the web application,
 *     {@value #ROOT} for the root one; {@value #EMBEDDED} while no container has the filter
 * @param realm the realm of the challenges
 * @param filter the setting {@code name}, else the filter's name in its container, else {@value
 *     #UNNAMED}; followed by {@code #2} where another filter of the process has all of this already
 */
public record FilterName(String application, String realm, String filter) {
  /** Stands for the empty context path. */
  public static final String ROOT = "/";

  /** The application of a filter that was built in Java and that no container has initialised. */
  public static final String EMBEDDED = "embedded";

  /** The name of a filter that has none. */
  public static final String UNNAMED = "parley";

  /** The same with a number behind the filter's name. */
  public FilterName numbered(int number) {
    return new FilterName(application, realm, filter + "#" + number);
  }

  @Override
  public String toString() {
    return "application " + application + ", filter " + filter + ", realm " + realm;
  }
}
