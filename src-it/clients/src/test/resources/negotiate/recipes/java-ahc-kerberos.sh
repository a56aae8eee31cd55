# client: AsyncHttpClient, Kerberos
# from: Maven async-http-client
# mechanism: Kerberos
# version: printf '%s' "$CLASS_PATH" | tr : '\n' | sed -n 's/.*\/async-http-client-\([0-9][^\/]*\)\.jar$/\1/p'
"$JAVA" -Djava.security.krb5.conf="$KRB5_CONFIG" -Djavax.security.auth.useSubjectCredsOnly=false \
  -cp "$CLASS_PATH" dev.parley.it.clients.LibraryClients ahc Kerberos "$@"
