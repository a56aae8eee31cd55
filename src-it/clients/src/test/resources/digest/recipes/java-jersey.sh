# client: Jersey client
# from: Maven jersey-client
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/jersey-client-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients jersey Digest "$@"
