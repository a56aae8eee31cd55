package dev.parley.engine;

import dev.parley.audit.Counters;
import dev.parley.audit.FilterName;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MXBean and its registration. A bean that cannot be registered does not stop the filter.
 * Thread-safe.
 */
final class Management implements ParleyMXBean, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Management.class);
  private static final int NAMESAKES = 1000;

  private final Counters counters;
  private final Contexts contexts;
  private final String[] packages;
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private @Nullable ObjectName registered;
  private boolean closed;

  Management(Counters counters, Contexts contexts, String[] packages) {
    this.counters = counters;
    this.contexts = contexts;
    this.packages = packages;
  }

  /**
   * Registers the bean, or registers it anew by another name. Filters of one name are told apart by
   * a number.
   *
   * @return the name by which it is registered, or would have been
   */
  synchronized FilterName register(FilterName wanted) {
    unregister();
    if (closed) {
      return wanted;
    }
    try {
      for (int i = 1; i <= NAMESAKES; i++) {
        FilterName name = i == 1 ? wanted : wanted.numbered(i);
        if (registers(name)) {
          if (i > 1) {
            LOG.warn(
                "another filter of this process is {} too; this one is called {} in its MXBean, in"
                    + " audit lines and in meters; set application or name to call it otherwise",
                wanted,
                name.filter());
          }
          return name;
        }
      }
      LOG.warn("{} filters are {}: no MXBean is registered for another one", NAMESAKES, wanted);
    } catch (JMException | RuntimeException e) {
      LOG.warn("the MXBean of {} cannot be registered: {}", wanted, e.toString());
    }
    return wanted;
  }

  /** Whether the name was free. */
  private boolean registers(FilterName name) throws JMException {
    ObjectName bean = objectName(name);
    try {
      server.registerMBean(new StandardMBean(this, ParleyMXBean.class, true), bean);
      registered = bean;
      return true;
    } catch (InstanceAlreadyExistsException e) {
      return false;
    }
  }

  private static ObjectName objectName(FilterName name) throws JMException {
    return new ObjectName(
        "dev.parley:type=Parley,application="
            + ObjectName.quote(name.application())
            + ",filter="
            + ObjectName.quote(name.filter())
            + ",realm="
            + ObjectName.quote(name.realm()));
  }

  private void unregister() {
    ObjectName bean = registered;
    registered = null;
    if (bean != null) {
      try {
        server.unregisterMBean(bean);
      } catch (JMException e) {
        LOG.debug("the bean is gone: {}", e.toString());
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    unregister();
  }

  @Override
  public long getChallenges() {
    return counters.snapshot().challenges();
  }

  @Override
  public long getLogons() {
    return counters.snapshot().logons();
  }

  @Override
  public long getLocalVerifications() {
    return counters.snapshot().localVerifications();
  }

  @Override
  public long getResumed() {
    return counters.snapshot().resumed();
  }

  @Override
  public long getAuthorityCalls() {
    return counters.snapshot().authorityCalls();
  }

  @Override
  public double getAuthorityMeanMicros() {
    Counters.Snapshot now = counters.snapshot();
    return now.authorityCalls() == 0 ? 0 : now.authorityNanos() / 1000.0 / now.authorityCalls();
  }

  @Override
  public long getAuthorityFailures() {
    return counters.snapshot().authorityFailures();
  }

  @Override
  public long getStale() {
    return counters.snapshot().stale();
  }

  @Override
  public long getReplays() {
    return counters.snapshot().replays();
  }

  @Override
  public long getForgedNonces() {
    return counters.snapshot().forgedNonces();
  }

  @Override
  public long getEvictions() {
    return counters.snapshot().evictions();
  }

  @Override
  public long getAuditDropped() {
    return counters.snapshot().auditDropped();
  }

  @Override
  public long getAuditWaiting() {
    return counters.snapshot().auditWaiting();
  }

  @Override
  public long getContextsHeld() {
    return contexts.size();
  }

  @Override
  public Map<String, Long> getRefusals() {
    Map<String, Long> refusals = new TreeMap<>();
    counters.snapshot().refusals().forEach((reason, count) -> refusals.put(reason.name(), count));
    return refusals;
  }

  @Override
  public String[] getPackages() {
    return packages.clone();
  }

  @Override
  public String[] listContexts(int limit) {
    return contexts.list(Math.max(0, limit)).stream().map(Management::line).toArray(String[]::new);
  }

  private static String line(ContextView view) {
    return String.join(
        " ",
        view.id(),
        view.user(),
        view.packageName(),
        view.established().toString(),
        view.expires().toString());
  }

  @Override
  public boolean revokeById(String id) {
    return contexts.revokeById(id);
  }

  @Override
  public int revokeByUser(String user) {
    return contexts.revokeByUser(user);
  }
}
