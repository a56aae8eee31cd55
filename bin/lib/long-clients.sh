# Bash function for bin/verify --long: the clients of src-it/clients. Source it after needs.sh,
# with the working directory at the top of the project.

# long_clients_provide: Debian's clients when root, npm's where there is npm. A client that cannot be
# had is not tried; the list of skipped tests names it.
long_clients_provide() {
  local folder=src-it/clients/target/workshop
  local wanted=src-it/clients/src/test/resources/npm/package.json
  NEEDS_LIST=checks/debian-packages-long.txt needs_provide || true
  mkdir -p "$folder"
  if command -v npm >/dev/null && ! cmp -s "$wanted" "$folder/package.json"; then
    echo "installing the clients of npm" >&2
    cp "$wanted" "$folder/package.json"
    # no scripts of packages: none of these needs them
    if ! (cd "$folder" && npm install --ignore-scripts --no-audit --no-fund --no-package-lock </dev/null >&2); then
      rm -f "$folder/package.json"
      echo "warning: no clients of npm" >&2
    fi
  fi
}
