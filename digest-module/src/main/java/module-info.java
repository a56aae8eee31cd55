/** HTTP Digest for the Parley filter. */
@SuppressWarnings("module") // that of the qualified export is built later
module dev.parley.digest {
  requires static org.jspecify;
  requires transitive dev.parley.core;
  requires com.github.benmanes.caffeine;

  exports dev.parley.digest;
  exports dev.parley.digest.nonce to
      dev.parley.doctor;
  exports dev.parley.digest.options;

  provides dev.parley.config.PackageProvider with
      dev.parley.digest.DigestProvider;
}
