# client: Apache commons-httpclient 3, NTLM
# from: Maven commons-httpclient
# mechanism: NTLM
# note: sends NTLM's first version only, which is refused
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/commons-httpclient-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients httpclient3 NTLM "$@"
