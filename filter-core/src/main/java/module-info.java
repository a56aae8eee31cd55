/**
 * The filter and what stands under it: the SSPI vocabulary, the engine, the kept contexts, the
 * authorities, the settings.
 *
 * @see dev.parley.sspi
 */
@SuppressWarnings("module") // that of the qualified export is built later
module dev.parley.core {
  requires static transitive org.jspecify;
  requires static micrometer.core;
  requires transitive jakarta.servlet;
  requires com.github.benmanes.caffeine;
  requires tools.jackson.databind;
  requires org.slf4j;
  requires java.management;
  requires java.xml;

  exports dev.parley.audit;
  exports dev.parley.authority;
  exports dev.parley.authority.file;
  exports dev.parley.authority.guard;
  exports dev.parley.bounded to
      dev.parley.digest,
      dev.parley.negotiate;
  exports dev.parley.config;
  exports dev.parley.context;
  exports dev.parley.engine;
  exports dev.parley.files to
      dev.parley.doctor,
      dev.parley.negotiate;
  exports dev.parley.filter;
  exports dev.parley.http;
  exports dev.parley.sspi;

  uses dev.parley.config.PackageProvider;
}
