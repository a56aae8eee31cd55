# client: Apache commons-httpclient 3
# from: Maven commons-httpclient
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/commons-httpclient-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients httpclient3 Digest "$@"
