# client: kerb4j
# from: Maven kerb4j-client
# mechanism: Kerberos
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/kerb4j-client-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -Djava.security.krb5.conf="$KRB5_CONFIG" -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients kerb4j Kerberos "$@"
