package dev.parley.it.client;

import dev.parley.it.realm.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Python script of the test resources: arguments user, password, URLs. */
record ScriptClient(String name, String script, String probe) implements Client {
  // the system's own Python first: it has the distribution's requests
  private static final Optional<Path> PYTHON = Command.find("/usr/bin/python3", "python3");

  @Override
  public Optional<String> version() {
    String statement = probe.equals("import requests") ? "requests.__version__" : "sys.version";
    String code = "import sys;" + probe + ";print('version', " + statement + ")";
    return Command.version(PYTHON, "version (\\S+)", "-c", code);
  }

  @Override
  public void get(List<String> urls) throws Exception {
    Path file = Files.createTempFile("parley-it-", ".py");
    try (var in = ScriptClient.class.getResourceAsStream("/clients/" + script)) {
      Files.write(file, in.readAllBytes());
      List<String> command = new ArrayList<>();
      command.addAll(List.of(PYTHON.orElseThrow().toString(), file.toString(), user(), PASSWORD));
      command.addAll(urls);
      Command.of(command).run().expectSuccess();
    } finally {
      Files.delete(file);
    }
  }
}
