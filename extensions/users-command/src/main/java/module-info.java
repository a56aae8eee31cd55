/** The command that manages users files. */
@SuppressWarnings("module") // that of the qualified export is built later
module dev.parley.users {
  requires static org.jspecify;
  requires dev.parley.core;
  requires info.picocli;
  requires org.bouncycastle.provider;

  // how passwords are read
  exports dev.parley.users to
      dev.parley.doctor;

  // picocli fills the annotated fields
  opens dev.parley.users to
      info.picocli;
}
