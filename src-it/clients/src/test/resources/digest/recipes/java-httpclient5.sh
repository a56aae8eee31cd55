# client: Apache HttpClient 5
# from: Maven httpclient5
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/httpclient5-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients httpclient5 Digest "$@"
