# client: AsyncHttpClient
# from: Maven async-http-client
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/async-http-client-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients ahc Digest "$@"
