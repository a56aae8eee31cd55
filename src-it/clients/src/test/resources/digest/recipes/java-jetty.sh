# client: Jetty HttpClient
# from: Maven jetty-client
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/jetty-client-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients jetty Digest "$@"
