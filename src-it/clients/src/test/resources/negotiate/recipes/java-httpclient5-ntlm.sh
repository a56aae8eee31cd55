# client: Apache HttpClient 5, NTLM
# from: Maven httpclient5
# mechanism: NTLM
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/httpclient5-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients httpclient5 NTLM "$@"
