# client: Apache HttpClient 4.5
# from: Maven httpclient
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/httpclient-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients httpclient4 Digest "$@"
