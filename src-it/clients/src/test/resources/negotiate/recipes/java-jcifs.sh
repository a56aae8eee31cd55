# client: jcifs-ng
# from: Maven jcifs-ng
# mechanism: NTLM
# note: sends the server's own message back in place of the last one
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/jcifs-ng-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients jcifs NTLM "$@"
