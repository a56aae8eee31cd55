package dev.parley.engine;

import dev.parley.audit.Counters;
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

/** The MXBean and its registration. A bean that can not be registered does not stop the filter. */
final class Management implements ParleyMXBean, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Management.class);
  private static final int INSTANCES = 100;

  private final Counters counters;
  private final Contexts contexts;
  private final String[] packages;
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private @Nullable ObjectName registered;

  Management(Counters counters, Contexts contexts, String[] packages) {
    this.counters = counters;
    this.contexts = contexts;
    this.packages = packages;
  }

  /** Several filters of one name are told apart by a number. */
  void register(String name) {
    for (int i = 1; i <= INSTANCES && registered == null; i++) {
      try {
        String text = "dev.parley:type=Parley,name=" + ObjectName.quote(name);
        ObjectName bean = new ObjectName(i == 1 ? text : text + ",instance=" + i);
        server.registerMBean(new StandardMBean(this, ParleyMXBean.class, true), bean);
        registered = bean;
      } catch (InstanceAlreadyExistsException e) {
        LOG.debug("there is a bean named {} already", name);
      } catch (JMException e) {
        LOG.warn("the bean {} can not be registered: {}", name, e.toString());
        return;
      }
    }
  }

  @Override
  public void close() {
    if (registered != null) {
      try {
        server.unregisterMBean(registered);
      } catch (JMException e) {
        LOG.debug("the bean is gone: {}", e.toString());
      }
      registered = null;
    }
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
